"""An audit as Markdown (GitHub's flavour). Foreign text is escaped: it is never a heading, a link, an image or HTML."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from deskready.core.clean import strip_harmful
from deskready.core.words.message import text
from deskready.core.words.say import say
from deskready.core.words.terms import ASKED_FOR, LOG
from deskready.formats.format import Format

if TYPE_CHECKING:
    from deskready.core.audit.record import Audit
    from deskready.formats.runs import Part
    from deskready.formats.view import Area, Line

_VERDICT = text("report.column.verdict", "Verdict")
_WHAT = text("report.column.what", "What")
_MEASURED = text("report.column.measured", "Measured")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
#: What has a meaning anywhere in a line; `$` is mathematics and `@` makes links on some sites.
_SPECIAL = re.compile(r"([\\`*_\[\]|~#$@])")
#: A dot before a letter within a word would make a link of a bare domain name; a scheme's colon of a bare address.
_LINKISH = re.compile(r"(?<=\w)\.(?=[^\W\d])|:(?=[^\s\d])")
#: What has a meaning at the start of a line only: a list, a number, a rule.
_START = re.compile(r"^(?:([-+=])(?!\d)|(\d{1,9})([.)])(?!\S))")


def render(audit: "Audit") -> str:
    """The audit as Markdown that ends with a newline."""
    from deskready.formats.view import report_of

    report = report_of(audit)
    lines = [f"# deskready: {escape(report.headline)}", ""]
    lines += [f"**{escape(report.notice)}**", ""] if report.notice else []
    lines += [f"- **{name}:** {escape(value)}" for name, value in report.causes]
    lines += [""] if report.causes else []
    lines += [f"- **{name}:** {escape(value)}" for name, value in report.about]
    for area in report.areas:
        lines += ["", *_area(area)]
    return strip_harmful("\n".join(lines)) + "\n"


def escape(text: str) -> str:
    """`text` on one line, such that Markdown shows it as it is."""
    line = " ".join(text.split())
    line = _SPECIAL.sub(r"\\\1", re.sub("[&<>]", lambda match: _ENTITIES[match[0]], line))
    line = _LINKISH.sub(lambda match: "\\" + match[0], line)
    return _START.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", line)


def fenced(text: str) -> str:
    """`text` as a code block, whose fence is longer than any within."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def _area(area: "Area") -> Iterator[str]:
    yield from (f"## {escape(area.title)}", "")
    if area.lines:
        yield f"| {' | '.join(say(heading) for heading in (_VERDICT, _WHAT, _MEASURED, ASKED_FOR))} |"
        yield "| --- | --- | --- | --- |"
        yield from (_row(line) for line in area.lines)
        yield ""
    for line in area.lines:
        yield from _details(line)
    for part in area.parts:
        yield from _part(part)


def _row(line: "Line") -> str:
    cells = (f"{line.symbol} {line.word}", line.label, line.value, line.asked)
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"


def _details(line: "Line") -> Iterator[str]:
    """What a table's cell has no room for; nothing where there is nothing more to say."""
    if line.details:
        yield f"- **{escape(line.label)}**"
        yield from (f"  - {name}: {escape(value)}" for name, value in line.details)


def _part(part: "Part") -> Iterator[str]:
    yield from ("", f"### {escape(part.title)}", "")
    for run in (part.run, *part.earlier):
        yield f"- {run.name}: {escape(run.summary)}"
        yield from (f"  - {escape(name)}: {escape(value)}" for name, value in run.details)
    if part.log:
        yield from ("", say(LOG), "", fenced(part.log))


FORMAT = Format("markdown", text("format.markdown", "Markdown"), ".md", render)
"""For wikis, tickets and chats."""
