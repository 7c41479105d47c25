import json

import pytest

from helpers.cli_desk import Desk


def test_the_catalogue_is_what_the_command_says_without_a_sub_command(desk: Desk) -> None:
    done = desk.run("profiles")
    assert done.returncode == 0
    assert "typical-voice-agent: Typical voice agent, by deskready" in done.stdout
    assert desk.run("profiles", "list").stdout == done.stdout
    assert [entry["id"] for entry in json.loads(desk.run("profiles", "--json").stdout)["profiles"]] == [
        "typical-chat-agent", "typical-voice-agent",
    ]  # fmt: skip


def test_own_profiles_stand_beside_the_shipped_ones_and_broken_ones_say_why(desk: Desk) -> None:
    folder = desk.home / "config" / "profiles"
    folder.mkdir()
    (folder / "toy.toml").write_text((desk.folder / "toy.toml").read_text())
    (folder / "broken.toml").write_text("schema = 1\nid = \x1b\n")
    done = desk.run("profiles")
    assert done.returncode == 0
    assert f"toy: Toy, by Tests, 2026-01-31 (your own)\n  {folder / 'toy.toml'}\n" in done.stdout
    assert "broken: cannot be used.\n" in done.stdout
    assert "line 2" in done.stdout
    assert "\x1b" not in done.stdout
    entries = {entry["id"]: entry for entry in json.loads(desk.run("profiles", "list", "--json").stdout)["profiles"]}
    assert (entries["toy"]["usable"], entries["toy"]["shipped"]) == (True, False)
    assert (entries["broken"]["usable"], len(entries["broken"]["mistakes"])) == (False, 1)


def test_a_profile_is_shown_with_its_limits(desk: Desk) -> None:
    text = desk.run("profiles", "show", "toy.toml").stdout
    assert "Toy (toy)\nPublished by Tests, 2026-01-31\nNumbers from: Tests\n" in text
    assert "Value (toy.value): at most 5 ms, better 4 ms; required\n" in text
    content = json.loads(desk.run("profiles", "show", "toy.toml", "--json").stdout)
    assert content["requirements"][0]["maximum"] == 5


def test_a_profile_that_does_not_exist_is_told_with_the_nearest(desk: Desk) -> None:
    done = desk.run("profiles", "show", "typical-voice-agnt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean typical-voice-agent?" in done.stderr


def test_every_mistake_is_named_with_file_line_key_and_suggestion(desk: Desk) -> None:
    desk.profile("bad.toml", requirements='[requirements."toy.value"]\nmaximun = 5\nlevel = "requird"\n')
    done = desk.run("profiles", "validate", "bad.toml")
    assert done.returncode == 2
    lines = done.stdout.splitlines()
    assert any('bad.toml, line 8, requirements."toy.value".maximun' in line and "maximum?" in line for line in lines)
    assert any("line 9" in line and "required?" in line for line in lines)
    assert lines[-1] == "bad.toml cannot be used: 3 mistakes, 0 warnings."


def test_a_metric_that_nothing_measures_is_a_warning(desk: Desk) -> None:
    desk.profile("odd.toml", requirements='[requirements."toy.valu"]\nmaximum = 5\n')
    done = desk.run("profiles", "validate", "odd.toml")
    assert done.returncode == 0
    assert done.stdout.startswith('warning: odd.toml, line 7, requirements."toy.valu"')
    assert "toy.value?" in done.stdout


def test_an_option_that_an_installed_check_refuses_is_a_mistake(desk: Desk) -> None:
    options = (
        '[options."toy.good"]\nvalue = 3\nvalu = 3\n[options."internet.speed"]\nmlab = true\n[options."a.b"]\nc = 1\n'
    )
    desk.profile("odd.toml", options=options)
    done = desk.run("profiles", "validate", "odd.toml")
    assert done.returncode == 2
    lines = done.stdout.splitlines()
    assert lines[-1] == "odd.toml cannot be used: 2 mistakes, 0 warnings."
    assert any("toy.good.valu: no option" in line and "mean value?" in line for line in lines)
    assert any("internet.speed.mlab: only you can agree" in line for line in lines)


def test_a_file_that_cannot_be_read_is_an_error(desk: Desk) -> None:
    done = desk.run("profiles", "validate", "none.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "none.toml: there is no such file" in done.stderr


@pytest.mark.parametrize(("name", "profile_id"), [("employer.toml", "employer"), ("Our Rules!.toml", "my-profile")])
def test_a_new_profile_is_valid_and_replaces_nothing(desk: Desk, name: str, profile_id: str) -> None:
    assert desk.run("profiles", "new", name).returncode == 0
    path = desk.folder / name
    assert desk.run("profiles", "validate", name).stdout == f"{name} can be used: 0 mistakes, 0 warnings.\n"
    assert f'id = "{profile_id}"' in path.read_text()
    assert "#   toy.value: Value in ms\n" in path.read_text()
    path.write_text("mine")
    done = desk.run("profiles", "new", name)
    assert done.returncode == 2
    assert path.read_text() == "mine"
    assert desk.run("profiles", "new", name, "--force").returncode == 0
    assert path.read_text() != "mine"


def test_a_new_profile_has_the_suffix_by_which_it_is_found(desk: Desk) -> None:
    done = desk.run("profiles", "new", "employer.txt")
    assert done.returncode == 2
    assert ".toml" in done.stderr
    assert not (desk.folder / "employer.txt").exists()
