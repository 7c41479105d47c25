"""What a check of somebody else's says, in messages of its own: shown in its words, and its names stay here."""

import json

import pytest

from helpers.cli_desk import Desk

CHECK = '''\
"""A check with messages that no catalogue has."""

from collections.abc import Iterator

from deskready.plugin import Check, Context, Measurement, Metric, Name, Unavailable, counted, message

N = Metric("desk.n", "Things")
S = counted("desk.n.method", "found {count} thing near {who}", "found {count} things near {who}")
D = message("cli.details", "found behind {file}")
NO = message("desk.no", "Nothing answers at {name}.")


class Q(Check):
    """Counts."""

    id = "desk.q"
    title = "Things"
    why = "It stands for the checks of other packages."
    metrics = (N,)

    def run(self, context: Context) -> Iterator[Measurement]:
        yield N.measured(1, method=S(count=1, who=Name("SECRETNAME")))


class R(Check):
    """Counts, too."""

    id = "desk.r"
    title = D(file=Name("x"))
    why = "It stands for the checks of other packages."
    metrics = (M := Metric("desk.m", "More things"),)

    def run(self, context: Context) -> Iterator[Measurement]:
        yield self.M.measured(1, method=D(file=Name("SECRETFILE")))


class T(Check):
    """Cannot count."""

    id = "desk.t"
    title = "None"
    why = "It stands for the checks of other packages."
    metrics = (Metric("desk.k", "No things"),)

    def run(self, context: Context) -> Iterator[Measurement]:
        raise Unavailable(NO(name=Name("SECRETHOST")))
        yield
'''


@pytest.fixture
def theirs(desk: Desk) -> Desk:
    desk.add_check(CHECK, "theirs.py")
    return desk


def test_names_in_their_messages_stay_here(theirs: Desk) -> None:
    done = theirs.run("audit", "desk.q", "desk.t", "--profile", "toy.toml", "--format", "json", "--save", "a.json")
    assert "SECRET" not in done.stdout
    checks = {check["id"]: check["runs"][-1] for check in json.loads(done.stdout)["checks"] if check["runs"]}
    method = checks["desk.q"]["measurements"][0]["method"]
    assert (method["words"], method["id"]) == ("found 1 thing near [removed]", "desk.n.method")
    assert checks["desk.t"]["reason"]["words"] == "Nothing answers at [removed]."
    whole = theirs.run("audit", "desk.q", "--profile", "toy.toml", "--format", "json", "--include-identity")
    assert "found 1 thing near SECRETNAME" in whole.stdout


def test_a_record_with_such_names_is_shown_and_saved_without_them(theirs: Desk) -> None:
    audit = ("audit", "desk.q", "desk.t", "--profile", "toy.toml", "--save", "whole.json", "--include-identity")
    theirs.run(*audit)
    assert "SECRETNAME" in (theirs.folder / "whole.json").read_text("utf-8")
    shown = theirs.run("show", "whole.json", "--save", "copy.json")
    copy = (theirs.folder / "copy.json").read_text("utf-8")
    assert "SECRET" not in shown.stdout + copy
    assert '"desk.n.method"' in copy


def test_a_message_under_an_id_of_the_programs_is_shown_by_its_own_words(theirs: Desk) -> None:
    """Though the module that has the program's is not loaded where the check runs."""
    done = theirs.run("audit", "desk.r", "--profile", "toy.toml", "--format", "json", "--include-identity")
    assert "found behind SECRETFILE" in done.stdout
    assert "Details are in" not in done.stdout
    assert "found behind x" in done.stdout
    assert "SECRETFILE" not in theirs.run("audit", "desk.r", "--profile", "toy.toml", "--format", "json").stdout
