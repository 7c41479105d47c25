"""`deskready profiles show`: what a profile asks for, and who says so."""

from collections.abc import Iterator

from deskready.cli import output
from deskready.cli.commands.profiles.metrics import installed_metrics
from deskready.cli.exit_code import ExitCode
from deskready.cli.layout import block
from deskready.core.profile.profile import Profile
from deskready.core.profile.requirement import Requirement
from deskready.core.words.wording import show_requirement
from deskready.store.profiles import find_profile


def run(name: str, as_json: bool) -> int:
    """Prints one profile.

    Raises:
        UsageError: There is none of that name, or it cannot be used.
    """
    profile = find_profile(name, installed_metrics())
    if as_json:
        from deskready.cli import data

        output.write(data.as_json(profile))
    else:
        output.write("\n".join(_profile_lines(profile)) + "\n")
    return ExitCode.OK


def _profile_lines(profile: Profile) -> Iterator[str]:
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


def _requirement_lines(line: Requirement) -> Iterator[str]:
    label = f"{line.label} ({line.metric})" if line.label else line.metric
    yield from block(f"{label}: {show_requirement(line)}; {line.level}")
    for name, value in (("Note", line.note), ("Source", line.source)):
        if value:
            yield from block(f"{name}: {value}", 2)
