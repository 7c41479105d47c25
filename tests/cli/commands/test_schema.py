import json
import tomllib

import jsonschema
import pytest

from helpers.cli_desk import Desk


@pytest.mark.parametrize("name", ["audit", "profile"])
def test_the_schema_is_one(desk: Desk, name: str) -> None:
    done = desk.run("schema", name)
    assert (done.returncode, done.stderr) == (0, "")
    jsonschema.Draft202012Validator.check_schema(json.loads(done.stdout))


def test_what_the_program_prints_fits_its_schema(audited: Desk) -> None:
    schema = json.loads(audited.run("schema", "audit").stdout)
    jsonschema.validate(json.loads((audited.folder / "audit.json").read_text()), schema)


def test_a_new_profile_fits_its_schema(desk: Desk) -> None:
    desk.run("profiles", "new", "mine.toml")
    content = tomllib.loads((desk.folder / "mine.toml").read_text())
    content["date"] = content["date"].isoformat()  # TOML's dates are texts in JSON
    jsonschema.validate(content, json.loads(desk.run("schema", "profile").stdout))


def test_another_name_is_refused(desk: Desk) -> None:
    done = desk.run("schema", "xml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "audit and one of profile" in done.stderr


@pytest.mark.parametrize(("name", "meant"), [("audti", "audit"), ("profiles", "profile")])
def test_a_mistyped_one_is_told_which_was_meant(desk: Desk, name: str, meant: str) -> None:
    assert desk.run("schema", name).stderr.endswith(f"Did you mean {meant}?\n")
