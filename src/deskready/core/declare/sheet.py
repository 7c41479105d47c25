"""A sheet: what a source declares, written by the process that imported it, and what of that is believed."""

from msgspec import Struct, structs

from deskready.core.declare import contract
from deskready.core.declare.check_info import CheckInfo, Origin, Problem, Source, cleansed
from deskready.core.declare.check_rules import verify
from deskready.core.errors import CheckError
from deskready.core.words.foreign import harmless
from deskready.core.words.text import Text, typed


class Sheet(Struct, frozen=True):
    """What a source declares."""

    infos: tuple[CheckInfo, ...] = ()
    """Its checks that can be used, unless another one claims the same."""
    problems: tuple[Problem, ...] = ()
    """Those that cannot be used."""


def believed(info: CheckInfo, source: Source) -> CheckInfo:
    """A declaration that another process handed over, with every text made harmless and the origin that is ours.

    Raises:
        CheckError: It breaks the contract, or claims to come from elsewhere.
    """
    return cleansed(verified(info, source))


def verified(info: CheckInfo, source: Source) -> CheckInfo:
    """A declaration whose texts are harmless already, with the origin that is ours.

    Raises:
        CheckError: As `believed`.
    """
    origin = own_origin(info.origin, source)
    verify(info, origin.target.rpartition(":")[2])
    if not is_file(origin) and info.id != origin.name:
        raise CheckError(contract.OTHER_ID(registered=typed(repr(origin.name)), id=typed(repr(info.id))))
    return structs.replace(info, origin=origin)


def believed_problem(problem: Problem, source: Source) -> Problem:
    """A problem that another process told, made harmless.

    Raises:
        CheckError: It claims to come from elsewhere.
    """
    reason = problem.reason if isinstance(problem.reason, Text) else Text(problem.reason)
    origin = own_origin(problem.origin, source)
    return Problem(origin, harmless(reason), "" if is_file(origin) else origin.name)


def own_origin(told: Origin, source: Source) -> Origin:
    """The origin of a source that is meant; only the name of a file's class is taken from what was told.

    Raises:
        CheckError: The source has no such origin.
    """
    for own in source.origins:
        if told.target == own.target and told.name == own.name:
            return own
        if is_file(own) and told.target.removeprefix(f"{own.target}:").isidentifier():
            return structs.replace(own, target=told.target)
    raise CheckError(contract.STRANGER)


def is_file(origin: Origin) -> bool:
    """Whether it is a single file, or a class of one."""
    return origin.target.endswith(".py") or ".py:" in origin.target
