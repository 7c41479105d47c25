"""An audit as plain text: 80 columns, no colour, for a terminal or an e-mail."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from deskready.core.clean import strip_harmful
from deskready.core.words.message import text
from deskready.core.words.say import say
from deskready.core.words.terms import ASKED_FOR, LOG
from deskready.formats.format import Format
from deskready.formats.wrap import cut, width, wrap

if TYPE_CHECKING:
    from deskready.core.audit.record import Audit
    from deskready.formats.runs import Part
    from deskready.formats.view import Area, Line

COLUMNS = 80
"""Cells of a line."""
_GUTTER = 20
"""Cells before the text of a requirement: its verdict stands there."""


def render(audit: "Audit") -> str:
    """The audit as plain text that ends with a newline."""
    from deskready.formats.view import report_of

    report = report_of(audit)
    lines = wrap(f"deskready: {report.headline}", COLUMNS)
    lines += ["=" * max(width(line) for line in lines)]
    lines += wrap(report.notice, COLUMNS) if report.notice else []
    lines += [""]
    for name, value in report.causes:
        lines += _hung(name, value, 14)
    lines += [""] if report.causes else []
    for name, value in report.about:
        lines += _hung(name, value, 14)
    for area in report.areas:
        lines += ["", *_area(area)]
    return strip_harmful("\n".join(lines)) + "\n"


def _area(area: "Area") -> Iterator[str]:
    title = area.title.upper()
    yield from (title, "-" * width(title))
    for line in area.lines:
        yield from _line(line)
    for part in area.parts:
        yield ""
        yield from _part(part)


def _line(line: "Line") -> Iterator[str]:
    yield from _hung(f"{line.symbol} {line.word}", f"{line.label}: {line.value}", _GUTTER)
    for name, value in ((say(ASKED_FOR), line.asked), *line.details):
        yield from _hung("", f"{name}: {value}", _GUTTER)


def _part(part: "Part") -> Iterator[str]:
    yield from _hung("*", part.title, 2)
    for run in (part.run, *part.earlier):
        yield from _hung("", f"{run.name}: {run.summary}", 2)
        for name, value in run.details:
            yield from _hung("", f"{name}: {value}", 4)
    if part.log:
        yield f"  {say(LOG)}"
        for line in part.log.rstrip("\n").split("\n"):
            yield from (f"  | {piece}" for piece in cut(line.expandtabs(4), COLUMNS - 4))


def _hung(name: str, value: str, indent: int) -> list[str]:
    """A value, wrapped, beside its name."""
    first, *rest = wrap(value, COLUMNS - indent)
    return [name + " " * max(bool(name), indent - width(name)) + first, *(" " * indent + line for line in rest)]


FORMAT = Format("text", text("format.text", "Plain text"), ".txt", render)
"""For terminals and e-mails."""
