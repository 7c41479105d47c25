"""Everything that the command line and the reports say, in the machine-made language: what stays English is a name."""

import re

import pytest

from deskready.cli import full_screen
from deskready.core.words.pseudo import CLOSES, OPENS
from helpers.cli_desk import Desk
from helpers.pseudo import LANGUAGE, english

LIBRARY = {
    "Usage",
    "Options",
    "Commands",
    "Arguments",
    "OPTIONS",
    "COMMAND",
    "ARGS",
    "default",
    "required",
    "range",
    "int",
}
LIBRARY |= {"Show", "this", "message", "and", "exit"}
"""What the command-line library says in words of its own."""
PROFILE = """schema = 1
id = "toy"
title = "Toy"
publisher = "Tests"
source = "Tests"
date = 2026-01-31
[requirements."toy.value"]
maximum = 5
recommended = 4
[requirements."computer.memory"]
minimum = "4 GB"
"""
TYPED = english(
    " ".join(full_screen.COMMANDS)
    + " deskready typical voice agent chat list show new validate json text markdown path app phone"
    " my employer again profile toml desk answers computer memory internet sound noise seconds yes own reading"
    " fullchain privkey pem udp tls port host rate max bytes room workspace"
)
"""What examples have people type."""
NAMES = {"Toy", "Tests", "toy", "deskready", "UTC"}


@pytest.mark.parametrize("command", ["", *full_screen.COMMANDS], ids=lambda name: name or "deskready")
def test_every_help(desk: Desk, command: str) -> None:
    """What is left is what people type, what names a thing, and what the library says by itself."""
    done = desk.run(*command.split(), "--help", COLUMNS="120", **LANGUAGE)
    assert done.returncode == 0
    assert done.stdout.count(OPENS) > 2
    assert english(done.stdout) <= LIBRARY | TYPED | english(
        " ".join(re.findall(r"--[a-z-]+|\b[A-Z_.]{3,}\b|`[^`]*`", done.stdout))
    )


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_every_report(desk: Desk, form: str) -> None:
    profile = desk.write("toy.toml", PROFILE)
    checks = ("computer.memory", "toy.good")
    done = desk.run("audit", *checks, "--profile", str(profile), "--format", form, **LANGUAGE)
    assert done.stdout.count(OPENS) == done.stdout.count(CLOSES) > 20
    lines = [line for line in done.stdout.splitlines() if OPENS in line and "Linux" not in line]
    own = {word for line in lines for word in english(re.sub(r"\([^)]*\)|[0-9a-f-]{36}", "", line))}
    assert own <= NAMES | {"Value", "was", "told", "Good", "GiB", "MiB"}


def test_what_goes_wrong_is_said_in_it(desk: Desk) -> None:
    for arguments in (("audit", "xxq"), ("show", "xxq"), ("profiles", "show", "xxq"), ("audit", "--option", "xxq")):
        done = desk.run(*arguments, **LANGUAGE)
        assert done.returncode == 2
        assert OPENS in done.stderr
        assert english(done.stderr) <= {"xxq", "deskready", "profiles", "audit", "checks", "help", "option"}


def test_scripts_read_english_whatever_the_language(desk: Desk) -> None:
    for arguments in (("checks", "--json"), ("audit", "computer.memory", "--format", "json"), ("profiles", "--json")):
        assert OPENS not in desk.run(*arguments, **LANGUAGE).stdout
