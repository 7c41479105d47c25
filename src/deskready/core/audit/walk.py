"""Walking through a record: every text and every number inside nested structs, whatever their fields."""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, TypeVar, cast

from msgspec import Struct, structs

T = TypeVar("T")
K = TypeVar("K", bound=Struct)
_GO_IN = object()
"""Said of a value that stays, with what is inside it still to be seen."""


def map_texts(value: T, change: Callable[[str, str], str], field: str = "") -> T:
    """A copy of a struct, tuple, dict or text in which every text is changed; numbers and enumerations stay.

    Args:
        value: What to copy. Texts among a dict's keys are changed like its values.
        change: Takes a text and the name of the nearest field that holds it, and gives the new text.
        field: The name of the field that holds `value`.
    """

    def visit(found: Any, field: str) -> Any:
        if isinstance(found, Enum):
            return found
        return change(found, field) if isinstance(found, str) else _GO_IN

    return cast("T", _map(value, visit, field))


def map_kind(value: T, kind: type[K], change: Callable[[K], K]) -> T:
    """A copy in which every struct of a kind is changed; what is inside such a struct is left to `change`."""
    return cast("T", _map(value, lambda found, _field: change(found) if isinstance(found, kind) else _GO_IN, ""))


def _map(value: Any, visit: Callable[[Any, str], Any], field: str) -> Any:
    """What `visit` makes of a value or, where that is `_GO_IN`, a copy with what it makes of everything inside."""
    if (found := visit(value, field)) is not _GO_IN:
        return found
    if isinstance(value, Struct):
        changed = {name: _map(getattr(value, name), visit, name) for name in value.__struct_fields__}
        return structs.replace(value, **changed)
    if isinstance(value, tuple):
        return value if _only_numbers(value) else tuple(_map(item, visit, field) for item in value)
    if isinstance(value, dict):
        return {_map(key, visit, field): _map(item, visit, field) for key, item in value.items()}
    return value


def find_number(value: object, wanted: Callable[[int | float], bool], path: str = "$") -> str | None:
    """The path, such as `$.checks[0].seconds`, of the first number inside a record that is `wanted`."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return path if wanted(value) else None
    if isinstance(value, tuple) and _only_numbers(value) and not any(map(wanted, value)):
        return None
    found = (find_number(item, wanted, path + step) for step, item in _items(value))
    return next((place for place in found if place is not None), None)


def _items(value: object) -> Iterator[tuple[str, object]]:
    """What a struct, tuple or dict holds, each with the step that leads to it."""
    if isinstance(value, Struct):
        yield from ((f".{name}", getattr(value, name)) for name in value.__struct_fields__)
    elif isinstance(value, tuple):
        yield from ((f"[{index}]", item) for index, item in enumerate(value))
    elif isinstance(value, dict):
        yield from ((f"[{key!r}]", item) for key, item in value.items())


def _only_numbers(items: tuple[object, ...]) -> bool:
    """Whether a tuple, such as a series' points, holds nothing to change."""
    return all(type(item) is float for item in items)
