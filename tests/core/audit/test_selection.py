import pytest

from deskready.core.audit.selection import needed, select, unknown_check
from deskready.core.declare.check_info import Origin, Problem
from deskready.core.errors import UsageError
from deskready.core.profile.requirement import Requirement
from deskready.core.words.text import text_of
from helpers.declared import DOWNLOAD, LATENCY, LINK, MEMORY, check_info, profile

SPEED = check_info("internet.speed", (DOWNLOAD,))
DELAY = check_info("internet.latency", (LATENCY,), default=False)
WIRE = check_info("internet.link", (LINK,), default=False)
RAM = check_info("computer.memory", (MEMORY,))
ALL = (SPEED, DELAY, WIRE, RAM)
PROFILE = profile(Requirement("internet.latency", maximum=100), Requirement("camera.picture", minimum=1))


def test_an_audit_runs_the_default_checks_and_what_the_profile_names() -> None:
    assert needed(ALL, PROFILE) == [SPEED, DELAY, RAM]
    assert select(ALL, PROFILE, (), ()) == ([SPEED, DELAY, RAM], [])


def test_names_and_groups_select_in_the_catalogues_order() -> None:
    assert select(ALL, PROFILE, ("computer", "internet.link"), ()) == ([WIRE, RAM], [])
    assert select(ALL, PROFILE, ("internet",), ()) == ([SPEED, DELAY, WIRE], [])


def test_what_is_left_out_is_told_apart() -> None:
    assert select(ALL, PROFILE, (), ("internet",)) == ([RAM], [SPEED, DELAY])
    assert select(ALL, PROFILE, ("internet",), ("internet.speed", "computer")) == ([DELAY, WIRE], [SPEED])


@pytest.mark.parametrize("name", ["internet.sped", "intern", "internet.", "", "internet.speed.x", "internet\x1b"])
def test_a_name_that_fits_nothing_is_refused_wherever_it_stands(name: str) -> None:
    for wanted, skipped in (((name,), ()), ((), (name,))):
        with pytest.raises(UsageError) as caught:
            select(ALL, PROFILE, wanted, skipped)
        assert "\x1b" not in str(caught.value)


def test_the_error_names_the_nearest() -> None:
    assert unknown_check("internet.sped", ALL).remedy.words == "Did you mean internet.speed?"
    assert unknown_check("intrnet", ALL).remedy.words == "Did you mean internet?"
    assert "deskready checks" in unknown_check("zzz", ALL).remedy.words


CLASH = Problem(
    Origin("one.py", "/c/one.py:One", "your checks folder"), "More than one check is called 'my.one'.", "my.one"
)
DEAD = Problem(Origin("dead.py", "/c/dead.py", "your checks folder"), "It takes too long to import.")


@pytest.mark.parametrize(("name", "why"), [("my.one", CLASH), ("my", CLASH), ("one.py", CLASH), ("dead.py", DEAD)])
def test_one_that_is_installed_and_cannot_be_used_is_told_as_such(name: str, why: Problem) -> None:
    with pytest.raises(UsageError) as caught:
        select(ALL, PROFILE, (name,), (), (DEAD, CLASH))
    assert caught.value.message.words == f"The check '{name}' cannot be used: {text_of(why.reason).words}"
    assert select(ALL, PROFILE, ("computer",), (name,), (DEAD, CLASH)) == ([RAM], [])


def test_one_that_can_be_used_is_not_hidden_by_one_that_claims_its_name() -> None:
    rival = Problem(Origin("m.py", "/c/m.py:M", "your checks folder"), "It is taken.", RAM.id)
    assert select(ALL, PROFILE, (RAM.id,), (), (rival,)) == ([RAM], [])


def test_an_unknown_name_may_be_that_of_a_file_that_cannot_be_read() -> None:
    assert "`deskready checks` tells" in unknown_check("my.dead", ALL, (DEAD,)).remedy.words
    assert "`deskready checks` tells" not in unknown_check("my.dead", ALL, (CLASH,)).remedy.words
    assert "cannot be used" not in unknown_check("", ALL, (DEAD,)).message.words
