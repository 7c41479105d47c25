"""Whose fault it is, as a table."""

import pytest

from deskready_checks.internet.connection.blame import Blame, is_bad, whose_fault
from deskready_checks.internet.path.leg import Leg
from deskready_checks.internet.path.link import Medium

NEAR, SLOW_NEAR = Leg((1.0,) * 20, 20), Leg((40.0,) * 20, 20)
LOSSY = Leg((1.0,) * 15, 20)
FAR, SLOW, GONE = Leg((20.0,) * 5, 5), Leg((400.0,) * 5, 5), Leg((), 3)


@pytest.mark.parametrize(
    ("home", "servers", "medium", "blame"),
    [
        (NEAR, [FAR, FAR], Medium.WIFI, Blame.NOBODY),
        (None, [FAR], Medium.WIRED, Blame.NOBODY),
        (NEAR, [], Medium.WIRED, Blame.NOBODY),
        (SLOW_NEAR, [SLOW, SLOW], Medium.WIFI, Blame.WIFI),
        (LOSSY, [FAR, FAR], Medium.WIFI, Blame.WIFI),
        (LOSSY, [FAR, FAR], Medium.WIRED, Blame.COMPUTER),
        (LOSSY, [FAR], Medium.CELLULAR, Blame.RADIO),
        (LOSSY, [FAR], Medium.VPN, Blame.HOME),
        (NEAR, [SLOW, SLOW], Medium.WIFI, Blame.LINE),
        (NEAR, [GONE, GONE], Medium.WIRED, Blame.LINE),
        (NEAR, [SLOW, FAR], Medium.WIRED, Blame.SERVER),
        (NEAR, [GONE, FAR, FAR], Medium.WIFI, Blame.SERVER),
        (NEAR, [SLOW], Medium.WIRED, Blame.LINE_OR_SERVER),
        (None, [SLOW, SLOW], Medium.WIRED, Blame.BEYOND),
        (None, [SLOW, FAR], Medium.WIRED, Blame.SERVER),
    ],
)
def test_whose_fault(home: Leg | None, servers: list[Leg], medium: Medium, blame: Blame) -> None:
    assert whose_fault(home, servers, medium) is blame


def test_a_computer_that_lags_is_named_first() -> None:
    assert whose_fault(SLOW_NEAR, [SLOW], Medium.WIFI, lag_ms=31) is Blame.COMPUTER
    assert whose_fault(NEAR, [FAR], Medium.WIFI, lag_ms=30) is Blame.NOBODY


def test_one_lost_packet_of_a_few_proves_nothing() -> None:
    assert not is_bad(Leg((1.0,) * 19, 20), 10)
    assert is_bad(LOSSY, 10)
    assert not is_bad(Leg((10.0,), 1), 10)
    assert is_bad(Leg((10.1,), 1), 10)
