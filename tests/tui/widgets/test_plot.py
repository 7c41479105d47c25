from hypothesis import given
from hypothesis import strategies as st

from deskready.tui.widgets.plot import plot, sparkline


def test_a_rising_line_rises() -> None:
    assert sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], 9, 1) == ["▁▁▂▃▄▅▆▇█"]


def test_two_rows_are_read_as_one() -> None:
    upper, lower = sparkline([1, 8, 16], 3, 2)
    assert (upper, lower) == ("  █", "▁██")


def test_only_the_newest_show() -> None:
    assert sparkline([9, 9, 9, 0, 9], 2, 1) == ["▁█"]


def test_levels_have_no_natural_zero() -> None:
    assert sparkline([50, 51, 52], 3, 1, None) == ["▁▄█"]
    assert sparkline([50, 51, 52], 3, 1) == ["███"]


def test_what_passes_the_limit_has_the_colour_of_failing() -> None:
    line = plot([1.0, 2.0, 9.0, 9.0], 10, 1, decibels=False, bad=lambda value: value > 5)[0]
    assert [(span.start, span.end, str(span.style)) for span in line.spans] == [
        (0, 2, "$text-primary"),
        (2, 4, "$text-error"),
    ]


@given(
    values=st.lists(st.floats(-1e300, 1e300), max_size=60), width=st.integers(-2, 80), rows=st.integers(1, 5),
    decibels=st.booleans(),
)  # fmt: skip
def test_never_wider_than_asked_and_never_an_error(values: list[float], width: int, rows: int, decibels: bool) -> None:
    lines = plot(values, width, rows, decibels=decibels)
    assert len(lines) in (0, rows)
    assert all(line.cell_length == min(len(values), max(0, width)) for line in lines)
