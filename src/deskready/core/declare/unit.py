"""Units of measured values: each is one entry that says its symbol, its exact conversions and how a value reads."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Self

from deskready.core.clean import clean
from deskready.core.declare.shown import show_bytes, show_days, show_duration, show_number, show_words_a_minute
from deskready.core.errors import DeskreadyError

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
_NOTHING: Scale = {}
_QUANTITY = re.compile(r"\s*([+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?)\s*([A-Za-z%()/]+)\s*")


class Unit(StrEnum):
    """The unit in which a metric is measured, judged and stored.

    An entry is the symbol that records hold; then, where there is more than the symbol to write, what may be written;
    then, where a value is more than a number and the symbol, how it reads. A text that fits several is taken for the
    first.
    """

    _value_: str
    scale: Scale
    """What may be written for it."""
    show: Callable[[float], str]
    """How a number of it reads."""

    NONE = "", _NOTHING, show_number
    BYTE = "B", _SIZES, show_bytes
    MBIT_S = "Mbit/s", _RATES
    MILLISECOND = "ms", {"us": Fraction(1, 1000), "ms": 1, "s": 1000}
    DAY = "d", {"d": 1, "day": 1, "days": 1, "week": 7, "weeks": 7}, show_days
    SECOND = "s", {"ms": Fraction(1, 1000), "s": 1, "min": 60, "h": 3600, "day": 86400, "days": 86400}, show_duration
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

    def __new__(cls, symbol: str, scale: Scale | None = None, show: Callable[[float], str] | None = None) -> Self:
        """The unit of an entry."""
        unit = str.__new__(cls, symbol)
        unit._value_ = symbol
        unit.scale = {symbol: 1} if scale is None else scale
        unit.show = show or (lambda number: f"{show_number(number)} {symbol}")
        return unit


def parse_quantity(text: str, unit: Unit) -> int | float:
    """The number in `unit` that a text with a unit, such as "8 GB", stands for; exact before the last rounding.

    Raises:
        DeskreadyError: The text is not a number with a unit that converts to `unit`.
    """
    match = _QUANTITY.fullmatch(text)
    if match is None or match[2] not in unit.scale:
        known = ", ".join(unit.scale) or "none: write a bare number"
        raise DeskreadyError(f"{clean(text, 60)!r} is not a number with a unit.", f"Units that fit here: {known}.")
    exact = Fraction(match[1]) * unit.scale[match[2]]
    return exact.numerator if exact.denominator == 1 else float(exact)


def show_value(value: Value, unit: Unit | str) -> str:
    """A value as a person reads it, with its unit: "94.1 Mbit/s", "7.7 GiB", "yes".

    Args:
        value: The value.
        unit: Its unit; a symbol that is none of ours, out of a foreign record, is shown as it is.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    try:
        return Unit(unit).show(value)
    except ValueError:
        return f"{show_number(value)} {unit}"
