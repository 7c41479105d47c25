"""A container that fills columns: each child goes where there is most room, at its own height."""

from collections.abc import Sequence
from itertools import pairwise

from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

_GAP = 1


def place(heights: Sequence[int], columns: int) -> list[tuple[int, int]]:
    """Column and line of each child: the shortest column so far, the leftmost of several."""
    ends = [0] * columns
    places = []
    for height in heights:
        column = ends.index(min(ends))
        places.append((column, ends[column]))
        ends[column] += height
    return places


class _ColumnLayout(Layout):
    """Columns of equal width, as many as fit."""

    name = "columns"

    def __init__(self, least_width: int) -> None:
        self._least_width = least_width

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: ARG002 - the base's
        """See `Layout.arrange`."""
        parent.pre_layout(self)
        count = max(1, min(len(children), (size.width + _GAP) // (self._least_width + _GAP)))
        starts = [round(column * (size.width + _GAP) / count) for column in range(count + 1)]
        widths = [max(1, after - start - _GAP) for start, after in pairwise(starts)]
        heights = [self._height(child, size, min(widths)) for child in children]
        return [
            WidgetPlacement(Region(starts[column], y, widths[column], height), NULL_OFFSET, Spacing(), child)
            for child, height, (column, y) in zip(children, heights, place(heights, count), strict=True)
        ]

    @staticmethod
    def _height(child: Widget, size: Size, width: int) -> int:
        gutter = child.gutter
        content = child.get_content_height(size, size, max(1, width - gutter.width))
        least = child.styles.min_height
        return max(content + gutter.height, int(least.value) if least is not None else 0)


class Columns(Widget):
    """Children in columns, each at least `least_width` cells wide."""

    DEFAULT_CSS = "Columns { height: auto; width: 1fr; }"

    def __init__(self, *children: Widget, least_width: int) -> None:
        super().__init__(*children)
        self._columns = _ColumnLayout(least_width)

    @property
    def layout(self) -> Layout:
        """Columns; styles can only name layouts that Textual itself has."""
        return self._columns
