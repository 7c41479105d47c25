"""How a check's run ended."""

from enum import StrEnum


class Outcome(StrEnum):
    """How one run of a check ended; `NOT_RUN` where there was none."""

    MEASURED = "measured"
    UNAVAILABLE = "unavailable"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"
    NOT_RUN = "not run"  # no words: as in the record


class Failure(StrEnum):
    """What went wrong in a run whose outcome is `FAILED`."""

    CRASH = "crash"
    """The check raised an error or its process died."""
    TIMEOUT = "timeout"
    """It passed its time limit."""
    MEMORY = "memory"
    """It passed its memory limit."""
    OUTPUT = "output"
    """It sent or printed more than it may."""
    PROTOCOL = "protocol"
    """It broke its contract: an undeclared metric, a wrong type, a number that is not finite."""
    LOAD = "load"
    """It could not be imported."""
