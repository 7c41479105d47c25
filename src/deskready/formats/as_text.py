"""An audit as plain text: 80 columns, no colour, for a terminal or an e-mail."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from deskready.core.clean import strip_harmful
from deskready.formats.format import Format
from deskready.formats.wrap import cut, width, wrap

if TYPE_CHECKING:
    from deskready.core.audit.record import Audit
    from deskready.formats.view import Area, Line, Part, Run

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
    asked = line.asked + (f" ({line.level})" if line.level else "")
    for name, value in (
        ("Asked for", asked),
        ("Why", line.why),
        ("What to do", line.remedy),
        ("How", line.how),
        ("Note", line.note),
        ("Source", line.source),
    ):
        if value:
            yield from _hung("", f"{name}: {value}", _GUTTER)


def _part(part: "Part") -> Iterator[str]:
    yield from _hung("*", part.title, 2)
    yield from _run("Last run", part.run)
    for run in part.earlier:
        yield from _run("Earlier run", run)
    if part.log:
        yield "  Log:"
        for line in part.log.rstrip("\n").split("\n"):
            yield from (f"  | {piece}" for piece in cut(line.expandtabs(4), COLUMNS - 4))


def _run(name: str, run: "Run") -> Iterator[str]:
    yield from _hung("", f"{name}: {run.summary}", 2)
    told = [("Why", run.reason), ("What to do", run.remedy)]
    told += list(run.values)
    told += [(f"{label}: not measured", reason) for label, reason in run.gaps]
    told += [("Option", option) for option in run.options]
    for label, value in told:
        if value:
            yield from _hung("", f"{label}: {value}", 4)


def _hung(name: str, value: str, indent: int) -> list[str]:
    """A value, wrapped, beside its name."""
    first, *rest = wrap(value, COLUMNS - indent)
    return [name + " " * (indent - width(name)) + first, *(" " * indent + line for line in rest)]


FORMAT = Format("text", "Plain text", ".txt", "text/plain", render)
"""For terminals and e-mails."""
