"""The parts of documents that the program's own registries say: `python tests/documents.py` writes them anew.

Such a part stands in a document between `<!-- made: NAME -->` and `<!-- end of NAME -->`; a test holds that it is up to
date. What is registered where (a command, a format, an exit code) so has its line in the README without being written
down a second time.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from deskready.cli.exit_code import ExitCode
from deskready.cli.register import load
from deskready.formats.registry import FORMATS

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md"]
"""Documents with such parts."""


def table(*rows: Iterable[str]) -> str:
    """A Markdown table; its first row is the head."""
    head, *body = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([head, re.sub("[^|]+", " --- ", head), *body])


def exit_codes() -> str:
    return table(("exit code", "means"), *((str(int(code)), code.meaning.words) for code in ExitCode))


def formats() -> str:
    rows = ((f"`{form.name}`", f"`{form.suffix}`", form.title.words, _use(form.opens_again)) for form in FORMATS)
    return table(("`--format`", "`--save`", "is", "for"), *rows)


def _use(opens_again: bool) -> str:
    return "opening again, and scripts" if opens_again else "reading"


def commands() -> str:
    rows = ((f"`deskready {each.name}`", each.about.words) for each in load())
    return table(("command", "does"), *((name, text.partition("\n")[0]) for name, text in rows))


PARTS: dict[str, Callable[[], str]] = {"exit-codes": exit_codes, "formats": formats, "commands": commands}
"""Every part by its name."""


def renewed(document: str) -> str:
    """A document with its made parts as the registries say now."""
    for name, make in PARTS.items():
        begin, end = f"<!-- made: {name} -->\n", f"\n<!-- end of {name} -->"
        before, found, rest = document.partition(begin)
        if found:
            document = before + begin + make() + end + rest.partition(end)[2]
    return document


if __name__ == "__main__":
    for path in DOCUMENTS:
        path.write_text(renewed(path.read_text("utf-8")), "utf-8")
