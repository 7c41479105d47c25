"""The modes."""

import pytest

from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.load.mode import UNKNOWN_PACE, Mode, Need, plan


@pytest.mark.parametrize("direction", Direction)
def test_only_verdicts_end_early(direction: Direction) -> None:
    verdicts = {mode: plan(mode, direction, 10, Need(25), 16).rules.verdict for mode in Mode}
    assert verdicts == {Mode.QUICK: True, Mode.FULL: False, Mode.METERED: True}


def test_only_a_metered_line_is_paced() -> None:
    paces = {mode: plan(mode, Direction.DOWN, 10, Need(10, 20), 16).pace for mode in Mode}
    assert paces == {Mode.QUICK: 0, Mode.FULL: 0, Mode.METERED: 26}
    assert plan(Mode.METERED, Direction.DOWN, 10, Need(10), 16).pace == 13, "where nothing is recommended"
    assert plan(Mode.METERED, Direction.DOWN, 10, Need(), 16).pace == UNKNOWN_PACE
    metered = plan(Mode.METERED, Direction.DOWN, 10, Need(10, 20), 16).rules
    assert (metered.budget, metered.most_flows) == (10_000_000, 4)
    assert (metered.need, metered.good) == (10, 20)
    assert plan(Mode.METERED, Direction.UP, 10, Need(20), 1).rules.most_flows == 1


def test_an_upload_begins_to_count_later() -> None:
    down, up = (plan(Mode.FULL, direction, 10, Need(), 16).rules.earliest_ramp for direction in Direction)
    assert (down, up) == (0.5, 1.0)
