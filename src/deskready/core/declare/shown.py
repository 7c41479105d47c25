"""How numbers read: with as many digits as a person takes in, in the unit that says most."""

_LONG = 120
"""Seconds from which minutes say more."""
_STEPS = (("day", "h", 3600, 24), ("h", "min", 60, 60), ("min", "s", 1, 60))
"""A unit of time, the next smaller one, how many seconds that has, and how many of it are in the larger."""


def show_number(value: float) -> str:
    """At most one decimal from 10 up, two below, none for whole numbers."""
    if value == int(value):
        return str(int(value))
    digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 2
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_bytes(value: float) -> str:
    """A size in the largest prefix that shows it exactly, else in binary prefixes with one decimal."""
    for base, names in ((1000, ("kB", "MB", "GB", "TB")), (1024, ("KiB", "MiB", "GiB", "TiB"))):
        for power in range(len(names), 0, -1):
            whole, rest = divmod(value, base**power)
            if rest == 0 and 0 < whole < base:
                return f"{int(whole)} {names[power - 1]}"
    for power, name in ((4, "TiB"), (3, "GiB"), (2, "MiB"), (1, "KiB")):
        if abs(value) >= 1024**power:
            return f"{value / 1024**power:.1f} {name}"
    return f"{show_number(value)} B"


def show_duration(seconds: float) -> str:
    """Seconds; from two minutes on the two largest of days, hours, minutes and seconds: "3 h 19 min", "4 days 2 h"."""
    text = f"{show_number(abs(seconds))} s"
    for large, small, size, count in _STEPS if abs(seconds) >= _LONG else ():
        whole, rest = divmod(round(abs(seconds) / size), count)
        if whole:
            text = f"{show_days(whole) if large == 'day' else f'{whole} {large}'}{f' {rest} {small}' if rest else ''}"
            break
    return f"-{text}" if seconds < 0 else text


def show_days(days: float) -> str:
    """Days: "1 day", "2.5 days"."""
    return f"{show_number(days)} {'day' if days == 1 else 'days'}"


def show_words_a_minute(words: float) -> str:
    """A pace of speech or writing: "142 words a minute"."""
    return f"{show_number(words)} words a minute"
