"""Everything that the command line and the reports say, in the machine-made language: what stays English is a name.

A message is seen by its accents: every English word of two letters and more that a message says has one. So what has
none must be what people type, or what comes from outside.
"""

import json
import re
import subprocess
from collections.abc import Collection
from typing import Any, NamedTuple

import pytest

from deskready.cli.names import COMMANDS
from deskready.core.declare.unit import Unit
from deskready.core.words.pseudo import CLOSES, OPENS, disguised
from helpers.cli_desk import Desk
from helpers.pseudo import LANGUAGE, english

UNITS = english(" ".join(unit.value for unit in Unit) + " bit kbit Gbit KiB MiB GiB TiB")
HELPS = [[], *([name] for name in COMMANDS), *(["profiles", name] for name in ("list", "show", "validate", "new"))]
TYPED = english(" ".join(COMMANDS)) | english(
    "deskready typical voice agent chat list show new validate json text markdown app phone my employer again profile "
    "toml mlab desk answers memory internet sound noise seconds yes own reading fullchain privkey pem udp tls port "
    "computer host rate max bytes room workspace md reference schema cert key per client save option forget"
)
"""What examples have people type."""
TOY = english("Toy TOY toy Good Value Name Personal Ask Crash good personal ask crash It was told")
"""What the toy checks say, whose author has no messages."""


class Wrong(NamedTuple):
    """A command that cannot be done."""

    arguments: tuple[str, ...]
    names: str = ""
    """What of its complaint is a name, or the library's."""


WRONG = [
    Wrong(("audit", "xxa"), "xxa"),
    Wrong(("audit", "toy.goodd"), "toy good goodd"),
    Wrong(("audit", "--option", "xxa"), "xxa sound noise seconds"),
    Wrong(("audit", "--option", "toy.good.xxa=1"), "toy good xxa value"),
    Wrong(("audit", "--option", "toy.good.value=xxa"), "toy good value xxa"),
    Wrong(("audit", "--option", "toy.good.value=9999"), "toy good value"),
    Wrong(("audit", "--accept", "xxa"), "xxa mlab"),
    Wrong(("audit", "--format", "xxa"), "xxa json markdown text"),
    Wrong(("audit", "--save", "xxa.odd"), "xxa odd json md txt"),
    Wrong(("audit", "--answers", "xxa.toml"), "xxa toml"),
    Wrong(("audit", "toy.good", "--into", "xxa.json"), "xxa json"),
    Wrong(("audit", "--into", "xxa.json"), "deskready audit internet FILE"),
    Wrong(("audit", "--profile", "xxa"), "xxa"),
    Wrong(("audit", "--xxa"), "xxa audit"),
    Wrong(("show", "xxa.json"), "xxa json"),
    Wrong(("show", "toy.toml"), "toy toml JSON is malformed invalid character byte"),
    Wrong(("show",), "FILE show"),
    Wrong(("profiles", "show", "xxa"), "xxa"),
    Wrong(("profiles", "new", "xxa.odd"), "xxa odd toml"),
    Wrong(("profiles", "new", "toy.toml"), "toy toml"),
    Wrong(("profiles", "validate", "xxa.toml"), "xxa toml"),
    Wrong(("profiles", "--json", "list"), "json list profiles"),
    Wrong(("calibrate",), "deskready calibrate reading 65 reference phone app"),
    Wrong(("calibrate", "--reading", "xxa"), "sound calibration reading xxa"),
    Wrong(("responder", "--tls-cert", "xxa")),
    Wrong(("responder", "--tls-cert", "xxa", "--tls-key", "xxa"), "xxa"),
    Wrong(("responder", "--max-bytes-per-client", "5 xxa"), "xxa KiB MiB GiB TiB"),
    Wrong(("responder", "--host", "192.0.2.1")),
    Wrong(("responder", "--port", "xxa"), "responder port"),
    Wrong(("responder", "--port", "70000"), "responder port"),
    Wrong(("responder", "--max-rate", "xxa"), "responder max rate"),
    Wrong(("responder", "--max-rate=-1"), "responder max rate"),
    Wrong(("audit", "--profile"), "audit profile"),
    Wrong(("audit", "--sav", "xxa.json"), "audit sav save"),
    Wrong(("checks", "--json=xxa"), "json checks"),
    Wrong(("profiles", "lst"), "profiles lst list"),
    Wrong(("profiles", "xxa"), "profiles xxa"),
    Wrong(("show", "xxa.json", "xxb.json"), "xxb json show"),
    Wrong(("schema", "xxa"), "xxa audit profile"),
    Wrong(("xxa",), "xxa"),
    Wrong(("audti",), "audti audit"),
    Wrong(("--xxa",), "xxa"),
    Wrong(("--profile",)),
    Wrong(("xxa.json", "xxa.json")),
    Wrong(()),
]
AUDITED = ("toy.good", "toy.personal", "toy.ask", "toy.crash")


@pytest.fixture
def told(desk: Desk) -> str:
    """An audit saved as `audit.json`, as it is told in the machine-made language."""
    done = desk.run("audit", *AUDITED, "--profile", "toy.toml", "--save", "audit.json", **LANGUAGE)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def said(done: subprocess.CompletedProcess[str]) -> str:
    """What a command said on both its streams, without what is typed; what is no part of any message has no mark."""
    assert OPENS in done.stdout + done.stderr
    return re.sub(r"`[^`]*`|--[a-z-]+", "", done.stdout + done.stderr)


@pytest.mark.parametrize("command", HELPS, ids=lambda command: " ".join(command) or "deskready")
def test_every_help(desk: Desk, command: list[str]) -> None:
    done = desk.run(*command, "--help", COLUMNS="120", **LANGUAGE)
    assert done.returncode == 0
    assert done.stdout.count(OPENS) > 2
    given = " ".join(re.findall(r"\b[A-Z_.]{2,}\b", done.stdout))
    assert english(said(done)) <= TYPED | english(given)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_every_report(desk: Desk, told: str, form: str) -> None:
    """As it is measured, and as it is shown again."""
    shown = desk.run("show", "audit.json", "--format", form, **LANGUAGE)
    assert shown.returncode == 0
    assert shown.stdout == told or form != "text"
    assert shown.stdout.count(OPENS) == shown.stdout.count(CLOSES) > 20
    machine = strings(json.loads((desk.folder / "audit.json").read_text("utf-8"))["machine"])
    words = english(re.sub(r"[0-9a-f-]{36}", "", said(shown)))
    assert words <= TOY | english(" ".join(("deskready Tests UTC Python", *machine)))


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_report_by_a_shipped_profile(desk: Desk, told: str, form: str) -> None:
    """All that the profile says is said, and what it compares with is a name."""
    assert OPENS in told
    chosen = "--profile", "typical-voice-agent"
    report = said(desk.run("show", "audit.json", "--format", form, *chosen, **LANGUAGE))
    profile = json.loads(desk.run("profiles", "show", chosen[1], "--json").stdout)
    names = [*strings(profile, {"metric", "allowed", "recommended"}), chosen[1], "deskready UTC Python jack wired"]
    names += strings(json.loads((desk.folder / "audit.json").read_text("utf-8"))["machine"])
    assert disguised(profile["title"]) in report
    assert english(re.sub(r"[0-9a-f-]{36}", "", report)) <= TOY | UNITS | english(" ".join(names))


REFUSED = {
    "consent": ('consent = frozenset({"x"})', "Refused consent Consent"),
    "kind": ('uses = "x"', "Refused uses frozenset Use"),
    "id": ('id = "X"', "Refused id area name"),
    "option": ('options = (Option("X", 1, "It."),)', "Refused options"),
    "policy": (
        'options = (Option("x", False, "It.", policy=Policy("x", "Q?", "E.", "http://x", 1)),)',
        "Refused options https",
    ),
}
"""What breaks a check's declaration, and what of the refusal is a name."""


@pytest.mark.parametrize("name", REFUSED)
def test_why_a_check_of_ones_own_is_refused(desk: Desk, name: str) -> None:
    """The whole reason is said: it comes from the process that imported the file as a message."""
    line, names = REFUSED[name]
    body = (
        "from deskready.plugin import Check, Metric, Option, Policy\n"
        'class Refused(Check):\n    """It."""\n    id = "my.own"\n    title = "T"\n    why = "W."\n'
        f'    metrics = (Metric("my.own", "M"),)\n    {line}\n'
    )
    checks = desk.home / "config" / "checks"
    checks.mkdir(parents=True, exist_ok=True, mode=0o700)
    (checks / "zzz.py").write_text(body, "utf-8")
    (checks / "zzz.py").chmod(0o600)
    listed = " ".join(desk.run("checks", **LANGUAGE).stdout.split())
    (told,) = re.findall(rf"zzz\.py(.*?\.{CLOSES * 2})", listed)
    assert told.count(OPENS) >= 2
    assert english(told) <= english(names)


def test_what_checks_there_are(desk: Desk) -> None:
    """Of the built-in ones all but what is typed and what is an id; a person's own are in the person's words."""
    shown = said(desk.run("checks", **LANGUAGE))
    known = json.loads(desk.run("checks", "--json").stdout)
    shipped = [check for check in known["checks"] if not check["id"].startswith("toy.")]
    named = strings(shipped, {"id", "name", "choices", "unit", "follows", "link", "default"})
    assert len(shipped) > 10
    assert english(shown[: shown.index(f"{OPENS}toy.")]) <= english(" ".join(named)) | {"deskready", "yes", "no"}


def test_what_profiles_there_are(desk: Desk) -> None:
    """All but the words of other publishers, and what a profile compares with."""
    (desk.home / "config" / "profiles").mkdir(parents=True)
    for name in ("mine", "broken"):
        desk.write(f"home/config/profiles/{name}.toml", (desk.folder / "toy.toml").read_text().replace("toy", name))
    desk.write("home/config/profiles/broken.toml", "schema = 1\n")
    known = json.loads(desk.run("profiles", "--json").stdout)["profiles"]
    theirs = strings(known, {"id", "publisher"})
    for each in known:
        if each["usable"]:
            profile = json.loads(desk.run("profiles", "show", each["id"], "--json").stdout)
            theirs += strings(profile, {"metric", "allowed", "recommended"} if each["shipped"] else ())
    keys = {"id", "title", "publisher", "source", "date", "requirements", "schema"}
    listed = re.sub(r"\S*/\S*", "", said(desk.run("profiles", **LANGUAGE)))  # paths are broken between lines
    assert english(listed) <= english(" ".join((*theirs, *keys)))
    for name in ("mine", "typical-voice-agent"):
        shown = said(desk.run("profiles", "show", name, **LANGUAGE))
        assert english(shown) <= english(" ".join(theirs)) | UNITS


def strings(content: Any, keys: Collection[str] = (), under: str = "") -> list[str]:
    """The texts in content of JSON that stand under these keys, or all."""
    if isinstance(content, dict):
        return [text for key, value in content.items() for text in strings(value, keys, key)]
    if isinstance(content, list):
        return [text for value in content for text in strings(value, keys, under)]
    return [content] if isinstance(content, str) and (not keys or under in keys) else []


def test_a_profile_to_begin_with(desk: Desk) -> None:
    """It is TOML as in English, and its mistakes are named."""
    english_file, file = desk.folder / "english.toml", desk.folder / "file.toml"
    begun = said(desk.run("profiles", "new", file.name, **LANGUAGE))
    assert english(begun) <= {"file", "toml"}
    desk.run("profiles", "new", english_file.name)
    lines = [code(each.read_text("utf-8").replace("english", "file")) for each in (english_file, file)]
    assert lines[0] == lines[1]
    found = desk.run("profiles", "validate", file.name, **LANGUAGE)
    assert found.returncode == 0
    assert english(said(found)) <= {"file", "toml"}
    broken = file.read_text("utf-8").replace("minimum = 10 ", 'minimum = "ten" ').replace("maximum = 150", "maxium = 1")
    file.write_text(broken.replace('level = "required"', 'level = "needed"'), "utf-8")
    found = desk.run("profiles", "validate", file.name, **LANGUAGE)
    assert found.returncode == 2
    assert found.stdout.count("\n") > 4
    named = (
        "file toml requirements internet download latency minimum maxium maximum ten level needed computer memory "
        "required when measured advisory"
    )
    assert english(said(found)) <= english(named) | UNITS


def code(toml: str) -> list[str]:
    """Its lines without remarks, and without what example texts say."""
    lines = (re.sub(r"\s*# .*", "", line) for line in toml.splitlines())
    return [re.sub(r'^(title|publisher|source|description|note) = ".*"$', r"\1", line) for line in lines if line]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: " ".join(wrong.arguments))
def test_what_goes_wrong(desk: Desk, wrong: Wrong) -> None:
    done = desk.run(*wrong.arguments, **LANGUAGE)
    assert (done.returncode, done.stdout) == (2, "")
    assert english(said(done)) <= english(wrong.names)


@pytest.mark.parametrize(
    "arguments",
    [
        ("checks", "--json"),
        ("profiles", "--json"),
        ("profiles", "show", "typical-voice-agent", "--json"),
        ("audit", *AUDITED, "--profile", "toy.toml", "--format", "json"),
        ("show", "audit.json", "--format", "json"),
        ("show", "audit.json", "--format", "json", "--profile", "typical-chat-agent"),
    ],
    ids=" ".join,
)
def test_scripts_read_the_same_in_every_language(desk: Desk, told: str, arguments: tuple[str, ...]) -> None:
    assert OPENS in told
    here, there = (desk.run(*arguments, **language) for language in ({}, LANGUAGE))
    assert here.returncode == there.returncode
    assert still(here.stdout) == still(there.stdout)
    assert len(still(here.stdout)) > 100


def still(shown: str) -> str:
    """Without what no two audits share: ids, times, and how long a check took."""
    shown = re.sub(r'"(id|mark)": "[0-9a-f-]{36,}"', r'"\1"', shown)
    return re.sub(r'"(started|finished|seconds)": ("[0-9T:+-]{25}"|[0-9.]+)', r'"\1"', shown)
