"""`deskready profiles show`: what a profile asks for, and who says so."""

from collections.abc import Iterator
from functools import partial

from deskready.cli import output
from deskready.cli.commands.profiles.metrics import installed_metrics
from deskready.cli.exit_code import ExitCode
from deskready.cli.layout import block
from deskready.core.declare.unit import Unit
from deskready.core.profile.profile import Profile
from deskready.core.profile.requirement import Requirement
from deskready.core.words.message import message
from deskready.core.words.published import TITLE_AND_ID, published
from deskready.core.words.say import say
from deskready.core.words.terms import LEVEL_WORD
from deskready.core.words.text import Text, typed
from deskready.core.words.values import show_requirement, text_of_value
from deskready.store.profiles import find_profile

_PUBLISHED = message("profiles.published", "Published by {publisher}, {date}")
_FROM = message("profiles.from", "Numbers from: {source}")
_OPTION = message("profiles.option", "Option {option} = {value}")
_LABEL = message("profiles.label", "{label} ({metric})")
_LINE = message("profiles.line", "{label}: {asked}; {level}")
_NOTE = message("profiles.note", "Note: {said}")
_SOURCE = message("profiles.source", "Source: {said}")


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
    said = partial(published, profile.id)
    yield from block(say(TITLE_AND_ID(title=said("title", profile.title), id=typed(profile.id))))
    yield from block(say(_PUBLISHED(publisher=typed(profile.publisher), date=typed(profile.date))))
    yield from block(say(_FROM(source=said("source", profile.source))))
    yield from block(say(said("description", profile.description)), 0, 0) if profile.description else []
    for line in profile.requirements:
        yield ""
        yield from _requirement_lines(profile.id, line)
    if profile.options:
        yield ""
        for check_id, options in profile.options.items():
            for name, value in options.items():
                yield from block(
                    say(_OPTION(option=typed(f"{check_id}.{name}"), value=text_of_value(value, Unit.NONE)))
                )


def _requirement_lines(profile_id: str, line: Requirement) -> Iterator[str]:
    label = _LABEL(label=line.label, metric=typed(line.metric)) if line.label else Text(line.metric)
    yield from block(say(_LINE(label=label, asked=show_requirement(line), level=LEVEL_WORD[line.level])))
    for form, key, words in ((_NOTE, "note", line.note), (_SOURCE, "source", line.source)):
        if words:
            yield from block(say(form(said=published(profile_id, f"{line.metric}.{key}", words))), 2)
