"""A live plot in rows of block characters, coloured where it passes a limit."""

from collections.abc import Callable, Sequence

from textual.content import Content

from deskready.tui.widgets.strokes import strokes

_BLOCKS = " ▁▂▃▄▅▆▇█"
_GOOD, _BAD = "$text-primary", "$text-error"


def sparkline(values: Sequence[float], width: int, rows: int, start: float | None = 0.0) -> list[str]:
    """The newest `width` values as `rows` lines, top line first.

    Args:
        values: The values, oldest first.
        width: Cells.
        rows: Lines, each of eight steps.
        start: Where the scale begins unless a value lies below; None begins at the smallest value shown.
    """
    newest = list(values[-width:])
    if not newest or width < 1:
        return [""] * rows
    low = min(newest) if start is None else min(start, *newest)
    span = (max(newest) - low) or 1.0
    heights = [max(1, round((value - low) / span * 8 * rows)) for value in newest]
    return ["".join(_BLOCKS[min(8, max(0, height - 8 * row))] for height in heights) for row in reversed(range(rows))]


def plot(
    values: Sequence[float], width: int, rows: int, *, decibels: bool, bad: Callable[[float], bool] = lambda _: False
) -> list[Content]:
    """The lines of a plot.

    Args:
        values: The values, oldest first.
        width: Cells.
        rows: Lines.
        decibels: Whether the values are levels, whose scale has no natural zero.
        bad: Whether a value passes the limit; those are drawn in the colour of failing.
    """
    newest = list(values[-width:])
    styles = [_BAD if bad(value) else _GOOD for value in newest]
    lines = sparkline(newest, width, rows, None if decibels else 0.0)
    return [strokes(line, styles) for line in lines if line]
