"""A number with a unit, as a person writes it in a file or on the command line."""

import re
from fractions import Fraction

from deskready.core.declare.unit import Unit
from deskready.core.errors import DeskreadyError
from deskready.core.reading.mistake import quote
from deskready.core.words.message import message, row, text
from deskready.core.words.text import Name, typed

_QUANTITY = re.compile(r"\s*([+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?)\s*([A-Za-z%()/]+)\s*")
_NO_QUANTITY = message("quantity.none", "{text} is not a number with a unit.")
_UNITS = message("quantity.units", "Units that fit here: {units}.")
_BARE = text("quantity.bare", "Units that fit here: none: write a bare number.")


def parse_quantity(found: str, unit: Unit) -> int | float:
    """The number in `unit` that a text with a unit, such as "8 GB", stands for; exact before the last rounding.

    Raises:
        DeskreadyError: The text is not a number with a unit that converts to `unit`.
    """
    match = _QUANTITY.fullmatch(found)
    if match is None or match[2] not in unit.scale:
        units = _UNITS(units=row(*(typed(symbol) for symbol in unit.scale))) if unit.scale else _BARE
        raise DeskreadyError(_NO_QUANTITY(text=Name(quote(found))), units)
    exact = Fraction(match[1]) * unit.scale[match[2]]
    return exact.numerator if exact.denominator == 1 else float(exact)
