"""The person's settings: `settings.toml`. What is wrong in it is told; reading never fails.

Settings forbid (consents) and direct (servers of one's own). Where such a part cannot be understood it is a fault, and
whoever measures or sends stops at it; how the screen looks is a mere problem.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from deskready.core.clean import LINE_LIMIT, clean
from deskready.core.clock import now
from deskready.core.declare.unit import Value
from deskready.core.errors import UsageError
from deskready.core.reading.nearest import did_you_mean
from deskready.core.reading.options import read_options
from deskready.core.reading.table import Table, read_table
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import Name, Words, file_name
from deskready.store.home import NoHomeError
from deskready.store.own_files import write_own
from deskready.store.paths import settings_file
from deskready.store.settings_file import REMEDY, content

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Table as Section

_HEADER = text("settings.header", "Settings of deskready. What you write here yourself stays, comments too.")
_BROKEN = message("settings.broken", "{file}: {reason}.")
_NO_TABLE = message("settings.no-table", "{file}: [{table}] is no table.")
_TRUE_OR_FALSE = text("settings.true-or-false", "This must be true or false.")
_UNKNOWN = text("settings.unknown", "There is no such setting.")
_TABLES = ("consent", "options", "interface")


class Answer(Struct, frozen=True):
    """An answer that the person gave, to be remembered."""

    granted: bool
    """Whether it was a yes."""
    when: str
    """RFC 3339 with offset."""
    text: str
    """Version of the text that was shown."""


class Settings(Struct, frozen=True):
    """All settings, and what was wrong in their file."""

    consent: dict[str, Answer] = {}
    """By what was asked: `microphone`, `data`, or the name of a third party's policy."""
    options: dict[str, dict[str, Value]] = {}
    """By check id and option name; not yet compared with what the check declares."""
    theme: str = ""
    """Name of the colour theme, or "" for the program's own."""
    last_profile: str = ""
    """The profile last chosen on screen, or ""."""
    faults: tuple[Words, ...] = ()
    """What is wrong with what they forbid or direct, a sentence for each mistake: file, line, key, reason."""
    problems: tuple[Words, ...] = ()
    """What else is wrong and does no harm, one sentence for each."""

    def consents(self, name: str, text: str) -> bool | None:
        """The answer given to this version of a text, or None where it has not been asked."""
        given = self.consent.get(name)
        return given.granted if given is not None and given.text == text else None


def read_settings() -> Settings:
    """The settings as they are now. Never fails: what cannot be read is a fault, with defaults in its place."""
    try:
        top = read_table(content(), str(settings_file()))
    except NoHomeError:
        return Settings()
    except UsageError as error:
        return Settings(faults=(error.said,))
    for name in top.data:
        _verify_name(top, name)
    consent, options = _consents(top.table("consent")), read_options(top)
    directing = len(top.mistakes.errors)
    interface = top.table("interface")
    found = Settings(
        consent=consent,
        options=options,
        theme=interface.text("theme", LINE_LIMIT),
        last_profile=interface.text("last_profile", LINE_LIMIT),
    )
    errors, warnings = top.mistakes.errors, top.mistakes.warnings
    return structs.replace(
        found,
        faults=tuple(mistake.whole for mistake in errors[:directing]),
        problems=tuple(mistake.whole for mistake in (*errors[directing:], *warnings)),
    )


def remember_consent(name: str, granted: bool, text: str) -> None:
    """Stores the person's answer to a version of a text.

    Raises:
        UsageError: The file is broken or cannot be written; it is left as it is.
    """

    def change(document: "TOMLDocument") -> None:
        answer = _section(_section(document, "consent"), name)
        answer["granted"], answer["when"], answer["text"] = granted, now(), text

    _update(change)


def remember_options(choices: Mapping[str, Mapping[str, Value | None]]) -> None:
    """Stores options of checks.

    Args:
        choices: Values by check id and option name; None takes an option out of the file.

    Raises:
        UsageError: As `remember_consent`.
    """

    def change(document: "TOMLDocument") -> None:
        for check_id, values in choices.items():
            section = _section(_section(document, "options"), check_id)
            for name, value in values.items():
                if value is None:
                    section.pop(name, None)
                else:
                    section[name] = value

    _update(change)


def remember_interface(*, theme: str | None = None, last_profile: str | None = None) -> None:
    """Stores what was chosen on screen; None leaves a setting as it is.

    Raises:
        UsageError: As `remember_consent`.
    """

    def change(document: "TOMLDocument") -> None:
        chosen = {"theme": theme, "last_profile": last_profile}
        _section(document, "interface").update({key: value for key, value in chosen.items() if value is not None})

    _update(change)


def _update(change: Callable[["TOMLDocument"], None]) -> None:
    """Changes the file in place: the person's comments, order and unknown keys stay."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    found = content()
    # A link into a folder of dot files is followed, not replaced; where it leads nowhere, reading has told it.
    path = settings_file().resolve()
    read_table(found, str(settings_file()))  # what cannot be read is not written over, and is told with its line
    try:
        document = tomlkit.parse(found.decode("utf-8-sig"))
    except TOMLKitError as error:
        raise UsageError(_BROKEN(file=file_name(settings_file()), reason=Name(clean(str(error)))), REMEDY) from error
    if not document.body:
        document.add(tomlkit.comment(say(_HEADER)))
    change(document)
    write_own(path, tomlkit.dumps(document).encode())


def _section(parent: "TOMLDocument | Section", name: str) -> "Section":
    """The table of that name, made where it is missing.

    Raises:
        UsageError: Something else has that name.
    """
    import tomlkit
    from tomlkit.items import Table as Section

    if name not in parent:
        parent[name] = tomlkit.table()
    found = parent[name]
    if not isinstance(found, Section):
        raise UsageError(_NO_TABLE(file=file_name(settings_file()), table=Name(clean(name))), REMEDY)
    return found


def _verify_name(top: Table, name: str) -> None:
    """Notes a name at the top that is none; one that is meant for a known one would direct nothing."""
    if name in _TABLES:
        return
    meant = did_you_mean(name, _TABLES)
    note = top.wrong if meant else top.warn
    note(name, _UNKNOWN, meant)


def _consents(table: Table) -> dict[str, Answer]:
    found = {}
    for name in table.data:
        answer = table.table(name)
        granted, when, text = (answer.data.get(key, "") for key in ("granted", "when", "text"))
        if isinstance(granted, bool):
            moment = when.isoformat() if isinstance(when, datetime) else str(when)
            found[clean(name)] = Answer(granted, clean(moment), clean(str(text)))
        elif answer.data:
            answer.wrong("granted", _TRUE_OR_FALSE)
    return found
