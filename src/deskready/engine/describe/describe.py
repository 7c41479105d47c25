"""A child process that imports checks and prints their declarations, so that the program never runs their code.

Started as `python -P -m deskready.engine.describe.describe`. Each line of its input is an origin; before it imports one
it says so, so that the program knows whom to blame when the process dies.
"""

from deskready.engine.run.stdio import LineReader, take_over, write_all

if __name__ == "__main__":
    _commands, _reports = take_over()

import os
import sys
from pathlib import Path
from typing import NoReturn

import msgspec
from msgspec import Struct, structs

from deskready.core.clean import clean
from deskready.core.declare.check import Check
from deskready.core.declare.check_info import CheckInfo, Origin, Problem, describe
from deskready.core.errors import CheckError
from deskready.core.words.message import message
from deskready.core.words.text import Name
from deskready.engine.describe.loading import checks_in, load, load_file
from deskready.engine.guard.bonds import bear_brand, die_with_parent
from deskready.engine.tag import TAG_VARIABLE

_NOT_IMPORTED = message("problem.not-imported", "It cannot be imported: {error}")


class Loading(Struct, frozen=True, tag="loading"):
    """The next thing this process does is to import that."""

    origin: Origin


class Described(Struct, frozen=True, tag="described"):
    """A check's declaration."""

    info: CheckInfo


class Broken(Struct, frozen=True, tag="broken"):
    """A check that cannot be used."""

    problem: Problem


class Done(Struct, frozen=True, tag="done"):
    """All that there is to say of that origin has been said."""

    origin: Origin


Line = Loading | Described | Broken | Done
"""What this process prints."""


def main(commands: int, reports: int) -> NoReturn:
    """Describes each origin of the input, then ends."""
    encoder = msgspec.json.Encoder()
    die_with_parent(os.getppid())
    bear_brand(os.environ.get(TAG_VARIABLE, ""))
    reader = LineReader(commands)
    while line := reader.read():
        origin = msgspec.json.decode(line, type=Origin)
        write_all(reports, encoder.encode(Loading(origin)) + b"\n")
        for answer in (*_describe(origin), Done(origin)):
            write_all(reports, encoder.encode(answer) + b"\n")
    sys.stdout.flush()
    os._exit(0)


def _describe(origin: Origin) -> list[Line]:
    """What there is to say of one origin. The boundary of the child process: whatever an import raises ends here."""
    try:
        if origin.target.endswith(".py"):
            return _describe_file(origin)
        return [_describe_registered(origin)]
    except CheckError as error:
        return [Broken(Problem(origin, str(error)))]
    except BaseException as error:  # noqa: BLE001 - the child-process boundary
        return [Broken(Problem(origin, _NOT_IMPORTED(error=Name(_in_words(error)))))]


def _in_words(error: BaseException) -> str:
    """An error's type and text; one that cannot even be put into words has only its type."""
    try:
        text = clean(str(error))
    except Exception:  # noqa: BLE001 - the child-process boundary
        text = ""
    return clean(f"{type(error).__name__}: {text}" if text else f"{type(error).__name__}.")


def _describe_registered(origin: Origin) -> Described:
    """The one check of an entry point."""
    info = describe(load(origin.target), origin)
    if info.id != origin.name:
        raise CheckError(f"It is registered as {origin.name!r} and calls itself {info.id!r}.")
    return Described(info)


def _describe_file(origin: Origin) -> list[Line]:
    """Every check that a single file defines."""
    checks = checks_in(load_file(Path(origin.target)))
    if not checks:
        raise CheckError("It defines no class derived from deskready.plugin.Check.")
    return [_described(check, structs.replace(origin, target=f"{origin.target}:{check.__name__}")) for check in checks]


def _described(check: type[Check], origin: Origin) -> Described | Broken:
    try:
        return Described(describe(check, origin))
    except CheckError as error:
        return Broken(Problem(origin, str(error)))


if __name__ == "__main__":
    main(_commands, _reports)
