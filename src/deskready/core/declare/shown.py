"""How numbers read: with as many digits as a person takes in, in the unit that says most."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from deskready.core.words.declared import declare

_DAYS = declare("unit.days", "{count} day", "{count} days")
_WORDS_A_MINUTE = declare("unit.words-a-minute", "{count} word a minute", "{count} words a minute")
_LONG = 120
"""Seconds from which minutes say more."""
_HUGE = 10**18
"""From here on a number's digits say less than how many they are."""
_STEPS = (("day", "h", 3600, 24), ("h", "min", 60, 60), ("min", "s", 1, 60))
"""A unit of time, the next smaller one, how many seconds that has, and how many of it are in the larger."""


@dataclass(frozen=True)
class Spelled:
    """A number beside a word of which each language has its own, and no symbol."""

    message_id: str
    """The message that says it: one of those above."""
    number: float
    """The number."""

    @property
    def count(self) -> int:
        """What chooses between one and many: the number as it is shown; a fraction counts as more than one."""
        number = float(show_number(self.number))
        return int(number) if number == int(number) else max(2, math.ceil(abs(number)))


Shown = tuple[str | Spelled, ...]
"""How a value reads: its parts, between which a space stands."""


def spoken(shown: Shown, form: Callable[[str, int], str]) -> str:
    """A value in one language.

    Args:
        shown: Its parts.
        form: The words of a message, by its id and the count.
    """
    return " ".join(
        part
        if isinstance(part, str)
        else form(part.message_id, part.count).replace("{count}", show_number(part.number))
        for part in shown
    )


def alone(shown: Shown, value: float, unit: str) -> str | None:
    """The number of a value that reads as one number and its own unit, or None for one that reads otherwise.

    Args:
        shown: How it reads.
        value: It, in `unit`.
        unit: The unit's symbol.
    """
    if len(shown) > 1:
        return None
    part = shown[0]
    if isinstance(part, Spelled):
        return show_number(value) if part.number == value else None  # 7 days may be of so many seconds
    number = part.removesuffix(f" {unit}")
    return None if " " in number or (unit and number == part) else number


def show_number(value: float) -> str:
    """At most one decimal from 10 up, two below, none for whole numbers; a huge one by its power of ten."""
    if abs(value) >= _HUGE:
        return f"{value:.4g}"
    if value == int(value):
        return str(int(value))
    digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 2
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_bytes(value: float) -> Shown:
    """A size in the largest prefix that shows it exactly, else in binary prefixes with one decimal."""
    for base, names in ((1000, ("kB", "MB", "GB", "TB")), (1024, ("KiB", "MiB", "GiB", "TiB"))):
        for power in range(len(names), 0, -1):
            whole, rest = divmod(value, base**power)
            if rest == 0 and 0 < whole < base:
                return (f"{int(whole)} {names[power - 1]}",)
    for power, name in ((4, "TiB"), (3, "GiB"), (2, "MiB"), (1, "KiB")):
        if abs(value) >= 1024**power:
            number = value / 1024**power
            return (f"{number:.1f} {name}" if abs(number) < _HUGE else f"{show_number(number)} {name}",)
    return (f"{show_number(value)} B",)


def show_duration(seconds: float) -> Shown:
    """Seconds; from two minutes on the two largest of days, hours, minutes and seconds: "3 h 19 min", "4 days 2 h"."""
    for large, small, size, count in _STEPS if abs(seconds) >= _LONG else ():
        whole, rest = divmod(round(abs(seconds) / size), count)
        if whole:
            signed = math.copysign(whole, seconds)
            first = Spelled(_DAYS, signed) if large == "day" else f"{show_number(signed)} {large}"
            return (first, f"{rest} {small}") if rest else (first,)
    return (f"{show_number(seconds)} s",)


def show_days(days: float) -> Shown:
    """Days: "1 day", "2.5 days"."""
    return (Spelled(_DAYS, days),)


def show_words_a_minute(words: float) -> Shown:
    """A pace of speech or writing: "142 words a minute"."""
    return (Spelled(_WORDS_A_MINUTE, words),)
