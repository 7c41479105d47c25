"""A profile's file: TOML that recruiters write by hand, read and validated.

It states limits and settings. It can name no command to run and no pattern to match.
"""

import datetime as dt
import re
from collections.abc import Mapping

from msgspec import Struct

from deskready.core.declare.metric import Metric
from deskready.core.profile.line import read_line
from deskready.core.profile.profile import Profile
from deskready.core.profile.requirement import Requirement
from deskready.core.reading.mistake import Mistake, MistakesError
from deskready.core.reading.options import METRIC, is_dotted, read_options
from deskready.core.reading.table import MISSING, TEXT_LIMIT, Table, read_table
from deskready.core.words.message import message, text
from deskready.core.words.text import typed

SCHEMA = 1
"""The schema number of profile files that this program reads."""
_SCHEMA_LINE = typed(f"schema = {SCHEMA}")
KEYS = ("schema", "id", "title", "publisher", "source", "date", "description", "requirements", "options")
"""Every key that a profile's file may have at its top."""
ID_PATTERN = r"[a-z0-9][a-z0-9-]{0,59}"
"""What a profile may be called: short lower-case words joined by hyphens, good for a file's name."""
TITLE_LIMIT = 80
"""Characters that a title and a publisher may have."""


_NO_ID = text("profile.no-id", "An id is lower-case letters, digits and hyphens.")
_FOR_EXAMPLE = message("profile.id-example", "For example: {typed}.")(typed=typed('id = "typical-voice-agent"'))
_ADD_SCHEMA = message("profile.add-schema", "Add a line {line}.")
_IS_SCHEMA = message("profile.is-schema", "This is the number of the file's format, {number}.")
_WRITE_SCHEMA = message("profile.write-schema", "Write {line}.")
_NEWER = text("profile.newer", "This profile was made for a newer version of deskready.")
_UPDATE = text("profile.update", "Update deskready.")
_NO_SUCH_DAY = text("profile.no-such-day", "There is no such day.")
_DAY = text("profile.day", "Write it as year-month-day, such as 2026-01-31.")
_NO_DAY = text("profile.no-day", "This is not a day.")
_DAY_LINE = message("profile.day-line", "Write it as year-month-day, such as {typed}.")(
    typed=typed("date = 2026-01-31")
)
_NO_REQUIREMENT = text("profile.no-requirement", "A profile needs at least one requirement.")
_ADD_REQUIREMENT = text("profile.add-requirement", 'Add [requirements."internet.download"].')
_NOT_MEASURED = text("profile.not-measured", "No installed check measures this.")


class ProfileError(MistakesError):
    """A profile's file that cannot be used, with everything that is wrong with it."""


class Reading(Struct, frozen=True):
    """What a profile's file holds."""

    profile: Profile | None
    """The profile, or None where there are mistakes."""
    mistakes: tuple[Mistake, ...] = ()
    """What keeps it from being used."""
    warnings: tuple[Mistake, ...] = ()
    """What is probably not meant: metrics that no installed check measures."""

    def usable(self) -> Profile:
        """The profile.

        Raises:
            ProfileError: There are mistakes; the error carries every one.
        """
        if self.profile is None:
            raise ProfileError(self.mistakes)
        return self.profile


def read_profile(content: bytes | str, where: str, metrics: Mapping[str, Metric]) -> Reading:
    """Reads a profile's file, and goes on after a mistake to find them all.

    Args:
        content: The file's bytes or text.
        where: The file's name, for naming it in mistakes.
        metrics: The metrics that installed checks declare, by id.
    """
    try:
        top = read_table(content, where)
    except MistakesError as error:
        return Reading(None, error.mistakes)
    profile = _profile(top, metrics)
    mistakes = top.mistakes
    errors, warnings = (
        tuple(sorted(found, key=lambda m: m.line or 0)) for found in (mistakes.errors, mistakes.warnings)
    )
    return Reading(None if errors else profile, errors, warnings)


def _profile(top: Table, metrics: Mapping[str, Metric]) -> Profile:
    top.only(KEYS)
    _schema(top)
    name = top.text("id", TITLE_LIMIT, required=True)
    if name and not re.fullmatch(ID_PATTERN, name):
        top.wrong("id", _NO_ID, _FOR_EXAMPLE)
    return Profile(
        id=name,
        title=top.text("title", TITLE_LIMIT, required=True),
        publisher=top.text("publisher", TITLE_LIMIT, required=True),
        source=top.text("source", TEXT_LIMIT, required=True),
        date=_date(top),
        description=top.text("description", TEXT_LIMIT),
        requirements=_requirements(top, metrics),
        options=read_options(top),
    )


def _schema(top: Table) -> None:
    value = top.data.get("schema")
    if value is None:
        top.wrong("schema", MISSING, _ADD_SCHEMA(line=_SCHEMA_LINE))
    elif isinstance(value, bool) or not isinstance(value, int) or value < 1:
        top.wrong("schema", _IS_SCHEMA(number=SCHEMA), _WRITE_SCHEMA(line=_SCHEMA_LINE))
    elif value > SCHEMA:
        top.wrong("schema", _NEWER, _UPDATE)


def _date(top: Table) -> str:
    """The day of publication; TOML has dates of its own, and a text will do."""
    value = top.data.get("date")
    if type(value) is dt.date:
        return value.isoformat()
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return dt.date.fromisoformat(value).isoformat()
        except ValueError:
            top.wrong("date", _NO_SUCH_DAY, _DAY)
            return ""
    top.wrong("date", MISSING if value is None else _NO_DAY, _DAY_LINE)
    return ""


def _requirements(top: Table, metrics: Mapping[str, Metric]) -> tuple[Requirement, ...]:
    lines = top.table("requirements")
    if not lines.data:
        lines.wrong("", _NO_REQUIREMENT, _ADD_REQUIREMENT)
    known = [metric_id for metric_id in lines.data if is_dotted(lines, metric_id, METRIC)]
    for metric_id in known:
        if metric_id not in metrics:
            near = lines.mistakes.nearest(metric_id, metrics)
            lines.warn(metric_id, _NOT_MEASURED, near)
    return tuple(read_line(lines.table(metric_id), metric_id, metrics.get(metric_id)) for metric_id in known)
