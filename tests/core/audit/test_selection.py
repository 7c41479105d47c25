import pytest

from deskready.core.audit.selection import needed, select, unknown_check
from deskready.core.errors import UsageError
from deskready.core.profile.requirement import Requirement
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
