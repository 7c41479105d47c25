"""A live plot in rows of block characters, coloured where it passes a limit."""

from collections.abc import Callable, Sequence

from textual.content import Content

from deskready.tui.view.strokes import strokes

_BLOCKS = " ▁▂▃▄▅▆▇█"
_RULE = "▁"
"""The limit of a level: the lower edge of the top row."""
_GOOD, _BAD, _LIMIT = "$text-primary", "$text-error", "$foreground"
_ROW_DB = 15.0
"""What a row of a level spans at least: of three, one above the limit, and two from a calm room up to it."""


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
    values: Sequence[float],
    width: int,
    rows: int,
    *,
    decibels: bool,
    bad: Callable[[float], bool] = lambda _: False,
    limit: float | None = None,
) -> list[Content]:
    """The lines of a plot.

    Args:
        values: The values, oldest first.
        width: Cells.
        rows: Lines.
        decibels: Whether the values are levels, whose scale has no natural zero.
        bad: Whether a value passes the limit; those are drawn in the colour of failing.
        limit: Where a line is drawn, for levels: the top row is what lies above it.
    """
    newest = list(values[-width:])
    styles = [_BAD if bad(value) else _GOOD for value in newest]
    if limit is None or not newest:
        lines = sparkline(newest, width, rows, None if decibels else 0.0)
        return [strokes(line, styles) for line in lines if line]
    step = max(_ROW_DB, (limit - min(newest)) / max(1, rows - 1), max(newest) - limit)
    ends = [limit - (rows - 1) * step, limit + step]
    over, *under = (line[:-2].ljust(width) for line in sparkline([*newest, *ends], len(newest) + 2, rows, None))
    styles += [_GOOD] * (width - len(styles))
    rule = [_LIMIT if cell == " " else style for cell, style in zip(over, styles, strict=True)]
    return [strokes(over.replace(" ", _RULE), rule), *(strokes(line, styles) for line in under)]


def curve(values: Sequence[float], places: Sequence[float], width: int, rows: int, *, decibels: bool) -> list[Content]:
    """Bars side by side, as wide as there is room for, over a line that says where they lie.

    Args:
        values: The values.
        places: What each stands at, such as the frequency of a band.
        width: Cells.
        rows: Lines of the bars.
        decibels: Whether the values are levels, whose scale has no natural zero.
    """
    values, places = values[:width], places[:width]
    wide = max(1, width // max(1, len(values)))
    lines = sparkline([value for value in values for _ in range(wide)], width, rows, None if decibels else 0.0)
    axis = ""
    for number, place in enumerate(places):
        name = f"{place / 1000:.3g}k" if place >= 1000 else f"{place:.3g}"
        start = number * wide
        if (not axis or start > len(axis)) and start + len(name) <= width:
            axis = axis.ljust(start) + name
    return [*(Content.styled(line, _GOOD) for line in lines), Content.styled(axis, "$foreground-muted")]
