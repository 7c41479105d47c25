"""A process that imports checks and says what they declare, so that the program never runs their code.

Copied from the describer where the system can copy a process. Elsewhere it is started as
`python -P -m deskready.engine.describe.describe`, and its input is an order.
"""

from deskready.engine.run.stdio import LineReader, take_over, write_all

if __name__ == "__main__":
    _commands, _reports = take_over()

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from msgspec import structs

from deskready.core.clean import clean
from deskready.core.declare import contract
from deskready.core.declare.check import Check
from deskready.core.declare.check_info import Origin, Problem, describe
from deskready.core.declare.sheet import is_file
from deskready.core.errors import CheckError
from deskready.core.words.message import message
from deskready.core.words.text import Name, typed
from deskready.engine.describe.loading import checks_in, load, load_file
from deskready.engine.describe.orders import Broken, Described, Done, Line, Loading, decode_order, encode
from deskready.engine.guard.bonds import bear_brand, die_with_parent, forbid_core_dumps
from deskready.engine.tag import TAG_VARIABLE

_NOT_IMPORTED = message("problem.not-imported", "It cannot be imported: {error}")


def tell(reports: int, origins: Sequence[Origin]) -> NoReturn:
    """Describes each origin, in a line for each check, and ends the process.

    Before it imports one it says so, so that the program knows whom to blame when the process dies. A copy of this
    process that an import leaves behind says nothing and goes.
    """
    own = os.getpid()
    for origin in origins:
        write_all(reports, encode(Loading(origin)))
        said = _said(origin)
        if os.getpid() != own:
            break
        write_all(reports, said + encode(Done(origin)))
    os._exit(0)


def _said(origin: Origin) -> bytes:
    """What there is to say of one origin. The boundary of the child process: whatever an import raises ends here."""
    try:
        return b"".join(map(encode, _describe(origin)))
    except CheckError as error:
        return encode(Broken(Problem(origin, error.said)))
    except BaseException as error:  # noqa: BLE001 - the child-process boundary
        return encode(Broken(Problem(origin, _NOT_IMPORTED(error=Name(_in_words(error))))))


def _describe(origin: Origin) -> Sequence[Line]:
    """A line for each check of an origin."""
    return _describe_file(origin) if is_file(origin) else [_describe_registered(origin)]


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
        raise CheckError(contract.OTHER_ID(registered=typed(repr(origin.name)), id=typed(repr(info.id))))
    return Described(info)


def _describe_file(origin: Origin) -> list[Line]:
    """Every check that a single file defines."""
    checks = checks_in(load_file(Path(origin.target)))
    if not checks:
        raise CheckError(contract.NO_CHECK_IN_FILE)
    return [_described(check, structs.replace(origin, target=f"{origin.target}:{check.__name__}")) for check in checks]


def _described(check: type[Check], origin: Origin) -> Described | Broken:
    try:
        return Described(describe(check, origin))
    except CheckError as error:
        return Broken(Problem(origin, error.said))


if __name__ == "__main__":
    bear_brand(os.environ.get(TAG_VARIABLE, ""))
    die_with_parent(os.getppid())
    forbid_core_dumps()
    tell(_reports, decode_order(LineReader(_commands).read()).origins)
