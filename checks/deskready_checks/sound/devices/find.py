"""Finding one of many by the name, or a part of the name, that a person gave."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import TypeVar

Thing = TypeVar("Thing")


def find_named(things: Iterable[Thing], name: str, names: Callable[[Thing], tuple[str, ...]]) -> Thing | None:
    """The thing of exactly that name, else the first with a name that holds it, capitals or not; None if there is none.

    Args:
        things: What to choose from.
        name: What the person gave.
        names: Every name of a thing, the one that people see first.
    """
    known = [(thing, names(thing)) for thing in things]
    exact = (thing for thing, called in known if name in called)
    part = name.casefold()
    similar = (thing for thing, called in known if any(part in text.casefold() for text in called))
    return next(chain(exact, similar), None)
