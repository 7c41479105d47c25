"""What a check declares whose measurements become options of other checks."""

from msgspec import Struct

from deskready.core.words.text import Words


class Teaching(Struct, frozen=True):
    """What the person is told of options that other checks learn from this one's metrics."""

    holds: Words
    """For how long they hold, in a sentence."""
    loose: Words = ""
    """The same where a text among them is empty: part of what they hold for could not be told."""
