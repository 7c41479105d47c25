import math

import pytest

from deskready.core.declare.metric import Kind
from deskready.core.declare.option import Option, find_option
from deskready.core.declare.privacy import Privacy
from deskready.core.declare.unit import Value
from deskready.core.errors import UsageError
from helpers.declared import POLICY

SECONDS = Option("seconds", 10, "How long.", minimum=2, maximum=60)
SPEED = Option("speed", 1.5, "How fast.", minimum=0)
SERVER = Option("server", "", "Which server.")
BAND = Option("band", "wide", "Which band.", choices=("wide", "narrow"))
SECURE = Option("secure", True, "Whether to encrypt.")


def test_the_default_says_what_kind_it_takes() -> None:
    kinds = [option.kind for option in (SECONDS, SPEED, SERVER, BAND, SECURE)]
    assert kinds == [Kind.NUMBER, Kind.NUMBER, Kind.TEXT, Kind.TEXT, Kind.FLAG]


def test_free_text_is_personal_and_nothing_else() -> None:
    assert SERVER.privacy is Privacy.PERSONAL
    assert {option.privacy for option in (SECONDS, BAND, SECURE)} == {Privacy.PUBLIC}


@pytest.mark.parametrize(
    ("option", "given", "taken"),
    [
        (SECONDS, "20", 20),
        (SECONDS, 20.0, 20),
        (SPEED, "2.5", 2.5),
        (SPEED, 2, 2.0),
        (SECURE, "No", False),
        (SECURE, "on", True),
        (SECURE, False, False),
        (SERVER, "a\x1bb", "a\ufffdb"),
        (BAND, "narrow", "narrow"),
    ],
)
def test_values_become_the_options_own_type(option: Option[Value], given: Value, taken: Value) -> None:
    found = option.accept(given, "here")
    assert found == taken
    assert type(found) is type(taken)


@pytest.mark.parametrize(
    ("option", "given", "words"),
    [
        (SECONDS, 1, "at least 2 and at most 60"),
        (SECONDS, 61, "at most 60"),
        (SPEED, -0.5, r"Allowed: at least 0\."),
        (SECONDS, "ten", "not a number"),
        (SECONDS, 2.5, "2.5 is not a whole number"),
        (SECONDS, True, "not a number"),
        (SECONDS, math.nan, "not a number"),
        (SPEED, math.inf, "not a number"),
        (SPEED, "inf", "not a number"),
        (SPEED, 10**400, "not a number"),
        (SECURE, "maybe", "neither yes nor no"),
        (SECURE, "ye", "Did you mean yes?"),
        (SECURE, 1, "neither yes nor no"),
        (SERVER, 3, "not a text"),
        (BAND, "broad", "wide, narrow"),
        (BAND, "x\x1b", "Choices: wide, narrow."),
        (BAND, "wid", "Did you mean wide?"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(option: Option[Value], given: Value, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        option.accept(given, "file.toml: key")
    assert caught.value.message.words.startswith("file.toml: key: ")
    assert "\x1b" not in str(caught.value)


def test_an_option_finds_its_value_among_those_of_a_run() -> None:
    assert SECONDS.of({"seconds": 12, "speed": 2.5}) + 1 == 13


@pytest.mark.parametrize("given", [True, False, "yes"])
def test_a_policy_is_agreed_to_in_no_other_way_than_by_its_name(given: Value) -> None:
    with pytest.raises(UsageError, match="--accept acme"):
        Option("servers", False, "Whether.", policy=POLICY).accept(given, "employer.toml")


def test_an_unknown_option_names_the_nearest() -> None:
    assert find_option((SECONDS, SERVER), "server", "here") is SERVER
    with pytest.raises(UsageError, match="Did you mean seconds"):
        find_option((SECONDS, SERVER), "second", "here")
    with pytest.raises(UsageError, match="Options: seconds, server"):
        find_option((SECONDS, SERVER), "zzz", "here")
    with pytest.raises(UsageError, match="has no options"):
        find_option((), "zzz", "here")
