"""The whole command, in real processes, with toy checks."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers.cli_desk import Desk

_FAILING = """
import sys
from deskready.cli.progress import Progress
from deskready.core.audit.event import Ended
def hear(self, check_id, event):
    if isinstance(event, Ended) and check_id == "toy.good":
        raise ValueError("boom")
Progress.hear = hear
from deskready.__main__ import main
sys.exit(main())
"""


def _audit(desk: Desk, *arguments: str, code: int = 0) -> dict[str, Any]:
    done = desk.run("audit", *arguments, "--format", "json")
    assert done.returncode == code, done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def _last(check: dict[str, Any]) -> dict[str, Any]:
    """The run that counts."""
    return {"reason": {}, **(check["runs"] or [{"outcome": "not run"}])[-1]}


def _records(desk: Desk) -> list[Path]:
    return sorted((desk.home / "data").rglob("*.json"))


@pytest.mark.parametrize(
    ("value", "code", "readiness"),
    [("3", 0, "ready"), ("4.5", 0, "ready with warnings"), ("9", 1, "not ready")],
)
def test_it_ends_by_readiness(desk: Desk, value: str, code: int, readiness: str) -> None:
    option = f"toy.good.value={value}"
    assert _audit(desk, "toy.good", "--profile", "toy.toml", "--option", option, code=code)["readiness"] == readiness


def test_what_is_required_and_not_measured_is_undecided(desk: Desk) -> None:
    asked = desk.profile("crash.toml", requirements='[requirements."toy.crashed"]\nmaximum = 1\n')
    content = _audit(desk, "toy.crash", "--profile", str(asked), code=3)
    assert (content["readiness"], content["checks"][0]["runs"][-1]["outcome"]) == ("undecided", "failed")


def test_without_a_terminal_nothing_is_told_but_the_result(desk: Desk) -> None:
    done = desk.run("audit", "toy.quiet", "--profile", "toy.toml", "--format", "json")
    assert done.stderr == ""
    json.loads(done.stdout)


def test_the_record_is_filed_and_no_partial_file_is_left(desk: Desk) -> None:
    content = _audit(desk, "toy.good", "toy.personal", "--profile", "toy.toml")
    (record,) = _records(desk)
    filed = json.loads(record.read_text())
    assert filed["id"] == content["id"]
    assert "Zoe Canary" in record.read_text()
    assert "Zoe Canary" not in json.dumps(content)
    assert list((desk.home / "state" / "partial").iterdir()) == []


def test_identity_leaves_when_asked_to(desk: Desk) -> None:
    content = _audit(desk, "toy.personal", "--profile", "toy.toml", "--include-identity", code=3)
    assert "Zoe Canary" in json.dumps(content)


def test_output_files_and_exit_code_agree_where_what_counts_is_left_out(desk: Desk) -> None:
    asked = desk.profile("name.toml", requirements='[requirements."toy.name"]\nallowed = ["Zoe Canary"]\n')
    done = desk.run("audit", "toy.personal", "--profile", str(asked), "--format", "json", "--save", "a.json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["readiness"] == "undecided"
    assert done.stdout == (desk.folder / "a.json").read_text()
    assert "“Ready”; --include-identity" in done.stderr
    assert desk.run("audit", "toy.personal", "--profile", str(asked), "--include-identity").returncode == 0


def test_checks_that_nobody_chose_stand_as_not_run(desk: Desk) -> None:
    content = _audit(desk, "toy.quiet", "--profile", "toy.toml", code=3)
    assert {check["id"]: _last(check)["outcome"] for check in content["checks"]} == {
        "toy.quiet": "measured", "toy.good": "not run",
    }  # fmt: skip
    assert content["partial"] is True


def test_a_group_is_chosen_by_its_name_and_parts_of_it_are_left_out(desk: Desk) -> None:
    skips = ("--skip", "toy.spin", "--skip", "toy.hostile", "--skip", "toy.quiet")
    content = _audit(desk, "toy", *skips, "--profile", "toy.toml")
    last = {check["id"]: _last(check) for check in content["checks"]}
    outcomes = {name: (run["outcome"], run["reason"].get("words", "")) for name, run in last.items()}
    assert outcomes["toy.good"] == ("measured", "")
    assert outcomes["toy.spin"] == ("skipped", "Left out with --skip.")
    assert outcomes["toy.ask"] == ("skipped", "It asks a person, and this audit ran without one.")


def test_the_command_line_beats_the_profile_and_the_profile_the_settings(desk: Desk) -> None:
    (desk.home / "config" / "settings.toml").write_text('[options."toy.good"]\nvalue = 1\n')

    def chosen(*arguments: str) -> tuple[int, str]:
        option = _audit(desk, "toy.good", *arguments)["checks"][0]["runs"][-1]["options"]["value"]
        return option["value"], option["source"]

    opinionated = desk.profile("opinion.toml", options='[options."toy.good"]\nvalue = 2\n')
    assert chosen("--profile", "toy.toml") == (1, "settings")
    assert chosen("--profile", str(opinionated)) == (2, "profile")
    assert chosen("--profile", str(opinionated), "--option", "toy.good.value=3") == (3, "command line")


def test_the_profile_last_chosen_on_screen_is_not_used(desk: Desk) -> None:
    (desk.home / "config" / "settings.toml").write_text('[interface]\nlast_profile = "typical-chat-agent"\n')
    assert _audit(desk, "toy.good", code=3)["profile"]["id"] == "typical-voice-agent"


def test_an_option_that_does_not_fit_leaves_nothing_behind(desk: Desk) -> None:
    opinionated = desk.profile("opinion.toml", options='[options."toy.good"]\nvalue = 5000\n')
    done = desk.run("audit", "toy.good", "toy.ask", "--profile", str(opinionated))
    assert (done.returncode, done.stdout) == (2, "")
    assert "profile: toy.good.value: 5000 is out of range." in done.stderr
    assert _records(desk) == []
    assert not list(desk.home.rglob("*.partial"))


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('[options."toy.good"]\nvalue = 5000\n', 'line 2, options."toy.good".value: 5000 is out of range.'),
        ('\n[options."toy.good"]\nvalu = 3\n', "line 3, options.\"toy.good\".valu: no option is called 'valu'."),
        ('[options."toy.good"]\nvalue = 0x' + "f" * 5000, "line 2: It holds a number with too many digits."),
        ("[option]\n", "line 1, option: There is no such setting. Did you mean options?"),
        ("theme = ", "line 1: This is not valid TOML"),
    ],
)
def test_settings_that_cannot_be_understood_stop_it_before_anything_is_run(
    desk: Desk, settings: str, told: str
) -> None:
    (desk.home / "config" / "settings.toml").write_text(settings)
    done = desk.run("audit", "toy.good", "--profile", "toy.toml", "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{desk.home / 'config' / 'settings.toml'}, {told}" in done.stderr
    assert "Nothing was measured and nobody was contacted" in done.stderr
    assert not _records(desk)
    for command in (("checks", "--json"), ("profiles",), ("show", "--help"), ("--help",), ("schema", "audit")):
        gone_on = desk.run(*command)
        assert gone_on.returncode == 0
        is_compared = "no such" in told.lower() or "TOML" in told or "digits" in told
        assert (told in gone_on.stderr) == (is_compared or command[0] in ("checks", "profiles"))


def test_settings_for_a_check_that_is_not_installed_are_told_with_the_nearest(desk: Desk) -> None:
    (desk.home / "config" / "settings.toml").write_text(
        '[options."toy.god"]\nvalue = 1\n[consent.microfone]\ngranted = false\n'
    )
    done = desk.run("audit", "toy.good", "--profile", "toy.toml")
    assert done.returncode == 0
    assert 'line 1, options."toy.god": no check of that name is installed. Did you mean toy.good?' in done.stderr
    assert "consent.microfone: nothing of that name is asked for. Did you mean microphone?" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
def test_pipes_in_place_of_files_of_ones_own_are_told_and_not_waited_for(desk: Desk) -> None:
    (desk.home / "state").mkdir()
    os.mkfifo(desk.home / "state" / "machine-id")
    os.mkfifo(desk.home / "config" / "checks" / "pipe.py")
    done = desk.run("audit", "toy.good", "--profile", "toy.toml")
    assert done.returncode == 0
    assert "machine-id: this is a device or a pipe, not a file." in done.stderr
    assert "pipe.py (your checks folder) cannot be used: It is a folder, a device or a pipe, not a file." in done.stderr
    os.mkfifo(desk.home / "config" / "settings.toml")
    done = desk.run("audit", "toy.good", "--profile", "toy.toml")
    assert done.returncode == 2
    assert "settings.toml: this is a device or a pipe, not a file." in done.stderr


def test_what_is_wrong_with_settings_and_checks_is_told_in_a_line_each(desk: Desk) -> None:
    (desk.home / "config" / "settings.toml").write_text("[interface]\ntheme = 3\n")
    desk.add_check("import nothing_of_that_name", "broken.py")
    done = desk.run("audit", "toy.good", "--profile", "toy.toml")
    assert done.returncode == 0
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["deskready", "deskready"]
    assert "interface.theme" in done.stderr
    assert "broken.py (your checks folder) cannot be used" in done.stderr


def test_every_file_is_saved_in_the_format_of_its_suffix(desk: Desk) -> None:
    done = desk.run(
        "audit", "toy.good", "--profile", "toy.toml", "--save", "a.json", "--save", "a.md", "--save", "a.txt"
    )
    assert done.returncode == 0
    assert (desk.folder / "a.txt").read_text(encoding="utf-8") == done.stdout
    assert (desk.folder / "a.md").read_text(encoding="utf-8").startswith("# ")
    assert desk.run("show", "a.json").stdout == done.stdout


def test_a_file_that_can_no_longer_be_saved_keeps_nothing_from_being_printed(desk: Desk) -> None:
    desk.add_check(
        (desk.home / "config" / "checks" / "toy.py").read_text().replace(
            'context.progress(0.5, "half way")', f'open({str(desk.folder / "a.json")!r}, "w").close()'
        )
    )  # fmt: skip
    done = desk.run("audit", "toy.good", "--profile", "toy.toml", "--save", "a.json", "--save", "b.json")
    assert done.returncode == 2
    assert done.stdout.startswith("deskready: Ready")
    assert "a.json: the file exists already" in done.stderr
    assert (desk.folder / "a.json").read_text() == ""
    assert (desk.folder / "b.json").exists()
    assert len(_records(desk)) == 1


def test_an_audit_that_cannot_be_kept_is_still_told(desk: Desk) -> None:
    (desk.home / "state").mkdir(parents=True)
    (desk.home / "state" / "partial").write_text("a file where the folder should be")
    done = desk.run("audit", "toy.good", "--profile", "toy.toml")
    assert done.returncode == 0
    assert done.stdout.startswith("deskready: Ready")
    assert "deskready: What was measured is not kept on this computer. Cannot make the folder" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_rerun_goes_into_a_copy_with_the_earlier_result_as_an_attempt(desk: Desk) -> None:
    first = _audit(desk, "toy.good", "--profile", "toy.toml", "--save", "a.json")
    before = (desk.folder / "a.json").read_bytes()
    merged = _audit(desk, "toy.good", "toy.quiet", "--into", "a.json", "--option", "toy.good.value=9", code=1)
    good = merged["checks"][0]
    assert [run["measurements"][0]["value"] for run in good["runs"]] == [3.0, 9.0]
    assert {check["id"] for check in merged["checks"]} == {"toy.good", "toy.quiet"}
    assert merged["profile"] == first["profile"]
    assert merged["started"] == first["started"]
    assert merged["id"] != first["id"]
    assert (desk.folder / "a.json").read_bytes() == before
    assert len(_records(desk)) == 2


def test_a_merged_audit_takes_another_rerun(desk: Desk) -> None:
    _audit(desk, "toy.good", "--profile", "toy.toml", "--save", "a.json")
    _audit(desk, "toy.good", "--into", "a.json", "--save", "a.json", "--force")
    again = _audit(desk, "toy.good", "--into", "a.json")
    assert len(again["checks"][0]["runs"]) == 3


def test_an_audit_of_another_machine_takes_no_rerun(audited: Desk, desk: Desk) -> None:
    done = desk.run("audit", "toy.good", "--into", str(audited.folder / "audit.json"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "made on another computer" in done.stderr
    assert _records(desk) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("toy.god",), "Did you mean toy.good?"),
        (("toy.good", "--profile", "none.toml"), "no such file"),
        (("toy.good", "--save", "there.json"), "--force"),
        (("toy.good", "--into", "there.json"), "not JSON"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_measured(desk: Desk, arguments: tuple[str, ...], told: str) -> None:
    desk.write("there.json", "")
    done = desk.run("audit", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert told in done.stderr
    assert not list(desk.home.rglob("*.partial"))


def test_a_crash_of_a_check_shows_nothing_of_its_error(desk: Desk) -> None:
    done = desk.run("audit", "toy.crash", "--profile", "toy.toml", "--format", "markdown")
    assert "The check crashed." in done.stdout
    assert "boom" not in done.stdout + done.stderr


def test_an_error_of_the_program_while_checks_run_is_one_line_and_leaves_nothing_running(desk: Desk) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FAILING, "audit", "toy.good", "toy.spin", "--profile", "toy.toml"], timeout=60,
        cwd=desk.folder, env=desk.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (70, "")
    assert len(done.stderr.splitlines()) == 1
    assert "internal error: ValueError: boom" in done.stderr
    assert "Traceback" in (desk.home / "state" / "deskready.log").read_text()
    assert desk.processes() == []
