"""How a process ended, in words."""

import signal


def how_it_died(code: int | None) -> str:
    """The end of a process in words."""
    if code is None:
        return "Its process could not be ended."
    if code >= 0:
        return f"Its process ended with exit code {code}."
    try:
        return f"Its process was ended by {signal.Signals(-code).name}."
    except ValueError:
        return f"Its process was ended by signal {-code}."
