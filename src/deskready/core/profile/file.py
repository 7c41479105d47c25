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
from deskready.core.reading.options import is_dotted, read_options
from deskready.core.reading.table import TEXT_LIMIT, Table, read_table

SCHEMA = 1
"""The schema number of profile files that this program reads."""
KEYS = ("schema", "id", "title", "publisher", "source", "date", "description", "requirements", "options")
"""Every key that a profile's file may have at its top."""
ID_PATTERN = r"[a-z0-9][a-z0-9-]{0,59}"
"""What a profile may be called: short lower-case words joined by hyphens, good for a file's name."""
TITLE_LIMIT = 80
"""Characters that a title and a publisher may have."""


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


def parse_profile(content: bytes | str, where: str, metrics: Mapping[str, Metric]) -> Profile:
    """The profile that a file's content states. Arguments are those of `read_profile`.

    Raises:
        ProfileError: It cannot be used; the error carries every mistake.
    """
    return read_profile(content, where, metrics).usable()


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
        top.wrong("id", "An id is lower-case letters, digits and hyphens.", 'For example: id = "typical-voice-agent".')
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
        top.wrong("schema", "This is missing.", f"Add a line schema = {SCHEMA}.")
    elif isinstance(value, bool) or not isinstance(value, int) or value < 1:
        top.wrong("schema", f"This is the number of the file's format, {SCHEMA}.", f"Write schema = {SCHEMA}.")
    elif value > SCHEMA:
        top.wrong("schema", "This profile was made for a newer version of deskready.", "Update deskready.")


def _date(top: Table) -> str:
    """The day of publication; TOML has dates of its own, and a text will do."""
    value = top.data.get("date")
    if type(value) is dt.date:
        return value.isoformat()
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return dt.date.fromisoformat(value).isoformat()
        except ValueError:
            top.wrong("date", "There is no such day.", "Write it as year-month-day, such as 2026-01-31.")
            return ""
    reason = "This is missing." if value is None else "This is not a day."
    top.wrong("date", reason, "Write it as year-month-day, such as date = 2026-01-31.")
    return ""


def _requirements(top: Table, metrics: Mapping[str, Metric]) -> tuple[Requirement, ...]:
    lines = top.table("requirements")
    if not lines.data:
        lines.wrong("", "A profile needs at least one requirement.", 'Add [requirements."internet.download"].')
    known = [metric_id for metric_id in lines.data if is_dotted(lines, metric_id, "metric")]
    for metric_id in known:
        if metric_id not in metrics:
            near = lines.mistakes.nearest(metric_id, metrics)
            lines.warn(metric_id, "No installed check measures this.", near)
    return tuple(read_line(lines.table(metric_id), metric_id, metrics.get(metric_id)) for metric_id in known)
