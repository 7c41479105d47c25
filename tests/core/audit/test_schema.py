import json
import tomllib
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from deskready.core.audit.audit import AuditState
from deskready.core.audit.encoding import encode
from deskready.core.audit.record import Machine, Tool
from deskready.core.audit.schema import audit_schema, profile_schema
from deskready.core.profile.file import KEYS, read_profile
from deskready.core.profile.line import KEYS as LINE_KEYS
from deskready.store.profiles import SHIPPED
from helpers.declared import METRICS
from helpers.samples import PROFILE, sample_audit

PROFILES = sorted(SHIPPED.glob("*.toml"))


def complaints(schema: dict[str, Any], content: object) -> list[str]:
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(content)]


def toml(text: str) -> object:
    """A TOML file as editors show it to a JSON Schema: dates are texts."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


@pytest.mark.parametrize("schema", [audit_schema(), profile_schema()], ids=["audit", "profile"])
def test_a_schema_is_one_and_says_what_it_is_of(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$id"].startswith("urn:deskready:")
    assert schema["title"].startswith("deskready ")


def test_saved_audits_fit_the_schema() -> None:
    assert complaints(audit_schema(), json.loads(encode(sample_audit()))) == []
    empty = AuditState([], read_profile(PROFILES[0].read_bytes(), "x", {}).profile or PROFILE)
    assert complaints(audit_schema(), json.loads(encode(empty.record(Tool("deskready", "1"), Machine())))) == []


@pytest.mark.parametrize(
    ("field", "value"), [("schema", 2), ("readiness", "perfect"), ("checks", None), ("verdicts", [{}]), ("id", 3)]
)
def test_another_audit_does_not(field: str, value: object) -> None:
    content = json.loads(encode(sample_audit())) | {field: value}
    assert complaints(audit_schema(), content) != []


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_shipped_profiles_fit_the_schema(path: Any) -> None:
    assert complaints(profile_schema(), toml(path.read_text("utf-8"))) == []


def test_the_schema_knows_every_key_of_a_profile() -> None:
    schema = profile_schema()
    assert set(schema["properties"]) == set(KEYS)
    assert set(schema["properties"]["requirements"]["additionalProperties"]["properties"]) == set(LINE_KEYS)


HEAD = 'schema = 1\nid = "acme"\ntitle = "A"\npublisher = "A"\nsource = "A"\ndate = 2026-01-31\n'
DOWNLOAD = '[requirements."internet.download"]\n'


@pytest.mark.parametrize(
    "text",
    [
        HEAD + DOWNLOAD + 'minimum = 10\nrecommended = "25 Mbit/s"\nlevel = "advisory"\nbetter = "higher"\n',
        HEAD + '[requirements."internet.link"]\nallowed = ["LAN", "Wi-Fi"]\nrecommended = ["LAN"]\n',
        HEAD + '[requirements."internet.vpn"]\nallowed = [false]\n',
        HEAD + DOWNLOAD + 'minimum = 1\n[options."internet.speed"]\nserver = "x"\nseconds = 3\nsecure = true\n',
    ],
)
def test_what_the_program_takes_fits_the_schema(text: str) -> None:
    assert read_profile(text, "x.toml", METRICS).mistakes == ()
    assert complaints(profile_schema(), toml(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        DOWNLOAD + "minimum = 10\n",
        HEAD,
        HEAD.replace("schema = 1", "schema = 2") + DOWNLOAD + "minimum = 1\n",
        HEAD.replace('"acme"', '"Acme Voice"') + DOWNLOAD + "minimum = 1\n",
        HEAD.replace("2026-01-31", '"31.1.2026"') + DOWNLOAD + "minimum = 1\n",
        HEAD + "titel = 'x'\n" + DOWNLOAD + "minimum = 1\n",
        HEAD + DOWNLOAD + "minimum = 1\nmaximum = 2\n",
        HEAD + DOWNLOAD + 'minimum = 1\nallowed = ["a"]\n',
        HEAD + DOWNLOAD + 'level = "advisory"\n',
        HEAD + DOWNLOAD + 'minimum = 1\nlevel = "requird"\n',
        HEAD + DOWNLOAD + "mininum = 1\n",
        HEAD + DOWNLOAD + 'minimum = 1\nsauce = "x"\n',
        HEAD + DOWNLOAD + "minimum = true\n",
        HEAD + DOWNLOAD + "minimum = 10000000000000000000\n",
        HEAD + '[requirements."internet.link"]\nallowed = []\n',
        HEAD + '[requirements."internet.link"]\nallowed = ["a", true]\n',
        HEAD + "[requirements.internet.download]\nminimum = 1\n",
        HEAD + DOWNLOAD + 'minimum = 1\n[options."internet.speed"]\nserver = ["x"]\n',
    ],
)
def test_what_the_schema_refuses_the_program_refuses_too(text: str) -> None:
    assert complaints(profile_schema(), toml(text)) != []
    assert read_profile(text, "x.toml", METRICS).mistakes != ()
