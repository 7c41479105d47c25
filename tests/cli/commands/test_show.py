import json
from pathlib import Path

from msgspec import structs

from deskready.cli.commands.show import judged
from deskready.core.audit.restore import judgement_of
from deskready.core.judge.verdict import Readiness
from deskready.store import audit_file
from helpers.cli_desk import Desk
from helpers.samples import sample_audit


def test_json_of_a_saved_file_is_the_file(audited: Desk) -> None:
    done = audited.run("show", "audit.json", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.encode() == (audited.folder / "audit.json").read_bytes()


def test_a_file_saved_with_identity_is_the_same_with_identity(desk: Desk) -> None:
    desk.run("audit", "toy.personal", "--profile", "toy.toml", "--save", "whole.json", "--include-identity")
    saved = (desk.folder / "whole.json").read_bytes()
    assert b"Zoe Canary" in saved
    assert desk.run("show", "whole.json", "--format", "json", "--include-identity").stdout.encode() == saved
    assert "Zoe Canary" not in desk.run("show", "whole.json", "--format", "json").stdout


def test_text_is_what_the_audit_printed(audited: Desk) -> None:
    done = audited.run("show", "audit.json")
    assert done.stdout.startswith("deskready: Ready: 1 requirement met\n")


def test_another_profile_judges_the_same_measurements(audited: Desk) -> None:
    strict = audited.profile("strict.toml", requirements='[requirements."toy.value"]\nmaximum = 2\n')
    done = audited.run("show", "audit.json", "--profile", str(strict), "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["verdicts"][0]["maximum"] == 2
    undecided = audited.profile("other.toml", requirements='[requirements."toy.spun"]\nmaximum = 2\n')
    assert audited.run("show", "audit.json", "--profile", str(undecided)).returncode == 3


def test_a_profile_knows_the_metrics_of_checks_that_are_only_in_the_file(audited: Desk, tmp_path: Path) -> None:
    elsewhere = Desk(tmp_path)
    (elsewhere.home / "config" / "checks" / "toy.py").unlink()
    elsewhere.profile()
    done = elsewhere.run("show", str(audited.folder / "audit.json"), "--profile", "toy.toml", "--format", "json")
    assert done.returncode == 0
    line = json.loads(done.stdout)["profile"]["requirements"][0]
    assert (line["label"]["words"], line["unit"]) == ("Value", "ms")


def test_it_saves_as_another_format(audited: Desk, tmp_path: Path) -> None:
    target = tmp_path / "audit.md"
    done = audited.run("show", "audit.json", "--format", "markdown", "--save", str(target))
    assert done.returncode == 0
    assert target.read_text(encoding="utf-8") == done.stdout
    again = audited.run("show", "audit.json", "--save", str(target))
    assert (again.returncode, again.stdout) == (2, "")


def test_verdicts_in_the_file_are_not_believed(audited: Desk, tmp_path: Path) -> None:
    content = json.loads((audited.folder / "audit.json").read_text())
    content["checks"][0]["runs"][-1]["measurements"][0]["value"] = 99
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(content))
    done = audited.run("show", str(forged))
    assert done.returncode == 1
    assert done.stdout.startswith("deskready: Not ready: 1 thing to fix\n")
    assert "the file says “Ready”; what it holds is judged as “Not ready”" in done.stderr


def test_only_json_opens(audited: Desk, tmp_path: Path) -> None:
    for name, told in (("a.md", "Markdown"), ("a.txt", "Plain text"), ("none.json", "no such file")):
        if name.startswith("a."):
            (tmp_path / name).touch()
        done = audited.run("show", str(tmp_path / name))
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr


def test_judging_changes_the_verdicts_and_nothing_else() -> None:
    audit = sample_audit()
    lax = structs.replace(audit.profile, requirements=())
    found = judged(audit, lax)
    assert found.verdicts == judgement_of(audit, lax).verdicts
    assert found.readiness is Readiness.READY
    assert (found.profile, found.profile_hash) == (lax, lax.hash)
    assert found.checks == audit.checks


def test_the_local_record_shows_what_is_public(audited: Desk) -> None:
    record = next((audited.home / "data" / "audits").rglob("*.json"))
    assert "Zoe Canary" in audit_file.read(record).checks[1].last.measurements[0].value  # type: ignore[operator]
    assert "Zoe Canary" not in audited.run("show", str(record), "--format", "json").stdout
