"""`deskready profiles list`: every profile that there is."""

from collections.abc import Iterator
from typing import Any

from deskready.cli import output
from deskready.cli.commands.profiles.metrics import installed_metrics
from deskready.cli.exit_code import ExitCode
from deskready.cli.layout import block
from deskready.core.clean import clean
from deskready.core.words.wording import count
from deskready.store.profiles import Entry, list_profiles


def run(as_json: bool) -> int:
    """Prints the catalogue; a profile that cannot be used stands in it with its mistakes."""
    entries = list_profiles(installed_metrics())
    if as_json:
        from deskready.cli import data

        output.write(data.as_json({"profiles": [_entry(entry) for entry in entries]}))
    else:
        lines = (line for entry in entries for line in _entry_lines(entry))
        output.write("\n".join(lines).rstrip("\n") + "\n")
    return ExitCode.OK


def _entry(entry: Entry) -> dict[str, Any]:
    """A profile of the catalogue, for scripts."""
    return {
        "id": entry.id,
        "title": entry.title,
        "publisher": entry.publisher,
        "date": entry.profile.date if entry.profile else "",
        "shipped": entry.shipped,
        "file": clean(str(entry.path), 4096),
        "usable": entry.profile is not None,
        "mistakes": [str(mistake) for mistake in entry.mistakes],
        "warnings": [str(warning) for warning in entry.warnings],
    }


def _entry_lines(entry: Entry) -> Iterator[str]:
    """A profile of the catalogue, for people."""
    if entry.profile is None:
        yield from block(f"{entry.id}: cannot be used.")
        for mistake in entry.mistakes:
            yield from block(str(mistake), 2)
    else:
        kind = "comes with deskready" if entry.shipped else "your own"
        yield from block(f"{entry.id}: {entry.title}, by {entry.publisher}, {entry.profile.date} ({kind})")
        if not entry.shipped:
            yield f"  {clean(str(entry.path), 4096)}"  # whole, to be copied
        if entry.profile.description:
            yield from block(entry.profile.description, 2, 0)
        if entry.warnings:
            yield from block(f"{count(len(entry.warnings), 'warning')}; `deskready profiles validate` names them.", 2)
    yield ""
