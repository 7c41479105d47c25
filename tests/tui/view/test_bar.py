import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from deskready.core.judge.verdict import Verdict
from deskready.tui.view.bar import LEGEND, bar, progress_bar
from helpers.states import STATES

VERDICT = STATES["pass"].verdicts[0]
NUMBERS = st.one_of(st.integers(-(2**63), 2**63), st.floats(-(2.0**63), 2.0**63))


def verdict(minimum: float | None = None, maximum: float | None = None, recommended: float | None = None) -> Verdict:
    return structs.replace(VERDICT, minimum=minimum, maximum=maximum, recommended=recommended)


def test_value_limit_and_recommended_stand_in_their_order() -> None:
    drawn = bar(verdict(10, None, 25), 40.0, 35.0, 45.0, 50).plain
    assert drawn.index("┃") < drawn.index("│") < drawn.index("●")
    assert len(drawn) == 50
    below = bar(verdict(10, None, 25), 4.0, None, None, 50).plain
    assert below.index("●") < below.index("┃")


def test_the_interval_shows() -> None:
    assert "═" in bar(verdict(10), 40.0, 20.0, 60.0, 50).plain
    assert "═" not in bar(verdict(10), 40.0, None, None, 50).plain


def test_negative_levels_have_a_scale_of_their_own() -> None:
    drawn = bar(verdict(None, -50.0, -55.0), -60.0, None, None, 40).plain
    assert 0 < drawn.index("●") < drawn.index("│") < drawn.index("┃") < 39


@pytest.mark.parametrize("width", [0, 1, 9])
def test_no_bar_without_room(width: int) -> None:
    assert bar(verdict(10), 5.0, None, None, width).plain == ""


def test_no_bar_without_a_number_to_compare_with() -> None:
    assert bar(verdict(), 5.0, None, None, 40).plain == ""


@given(value=NUMBERS, low=NUMBERS, high=NUMBERS, limit=NUMBERS, wanted=NUMBERS, width=st.integers(10, 200))
def test_a_bar_is_as_wide_as_asked_whatever_the_numbers(
    value: float, low: float, high: float, limit: float, wanted: float, width: int
) -> None:
    for asked in (verdict(limit, None, wanted), verdict(None, limit, wanted), verdict(None, None, wanted)):
        assert bar(asked, value, min(low, value), max(high, value), width).cell_length == width


@given(fraction=st.floats(allow_nan=False), width=st.integers(-3, 200))
def test_a_progress_bar_stays_within_its_width(fraction: float, width: int) -> None:
    assert progress_bar(fraction, width).cell_length == max(0, width)


def test_a_progress_bar_is_full_at_the_end() -> None:
    assert progress_bar(1.0, 8).plain == "━" * 8
    assert progress_bar(0.0, 8).plain == "─" * 8
    assert progress_bar(math.inf, 8).plain == "━" * 8


def test_the_legend_names_every_sign() -> None:
    drawn = bar(verdict(10, None, 25), 60.0, 55.0, 65.0, 60).plain
    assert set(drawn) - {"─", "━"} <= set(LEGEND.words)
