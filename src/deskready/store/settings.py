"""The person's settings: `settings.toml`. What is wrong in it is told and left out; it never stops the program."""

import math
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from deskready.core.clean import clean
from deskready.core.clock import now
from deskready.core.declare.unit import Value
from deskready.core.errors import UsageError
from deskready.core.words.text import Words
from deskready.store.atomic import write_atomic
from deskready.store.paths import made, settings_file
from deskready.store.refusal import refused

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Table

SIZE_LIMIT = 256 * 1024
"""Bytes that the file may have."""
_HEADER = " Settings of deskready. What you write here yourself stays, comments too."
_REMEDY = "Correct the file, or delete it to start afresh."


class Consent(Struct, frozen=True):
    """An answer that the person gave, to be remembered."""

    granted: bool
    """Whether it was a yes."""
    when: str
    """RFC 3339 with offset."""
    text: str
    """Version of the text that was shown."""


class Settings(Struct, frozen=True):
    """All settings, and what was wrong in their file."""

    consent: dict[str, Consent] = {}
    """By what was asked: `microphone`, `data`, or the name of a third party's policy."""
    options: dict[str, dict[str, Value]] = {}
    """By check id and option name; not yet compared with what the check declares."""
    theme: str = ""
    """Name of the colour theme, or "" for the program's own."""
    last_profile: str = ""
    """The profile last chosen on screen, or ""."""
    problems: tuple[Words, ...] = ()
    """One sentence for each mistake: file, key, reason."""

    def consents(self, name: str, text: str) -> bool | None:
        """The answer given to this version of a text, or None where it has not been asked."""
        given = self.consent.get(name)
        return given.granted if given is not None and given.text == text else None


def read_settings() -> Settings:
    """The settings as they are now. Never fails: what cannot be read is a problem, with defaults in its place."""
    problems: list[str] = []
    try:
        content = tomllib.loads(_text())
    except UsageError as error:
        return Settings(problems=(error.message,))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Settings(problems=(_broken(error).message,))
    interface = _table(content, "interface", problems)
    return Settings(
        consent=_consents(_table(content, "consent", problems), problems),
        options=_options(_table(content, "options", problems), problems),
        theme=_word(interface, "theme", problems),
        last_profile=_word(interface, "last_profile", problems),
        problems=tuple(problems),
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

    # A link into a folder of dot files is followed, not replaced.
    path = settings_file().resolve()
    made(path.parent)
    try:
        document = tomlkit.parse(_text())
        if not document.body:
            document.add(tomlkit.comment(_HEADER.strip()))
        change(document)
    except (TOMLKitError, RecursionError) as error:
        raise _broken(error) from error
    write_atomic(path, tomlkit.dumps(document).encode())


def _section(parent: "TOMLDocument | Table", name: str) -> "Table":
    """The table of that name, made where it is missing.

    Raises:
        UsageError: Something else has that name.
    """
    import tomlkit
    from tomlkit.items import Table

    if name not in parent:
        parent[name] = tomlkit.table()
    found = parent[name]
    if not isinstance(found, Table):
        raise UsageError(f"{_where()}: [{clean(name)}] is no table.", _REMEDY)
    return found


def _text() -> str:
    """The file's text; empty where there is none.

    Raises:
        UsageError: It cannot be read.
    """
    path = settings_file()
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
        if len(data) > SIZE_LIMIT:
            raise UsageError(f"{_where()}: larger than {SIZE_LIMIT // 1024} KiB.", _REMEDY)
        return data.decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise UsageError(f"{_where()}: not UTF-8 text.", _REMEDY) from error
    except OSError as error:
        raise refused("read", path, error) from error


def _broken(error: Exception) -> UsageError:
    reason = "nested too deeply" if isinstance(error, RecursionError) else clean(str(error))
    return UsageError(f"{_where()}: {reason}.", _REMEDY)


def _where() -> str:
    return clean(str(settings_file()))


def _table(parent: dict[str, Any], name: str, problems: list[str], path: str = "") -> dict[str, Any]:
    found = parent.get(name, {})
    if isinstance(found, dict):
        return found
    problems.append(f"{_where()}: {clean(path + name)} must be a table.")
    return {}


def _word(table: dict[str, Any], name: str, problems: list[str]) -> str:
    found = table.get(name, "")
    if isinstance(found, str):
        return clean(found)
    problems.append(f"{_where()}: interface.{name} must be a text.")
    return ""


def _consents(table: dict[str, Any], problems: list[str]) -> dict[str, Consent]:
    found = {}
    for name in table:
        answer = _table(table, name, problems, "consent.")
        granted, when, text = answer.get("granted"), answer.get("when", ""), answer.get("text", "")
        if isinstance(granted, bool):
            moment = when.isoformat() if isinstance(when, datetime) else str(when)
            found[clean(name)] = Consent(granted, clean(moment), clean(str(text)))
        elif answer:
            problems.append(f"{_where()}: consent.{clean(name)}.granted must be true or false.")
    return found


def _options(table: dict[str, Any], problems: list[str]) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    for check_id in table:
        for name, value in _table(table, check_id, problems, "options.").items():
            mistake = _option_mistake(clean(f"{check_id}.{name}"), value)
            if mistake:
                problems.append(f"{_where()}: {mistake}")
            else:
                chosen = found.setdefault(clean(check_id), {})
                chosen[clean(name)] = clean(value) if isinstance(value, str) else value
    return found


def _option_mistake(key: str, value: object) -> str:
    """What is wrong with an option's value, in one sentence, or ""."""
    if isinstance(value, dict):
        return f'options.{key} is a table; write the id of a check in quotes: [options."{key}"].'
    if isinstance(value, bool | str | int) or (isinstance(value, float) and math.isfinite(value)):
        return ""
    return f"options.{key} must be a number, a text, true or false."
