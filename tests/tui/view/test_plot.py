from hypothesis import given
from hypothesis import strategies as st

from deskready.tui.view.plot import curve, plot, sparkline


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


def test_the_limit_of_a_level_is_the_lower_edge_of_the_top_row() -> None:
    over, *under = plot([40.0, 54.9, 55.1, 69.9], 6, 3, decibels=True, bad=lambda value: value > 55, limit=55)
    assert (over.plain, *(line.plain for line in under)) == ("▁▁▁█▁▁", " ███  ", "████  ")
    assert [(span.start, span.end, str(span.style)) for span in over.spans] == [
        (0, 3, "$foreground"),
        (3, 4, "$text-error"),
        (4, 6, "$foreground"),
    ]


def test_levels_far_from_their_limit_stay_in_the_picture() -> None:
    over, middle, under = (line.plain for line in plot([-20.0, 120.0], 2, 3, decibels=True, limit=55))
    assert (over, middle, under) == ("▁█", " █", "▇█")


def test_a_curve_has_names_where_there_is_room_for_them() -> None:
    *bars, axis = (line.plain for line in curve([1, 2, 4, 8], [500, 630, 1000, 12_500], 20, 1, decibels=False))
    assert bars == ["▁▁▁▁▁▂▂▂▂▂▄▄▄▄▄█████"]
    assert axis == "500  630  1k   12.5k"
    assert curve([1, 2, 4, 8], [500, 630, 1000, 12_500], 8, 1, decibels=False)[-1].plain == "500 1k"


@given(values=st.lists(st.floats(-1e9, 1e9), max_size=60), width=st.integers(1, 80), decibels=st.booleans())
def test_a_curve_is_never_wider_than_asked(values: list[float], width: int, decibels: bool) -> None:
    lines = curve(values, [float(n) for n in range(len(values))], width, 3, decibels=decibels)
    assert all(line.cell_length <= width for line in lines)


@given(
    values=st.lists(st.floats(-1e6, 1e6), max_size=60), width=st.integers(1, 80), rows=st.integers(1, 5),
    limit=st.floats(-1e6, 1e6),
)  # fmt: skip
def test_a_limit_is_never_an_error(values: list[float], width: int, rows: int, limit: float) -> None:
    lines = plot(values, width, rows, decibels=True, limit=limit)
    assert len(lines) in (0, rows)
    assert all(line.cell_length <= width for line in lines)


@given(
    values=st.lists(st.floats(-1e300, 1e300), max_size=60), width=st.integers(-2, 80), rows=st.integers(1, 5),
    decibels=st.booleans(),
)  # fmt: skip
def test_never_wider_than_asked_and_never_an_error(values: list[float], width: int, rows: int, decibels: bool) -> None:
    lines = plot(values, width, rows, decibels=decibels)
    assert len(lines) in (0, rows)
    assert all(line.cell_length == min(len(values), max(0, width)) for line in lines)
