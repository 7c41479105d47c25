"""The arguments of `deskready audit`, as they were given."""

from pathlib import Path
from typing import NamedTuple


class Request(NamedTuple):
    """What to run, judge by, print and save."""

    names: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    profile: str | None = None
    save: tuple[Path, ...] = ()
    format: str = "text"
    answers: Path | None = None
    options: tuple[str, ...] = ()
    into: Path | None = None
    force: bool = False
    include_identity: bool = False
    accept: tuple[str, ...] = ()
