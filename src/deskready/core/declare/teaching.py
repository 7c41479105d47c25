"""What a check declares whose measurements become options of other checks."""

from msgspec import Struct


class Teaching(Struct, frozen=True):
    """What the person is told of options that other checks learn from this one's metrics."""

    holds: str
    """For how long they hold, in a sentence."""
    loose: str = ""
    """The same where a text among them is empty: part of what they hold for could not be told."""
