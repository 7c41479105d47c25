"""The catalogue of profiles: the shipped ones, those in the person's own folder, and any file by its path."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from deskready.core.clean import clean
from deskready.core.declare.metric import Metric
from deskready.core.errors import UsageError
from deskready.core.profile.file import ProfileError, Reading, read_profile
from deskready.core.profile.profile import Profile
from deskready.core.reading.mistake import Mistake
from deskready.core.reading.nearest import did_you_mean
from deskready.core.reading.toml import SIZE_LIMIT
from deskready.core.words.message import message, text
from deskready.core.words.text import Name, file_name, typed
from deskready.store.home import NoHomeError
from deskready.store.own_files import own_files
from deskready.store.paths import profiles_dir
from deskready.store.regular_file import read_file

DEFAULT_PROFILE = "typical-voice-agent"
"""The profile of every command that names none."""
SHIPPED = Path(__file__).parent.parent / "profiles"
"""The folder of the profiles that come with the program; each file is named by its profile's id."""

_TAKEN = message("profiles.taken", "Another profile is called {id}: {file}.")
_GIVE_THIS = text("profiles.give-this", "Give this one another id.")
_SAME_ID = message("profiles.same-id", "Another profile has the same id, {id}: {file}.")
_GIVE_ONE = text("profiles.give-one", "Give one of them another id.")
_NAME_ONE = message("profiles.name-one", "Name a profile's file, or one of {command}.")(
    command=typed("`deskready profiles`")
)
_UNKNOWN = message("profiles.unknown", "No profile is called {name}.")
_LISTED = message("profiles.listed", "{command} lists the profiles there are.")(command=typed("`deskready profiles`"))


class UnknownProfileError(UsageError):
    """There is no profile of that name."""


class Entry(Struct, frozen=True):
    """One profile of the catalogue."""

    id: str
    """What the person calls it; for a file that cannot be used, the file's name."""
    title: str
    """Name for people; for a file that cannot be used, the file's name."""
    publisher: str
    """Who answers for it."""
    shipped: bool
    """Whether it came with the program."""
    path: Path
    """Its file."""
    profile: Profile | None
    """The profile, or None where it cannot be used."""
    mistakes: tuple[Mistake, ...] = ()
    """Why it cannot be used."""
    warnings: tuple[Mistake, ...] = ()
    """What in it is probably not meant."""


def list_profiles(metrics: Mapping[str, Metric], folder: Path | None = None) -> list[Entry]:
    """Every profile, shipped ones first; those that cannot be used are there with their mistakes.

    Args:
        metrics: The metrics that installed checks declare, by id.
        folder: Where to look instead of the person's own folder.
    """
    entries: list[Entry] = []
    own, trouble = _own(folder)
    for path, shipped in _files(own):
        entry = _entry(path, shipped, metrics)
        rival = next((other for other in entries if other.profile and other.id == entry.id), None)
        if rival is not None and entry.profile is not None:
            reason = _TAKEN(id=Name(entry.id), file=file_name(rival.path))
            mistake = Mistake(clean(str(path)), "id", None, reason, _GIVE_THIS)
            entry = Entry(entry.id, entry.title, entry.publisher, shipped, path, None, (mistake,))
        entries.append(entry)
    return [*entries, _unreadable(trouble)] if trouble else entries


def find_profile(name_or_path: str, metrics: Mapping[str, Metric], folder: Path | None = None) -> Profile:
    """The profile of that id, else the one in that file.

    Args:
        name_or_path: An id from the catalogue, or a file's path.
        metrics: The metrics that installed checks declare, by id.
        folder: Where to look instead of the person's own folder.

    Raises:
        ProfileError: The file cannot be used, or two profiles have this id; it carries every mistake.
        UnknownProfileError: There is no such profile, and the error names the nearest.
        UsageError: The file cannot be read.
    """
    own, trouble = _own(folder)
    entries = [
        _entry(path, shipped, metrics) for path, shipped in _files(own) if not shipped or path.stem == name_or_path
    ]
    fitting = [entry for entry in entries if entry.id == name_or_path]
    if len(fitting) > 1:
        raise _ambiguous(fitting)
    if fitting:
        return _usable(fitting[0])
    path = Path(name_or_path)
    if name_or_path and (path.suffix == ".toml" or os.sep in name_or_path or _exists(path)):
        return load_profile(path, metrics)
    if trouble is not None:  # it may be there
        raise trouble
    raise _unknown(name_or_path, [*(path.stem for path in _shipped()), *(entry.id for entry in entries)])


def load_profile(path: Path, metrics: Mapping[str, Metric]) -> Profile:
    """The profile in a file.

    Raises:
        ProfileError: The file cannot be used; it carries every mistake.
        UsageError: The file cannot be read.
    """
    return check_profile(path, metrics).usable()


def check_profile(path: Path, metrics: Mapping[str, Metric]) -> Reading:
    """Everything that is right, wrong and doubtful about a profile's file.

    Raises:
        UsageError: The file cannot be read.
    """
    content = read_file(path, SIZE_LIMIT, _NAME_ONE)
    return read_profile(content, str(path), metrics)


def _exists(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - never an error


def _shipped() -> list[Path]:
    return sorted(SHIPPED.glob("*.toml"))


def _own(folder: Path | None) -> tuple[list[Path], UsageError | None]:
    """The files of the person's own folder, and why there may be more that cannot be seen."""
    try:
        return own_files(folder or profiles_dir(), "*.toml"), None
    except NoHomeError:
        return [], None
    except UsageError as error:
        return [], error


def _files(own: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Every profile's file, and whether it came with the program."""
    yield from ((path, True) for path in _shipped())
    yield from ((path, False) for path in own)


def _unreadable(trouble: UsageError) -> Entry:
    """The person's own folder, where it cannot be looked into."""
    name = "profiles"
    mistake = Mistake(name, "", None, trouble.message, trouble.remedy)
    return Entry(name, name, "", False, Path(name), None, (mistake,))


def _entry(path: Path, shipped: bool, metrics: Mapping[str, Metric]) -> Entry:
    try:
        reading = check_profile(path, metrics)
    except UsageError as error:
        reading = Reading(None, (Mistake(clean(str(path)), "", None, error.message, error.remedy),))
    profile, name = reading.profile, clean(path.stem)
    if profile is None:
        return Entry(name, name, "", shipped, path, None, reading.mistakes, reading.warnings)
    return Entry(profile.id, profile.title, profile.publisher, shipped, path, profile, (), reading.warnings)


def _usable(entry: Entry) -> Profile:
    if entry.profile is None:
        raise ProfileError(entry.mistakes)
    return entry.profile


def _ambiguous(entries: list[Entry]) -> ProfileError:
    first, second = entries[:2]
    reason = _SAME_ID(id=Name(first.id), file=file_name(first.path))
    return ProfileError([Mistake(clean(str(second.path)), "id", None, reason, _GIVE_ONE)])


def _unknown(name: str, known: list[str]) -> UnknownProfileError:
    return UnknownProfileError(_UNKNOWN(name=Name(repr(clean(name, 80)))), did_you_mean(name, known, _LISTED))
