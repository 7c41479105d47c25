"""What a check declares whose measurements become options of other checks."""

from msgspec import Struct

from deskready.core.clean import clean
from deskready.core.words.foreign import from_check
from deskready.core.words.text import Words


class Teaching(Struct, frozen=True):
    """What the person is told of options that other checks learn from this one's metrics, and how it runs unasked."""

    holds: Words
    """For how long they hold, in a sentence."""
    loose: Words = ""
    """The same where a text among them is empty: part of what they hold for could not be told."""
    name: Words = ""
    """What a person calls it, such as "Calibrate the microphone"; else the check's title is shown."""
    how: Words = ""
    """What a person makes ready for it, in whole sentences."""
    none: Words = ""
    """What to say where nothing is stored, in a sentence."""
    unasked: dict[str, str] = {}
    """The options that leave nothing to ask a person, each with an example of its value: the first is given by
    whoever starts it, the others are then taken from here unless they are given, too."""


def cleaned_teaching(teaching: Teaching) -> Teaching:
    """It with every text made harmless."""
    return Teaching(
        holds=from_check(teaching.holds),
        loose=from_check(teaching.loose),
        name=from_check(teaching.name, 60),
        how=from_check(teaching.how, 400),
        none=from_check(teaching.none),
        unasked={clean(name, 60): clean(value, 60) for name, value in teaching.unasked.items()},
    )
