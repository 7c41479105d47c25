"""A bar that shows a value, its interval, the limit and the recommended value on one line."""

from textual.content import Content

from deskready.core.judge.verdict import Verdict
from deskready.core.words.message import text
from deskready.tui.view.palette import MARK_STYLE
from deskready.tui.view.strokes import strokes

_WHISPER_DB, _LOUD_DB = -70.0, -6.0
"""Where a live level bar begins, and from where on peaks reach full scale."""
_TRACK, _FILL, _RANGE, _VALUE, _LIMIT, _WANTED = "─", "━", "═", "●", "┃", "│"
LEGEND = text("bar.legend", "● measured   ═ where the true value lies   ┃ limit   │ recommended")
"""What the bar's signs mean."""


def bar(verdict: Verdict, value: float, low: float | None, high: float | None, width: int) -> Content:
    """The bar, `width` cells wide; empty where there is no number to compare with or no room.

    The scale begins at zero, or below the smallest number where one is negative, and ends beyond the largest.
    """
    limit = verdict.minimum if verdict.minimum is not None else verdict.maximum
    wanted = verdict.recommended if isinstance(verdict.recommended, int | float) else None
    marks = [number for number in (limit, wanted) if number is not None]
    if not marks or width < 10:
        return Content("")
    low, high = value if low is None else low, value if high is None else high
    start, stop = 0.0, max(1.25 * value, 1.25 * high, 1.5 * max(marks))
    if (smallest := min(value, low, *marks)) < 0:
        beyond = (max(value, high, *marks) - smallest) / 4
        start, stop = smallest - beyond, max(value, high, *marks) + beyond

    def cell(number: float) -> int:
        return min(width - 1, max(0, round((number - start) / ((stop - start) or 1.0) * (width - 1))))

    cells = [_FILL if n <= cell(value) else _TRACK for n in range(width)]
    if high > low:
        cells[cell(low) : cell(high) + 1] = _RANGE * (cell(high) - cell(low) + 1)
    style = MARK_STYLE[verdict.verdict]
    styles = [style if n <= max(cell(value), cell(high)) else "$foreground-disabled" for n in range(width)]
    for number, sign in ((wanted, _WANTED), (limit, _LIMIT)):
        if number is not None:
            cells[cell(number)], styles[cell(number)] = sign, "$foreground"
    cells[cell(value)], styles[cell(value)] = _VALUE, f"{style} bold"
    return strokes(cells, styles)


def progress_bar(fraction: float, width: int) -> Content:
    """How far a run is."""
    done = round(min(1.0, max(0.0, fraction)) * width)
    return Content.assemble((_FILL * done, "$text-primary bold"), (_TRACK * (width - done), "$foreground-disabled"))


def level_bar(level: float, width: int) -> Content:
    """A live level in dB below full scale, from a whisper to full scale; what is about to be overdriven is marked."""
    cells = round(min(1.0, max(0.0, 1 - level / _WHISPER_DB)) * width)
    loud = round((1 - _LOUD_DB / _WHISPER_DB) * width)
    good, bad = min(cells, loud), max(0, cells - loud)
    parts = ((_FILL * good, "$text-primary bold"), (_FILL * bad, "$text-error bold"))
    return Content.assemble(*parts, (_TRACK * (width - cells), "$foreground-disabled"))
