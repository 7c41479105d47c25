"""Makes the catalogue of messages anew: `python tests/catalogue.py`, after a message was added, changed or taken out.

Babel reads every call of `text`, `message`, `counted` and `declare`; the texts of the shipped profiles are messages,
too. Translators get `deskready.pot` (the id as context, the English words as what is translated); the program gets the
same by id, as a compiled catalogue.
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

from deskready.core.profile.file import read_profile
from deskready.core.words.published import published_id
from deskready.store.profiles import SHIPPED

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
    """Every message of the program, sorted by id."""
    yield from sorted([*of_sources(), *of_profiles()])


def of_sources() -> Iterator[Extracted]:
    """Every message in the sources."""
    for folder in SOURCES:
        for file, _, words, _, context in extract_from_dir(folder, [("**.py", "python")], keywords=KEYWORDS):
            forms = words if isinstance(words, tuple) else (words,)
            if context:
                yield Extracted(context, forms, f"{folder.name}/{file}")


def of_profiles() -> Iterator[Extracted]:
    """Every text of the shipped profiles."""
    for path in sorted(SHIPPED.glob("*.toml")):
        profile = read_profile(path.read_bytes(), path.name, {}).usable()
        words = {"title": profile.title, "description": profile.description, "source": profile.source}
        for line in profile.requirements:
            words |= {f"{line.metric}.source": line.source, f"{line.metric}.note": line.note}
        for key, said in words.items():
            if said:
                yield Extracted(published_id(profile.id, key), (said,), path.relative_to(ROOT).as_posix())


def template() -> bytes:
    """The template for translators."""
    catalog = Catalog(project="deskready", charset="utf-8", fuzzy=False)
    for message in extracted():
        words = message.forms if len(message.forms) > 1 else message.forms[0]
        added = catalog.add(words, context=message.id, locations=[(message.file, 0)])
        added.flags.discard("python-format")  # a per cent sign is one
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
