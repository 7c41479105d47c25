"""Makes the catalogue of messages anew: `python tests/catalogue.py`, after a message was added, changed or taken out.

Babel reads every call of `text`, `message`, `counted` and `declare`. Translators get `deskready.pot` (the id as
context, the English words as what is translated); the program gets the same by id, as a compiled catalogue.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

ROOT = Path(__file__).parent.parent
SOURCES = (ROOT / "src", ROOT / "checks")
LOCALE = ROOT / "src" / "deskready" / "locale"
TEMPLATE = LOCALE / "deskready.pot"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "deskready.mo"
_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)  # the same messages give the same bytes
KEYWORDS = {
    "text": ((1, "c"), 2),
    "message": ((1, "c"), 2),
    "counted": ((1, "c"), 2, 3),
    "declare": ((1, "c"), 2, 3),
}


class Extracted(NamedTuple):
    """One message in the sources."""

    id: str
    forms: tuple[str, ...]
    file: str


def extracted() -> Iterator[Extracted]:
    """Every message in the sources, sorted by id."""
    found = []
    for folder in SOURCES:
        for file, _, words, _, context in extract_from_dir(folder, [("**.py", "python")], keywords=KEYWORDS):
            forms = words if isinstance(words, tuple) else (words,)
            if context:
                found.append(Extracted(context, forms, f"{folder.name}/{file}"))
    yield from sorted(found)


def template() -> bytes:
    """The template for translators."""
    catalog = Catalog(project="deskready", charset="utf-8", fuzzy=False)
    for message in extracted():
        words = message.forms if len(message.forms) > 1 else message.forms[0]
        catalog.add(words, context=message.id, locations=[(message.file, 0)])
    written = io.BytesIO()
    write_po(written, catalog, include_lineno=False, omit_header=True, width=120)
    return written.getvalue()


def english() -> bytes:
    """The compiled English catalogue."""
    catalog = Catalog(locale="en", charset="utf-8", fuzzy=False, creation_date=_LONG_AGO, revision_date=_LONG_AGO)
    for message in extracted():
        ids = (message.id,) * len(message.forms)
        catalog.add(ids if len(ids) > 1 else message.id, message.forms if len(ids) > 1 else message.forms[0])
    written = io.BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def make() -> None:
    """Writes both files."""
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(template())
    ENGLISH.write_bytes(english())


if __name__ == "__main__":
    make()
    sys.stdout.write(f"{sum(1 for _ in extracted())} messages\n")
