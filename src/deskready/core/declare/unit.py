"""Units of measured values: exact conversion and display."""

import re
from enum import StrEnum
from fractions import Fraction

from deskready.core.clean import clean
from deskready.core.errors import DeskreadyError

Value = int | float | str | bool
"""What a metric can hold: a number, a text or a yes/no."""


class Unit(StrEnum):
    """The unit in which a metric is measured, judged and stored."""

    NONE = ""
    BYTE = "B"
    MBIT_S = "Mbit/s"
    MILLISECOND = "ms"
    SECOND = "s"
    HERTZ = "Hz"
    MEGAHERTZ = "MHz"
    PERCENT = "%"
    DB = "dB"
    DBA = "dBA"
    DBFS = "dBFS"
    DBM = "dBm"


_SCALES: dict[Unit, dict[str, Fraction]] = {
    Unit.BYTE: {
        "B": Fraction(1),
        **{name: Fraction(1000**n) for n, name in enumerate(("kB", "MB", "GB", "TB"), 1)},
        **{name: Fraction(1024**n) for n, name in enumerate(("KiB", "MiB", "GiB", "TiB"), 1)},
    },
    Unit.MBIT_S: {
        **{name: Fraction(1000) ** n for n, name in ((-2, "bit/s"), (-1, "kbit/s"), (0, "Mbit/s"), (1, "Gbit/s"))},
        **{name: Fraction(1000) ** n for n, name in ((-2, "bps"), (-1, "kbps"), (0, "Mbps"), (1, "Gbps"))},
    },
    Unit.MILLISECOND: {"us": Fraction(1, 1000), "ms": Fraction(1), "s": Fraction(1000)},
    Unit.SECOND: {"ms": Fraction(1, 1000), "s": Fraction(1), "min": Fraction(60), "h": Fraction(3600)},
    Unit.HERTZ: {"Hz": Fraction(1), "kHz": Fraction(1000)},
    Unit.MEGAHERTZ: {"Hz": Fraction(1, 10**6), "kHz": Fraction(1, 1000), "MHz": Fraction(1), "GHz": Fraction(1000)},
    Unit.DBA: {"dBA": Fraction(1), "dB(A)": Fraction(1)},
}
_QUANTITY = re.compile(r"\s*([+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?)\s*([A-Za-z%()/]+)\s*")


def parse_quantity(text: str, unit: Unit) -> int | float:
    """The number in `unit` that a text with a unit, such as "8 GB", stands for; exact before the last rounding.

    Raises:
        DeskreadyError: The text is not a number with a unit that converts to `unit`.
    """
    match = _QUANTITY.fullmatch(text)
    scales = _SCALES.get(unit, {unit.value: Fraction(1)} if unit else {})
    if match is None or match[2] not in scales:
        known = ", ".join(scales) or "none: write a bare number"
        raise DeskreadyError(f"{clean(text, 60)!r} is not a number with a unit.", f"Units that fit here: {known}.")
    exact = Fraction(match[1]) * scales[match[2]]
    return exact.numerator if exact.denominator == 1 else float(exact)


def show_value(value: Value, unit: Unit | str) -> str:
    """A value as a person reads it, with its unit: "94.1 Mbit/s", "7.7 GiB", "yes"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if unit == Unit.BYTE:
        return _show_bytes(value)
    number = _show_number(value)
    return f"{number} {unit}" if unit else number


def _show_number(value: float) -> str:
    """At most one decimal from 10 up, two below, none for whole numbers."""
    if value == int(value):
        return str(int(value))
    digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 2
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _show_bytes(value: float) -> str:
    """A size in the largest prefix that shows it exactly, else in binary prefixes with one decimal."""
    for base, names in ((1000, ("kB", "MB", "GB", "TB")), (1024, ("KiB", "MiB", "GiB", "TiB"))):
        for power in range(len(names), 0, -1):
            whole, rest = divmod(value, base**power)
            if rest == 0 and 0 < whole < base:
                return f"{int(whole)} {names[power - 1]}"
    for power, name in ((4, "TiB"), (3, "GiB"), (2, "MiB"), (1, "KiB")):
        if abs(value) >= 1024**power:
            return f"{value / 1024**power:.1f} {name}"
    return f"{_show_number(value)} B"
