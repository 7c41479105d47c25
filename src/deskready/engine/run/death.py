"""How a process ended, in words."""

import signal


def how_it_died(code: int | None) -> str:
    """The end of a process in a line for the log."""
    if code is None:
        return "Its process could not be ended."  # no words: for the log
    if code >= 0:
        return f"Its process ended with exit code {code}."  # no words: for the log
    try:
        return f"Its process was ended by {signal.Signals(-code).name}."  # no words: for the log
    except ValueError:
        return f"Its process was ended by signal {-code}."  # no words: for the log
