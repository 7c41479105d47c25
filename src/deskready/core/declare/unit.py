"""Units of measured values: each is one entry that says its symbol, its exact conversions and how a value reads."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Self, TypeVar

from deskready.core.clean import clean
from deskready.core.declare.shown import (
    Shown,
    show_bytes,
    show_days,
    show_duration,
    show_number,
    show_words_a_minute,
    spoken,
)
from deskready.core.words.declared import DECLARED

Value = int | float | str | bool
"""What a metric can hold: a number, a text or a yes/no."""
Scale = Mapping[str, int | Fraction]
"""What else may be written for a unit, and how many of the unit it stands for."""
_SIZES: Scale = {
    "B": 1,
    **{name: 1000**n for n, name in enumerate(("kB", "MB", "GB", "TB"), 1)},
    **{name: 1024**n for n, name in enumerate(("KiB", "MiB", "GiB", "TiB"), 1)},
}
_RATES: Scale = {
    f"{prefix}{bit}": Fraction(1000) ** n
    for bit in ("bit/s", "bps")
    for n, prefix in ((-2, ""), (-1, "k"), (0, "M"), (1, "G"))
}
_TIMES: Scale = {
    "ms": Fraction(1, 1000),
    **dict.fromkeys(("s", "second", "seconds"), 1),
    **dict.fromkeys(("min", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hour", "hours"), 3600),
    **dict.fromkeys(("d", "day", "days"), 86_400),
    **dict.fromkeys(("week", "weeks"), 604_800),
}
_NOTHING: Scale = {}
_U = TypeVar("_U", bound="Unit")
_LONGEST = 16
"""Characters that a foreign unit's symbol may have."""


def _made(cls: type[_U], symbol: str, scale: Scale | None = None, show: Callable[[float], Shown] | None = None) -> _U:
    """A unit; on its own, for an enumeration's `__new__` makes no new one once its entries stand."""
    unit = str.__new__(cls, symbol)
    unit._value_ = symbol
    unit.scale = {symbol: 1} if scale is None else scale
    unit.show = show or (lambda number: (f"{show_number(number)} {symbol}".rstrip(),))
    return unit


class Unit(StrEnum):
    """The unit in which a metric is measured, judged and stored.

    An entry is the symbol that records hold; then, where there is more than the symbol to write, what may be written;
    then, where a value is more than a number and the symbol, how it reads. A text that fits several is taken for the
    first.
    """

    _value_: str
    scale: Scale
    """What may be written for it."""
    show: Callable[[float], Shown]
    """How a number of it reads."""

    NONE = "", _NOTHING
    BYTE = "B", _SIZES, show_bytes
    MBIT_S = "Mbit/s", _RATES
    MILLISECOND = "ms", {"us": Fraction(1, 1000), "ms": 1, "s": 1000}
    DAY = "d", {"d": 1, "day": 1, "days": 1, "week": 7, "weeks": 7}, show_days
    SECOND = "s", _TIMES, show_duration
    HERTZ = "Hz", {"Hz": 1, "kHz": 1000}
    MEGAHERTZ = "MHz", {"Hz": Fraction(1, 10**6), "kHz": Fraction(1, 1000), "MHz": 1, "GHz": 1000}
    PERCENT = "%"
    DB = "dB"
    DBA = "dBA", {"dBA": 1, "dB(A)": 1}
    DBFS = "dBFS"
    DBM = "dBm"
    LUX = "lx", {"lx": 1, "lux": 1}
    FRAMES_S = "fps"
    PIXEL = "px", {"px": 1, "MP": 10**6}
    WORDS_MIN = "wpm", {"wpm": 1}, show_words_a_minute

    def __new__(cls, symbol: str, scale: Scale | None = None, show: Callable[[float], Shown] | None = None) -> Self:
        """The unit of an entry."""
        return _made(cls, symbol, scale, show)

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """A unit that this program does not know, out of a record of another: its symbol is shown as it is."""
        if not isinstance(value, str) or clean(value, _LONGEST) != value:
            return None
        unit = _made(cls, value)
        unit._name_ = value
        return unit


def shown(value: float, unit: Unit | str) -> Shown:
    """How a number with its unit reads; a symbol that is none of ours, out of a foreign record, is shown as it is."""
    try:
        return Unit(unit).show(value)
    except ValueError:
        return (f"{show_number(value)} {unit}",)


def show_value(value: Value, unit: Unit | str) -> str:
    """A value in English, with its unit: "94.1 Mbit/s", "7.7 GiB", "yes". For people a `Quantity` in a text says it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return spoken(shown(value, unit), lambda message_id, count: DECLARED[message_id][count != 1])
