"""Panels fill columns without holes and without overlap."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.widgets import Static

from deskready.tui.widgets.columns import Columns, place


@given(st.lists(st.integers(1, 20), max_size=30), st.integers(1, 5))
def test_no_child_lies_on_another_and_no_column_has_a_hole(heights: list[int], columns: int) -> None:
    places = place(heights, columns)
    for column in range(columns):
        spans = sorted((y, y + h) for h, (c, y) in zip(heights, places, strict=True) if c == column)
        assert all(end == start for (_, end), (start, _) in pairwise(spans))
        assert not spans or spans[0][0] == 0


@given(st.lists(st.integers(1, 20), min_size=1, max_size=30), st.integers(1, 5))
def test_columns_are_about_equally_long(heights: list[int], columns: int) -> None:
    ends = [0] * columns
    for height, (column, y) in zip(heights, place(heights, columns), strict=True):
        ends[column] = y + height
    assert max(ends) - min(ends) <= max(heights)


@pytest.mark.parametrize(("width", "columns"), [(10, 1), (68, 1), (69, 2), (80, 2), (120, 3), (200, 3)])
async def test_as_many_columns_as_fit(width: int, columns: int) -> None:
    class Page(App[None]):
        def compose(self) -> ComposeResult:
            yield Columns(*(Static("line\n" * n) for n in (1, 5, 2)), least_width=34)

    app = Page()
    async with app.run_test(size=(width, 30)):
        regions = [child.region for child in app.query(Static)]
        assert len({region.x for region in regions}) == columns
        assert max(region.right for region in regions) == width
