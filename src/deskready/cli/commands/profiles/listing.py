"""`deskready profiles`: what is asked for, by whom, and writing a profile of one's own."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskready.cli import output
from deskready.cli.exit_code import ExitCode
from deskready.cli.found import installed
from deskready.cli.layout import block
from deskready.cli.narration import say
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.words.wording import count, show_requirement
from deskready.store.profiles import Entry, check_profile, find_profile, list_profiles

if TYPE_CHECKING:
    from deskready.core.declare.metric import Metric
    from deskready.core.profile.file import Reading
    from deskready.core.profile.profile import Profile
    from deskready.core.profile.requirement import Requirement


def list_all(as_json: bool) -> int:
    """Prints the catalogue; a profile that cannot be used stands in it with its mistakes."""
    entries = list_profiles(_metrics())
    if as_json:
        from deskready.cli import data

        output.write(data.as_json({"profiles": [_entry(entry) for entry in entries]}))
    else:
        lines = (line for entry in entries for line in _entry_lines(entry))
        output.write("\n".join(lines).rstrip("\n") + "\n")
    return ExitCode.OK


def show(name: str, as_json: bool) -> int:
    """Prints one profile.

    Raises:
        UsageError: There is none of that name, or it cannot be used.
    """
    profile = find_profile(name, _metrics())
    if as_json:
        from deskready.cli import data

        output.write(data.as_json(profile))
    else:
        output.write("\n".join(_profile_lines(profile)) + "\n")
    return ExitCode.OK


def validate(file: Path) -> int:
    """Prints every mistake and every warning of a profile's file.

    Raises:
        UsageError: The file cannot be read.
    """
    reading = check_profile(file, _metrics())
    mistakes = [str(mistake) for mistake in reading.mistakes] + _wrong_options(reading, clean(str(file)))
    lines = [f"error: {mistake}" for mistake in mistakes]
    lines += [f"warning: {warning}" for warning in reading.warnings]
    found = f"{count(len(mistakes), 'mistake')}, {count(len(reading.warnings), 'warning')}"
    verdict = "cannot be used" if mistakes else "can be used"
    output.write("\n".join([*lines, f"{clean(str(file))} {verdict}: {found}."]) + "\n")
    return ExitCode.USAGE if mistakes else ExitCode.OK


def _wrong_options(reading: "Reading", where: str) -> list[str]:
    """The options in a profile that the checks installed here refuse: with them nothing could be run."""
    from deskready.core.audit.choices import misfits

    options = reading.profile.options if reading.profile is not None else {}
    return [str(error) for error in misfits(options, installed().catalogue().checks, where).values()]


def new(file: Path, force: bool) -> int:
    """Writes a profile to begin with.

    Raises:
        UsageError: The file exists, does not end in .toml, or cannot be written.
    """
    from deskready.cli.commands.profiles.template import template
    from deskready.core.profile.file import ID_PATTERN
    from deskready.store.atomic import write_atomic

    where = clean(str(file))
    if file.suffix != ".toml":
        raise UsageError(f"{where}: a profile's file name ends in .toml.", "Choose such a name.")
    name = file.stem.lower()
    profile_id = name if re.fullmatch(ID_PATTERN, name) else "my-profile"
    write_atomic(file, template(profile_id, _metrics().values()).encode(), exclusive=not force)
    say(f"Wrote {where}. Edit it, then see `deskready profiles validate {where}`.")
    return ExitCode.OK


def _metrics() -> "Mapping[str, Metric]":
    from deskready.desk.installed import metrics_of

    return metrics_of(installed().catalogue())


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


def _profile_lines(profile: "Profile") -> Iterator[str]:
    yield from block(f"{profile.title} ({profile.id})")
    yield from block(f"Published by {profile.publisher}, {profile.date}")
    yield from block(f"Numbers from: {profile.source}")
    yield from block(profile.description, 0, 0) if profile.description else []
    for line in profile.requirements:
        yield ""
        yield from _requirement_lines(line)
    if profile.options:
        yield ""
        for check_id, options in profile.options.items():
            for name, value in options.items():
                yield from block(f"Option {check_id}.{name} = {value}")


def _requirement_lines(line: "Requirement") -> Iterator[str]:
    label = f"{line.label} ({line.metric})" if line.label else line.metric
    yield from block(f"{label}: {show_requirement(line, line.unit)}; {line.level}")
    for name, value in (("Note", line.note), ("Source", line.source)):
        if value:
            yield from block(f"{name}: {value}", 2)
