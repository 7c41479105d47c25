"""`deskready profiles list`: every profile that there is."""

from collections.abc import Iterator
from typing import Any

from deskready.cli import output
from deskready.cli.commands.profiles.metrics import installed_metrics
from deskready.cli.exit_code import ExitCode
from deskready.cli.layout import block
from deskready.core.clean import clean
from deskready.core.words.message import counted, message, text
from deskready.core.words.published import published
from deskready.core.words.say import say
from deskready.core.words.text import typed
from deskready.store.profiles import Entry, list_profiles

_UNUSABLE = message("profiles.unusable", "{profile}: cannot be used.")
_PROFILE = message("profiles.profile", "{profile}: {title}, by {publisher}, {date} ({kind})")
_SHIPPED = text("profiles.shipped", "comes with deskready")
_OWN = text("profiles.own", "your own")
_WARNINGS = counted(
    "profiles.warnings",
    "{count} warning; {command} names it.",
    "{count} warnings; {command} names them.",
)


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
        "mistakes": [mistake.whole.words for mistake in entry.mistakes],
        "warnings": [warning.whole.words for warning in entry.warnings],
    }


def _entry_lines(entry: Entry) -> Iterator[str]:
    """A profile of the catalogue, for people."""
    if entry.profile is None:
        yield from block(say(_UNUSABLE(profile=typed(entry.id))))
        for mistake in entry.mistakes:
            yield from block(say(mistake.whole), 2)
    else:
        about = _PROFILE(
            profile=typed(entry.id),
            title=published(entry.id, "title", entry.title),
            publisher=typed(entry.publisher),
            date=typed(entry.profile.date),
            kind=_SHIPPED if entry.shipped else _OWN,
        )
        yield from block(say(about))
        if not entry.shipped:
            yield f"  {clean(str(entry.path), 4096)}"  # whole, to be copied
        if entry.profile.description:
            yield from block(say(published(entry.id, "description", entry.profile.description)), 2, 0)
        if entry.warnings:
            yield from block(
                say(_WARNINGS(count=len(entry.warnings), command=typed("`deskready profiles validate`"))), 2
            )
    yield ""
