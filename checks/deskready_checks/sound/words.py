"""What several of the sound checks say alike."""

from deskready.plugin import Name, Privacy, Quantity, Text, Unit, row, text

MICROPHONE = text("sound.microphone.label", "Microphone")
"""Names the microphone that was used."""
LEVEL_PLOT = text("sound.plot.level", "Level")
"""Stands above a plot of how loud it is."""
HOW_LONG = text("sound.option.seconds", "How long to listen, the first half second included.")
"""What the option `seconds` does."""
OPENING = text("sound.opening", "Opening the microphone")
"""The first thing that is done."""
PLAY = text("sound.play", "Play it")
"""Allows a sound to be played."""
LEFT_OUT = text("sound.left-out", "You chose to leave the sound out.")
"""Why nothing was played."""
LATER = text("sound.later", "Run the check again when it suits you.")
"""What to do about what was left out."""
NOT_ANSWERING = text("sound.not-answering", "The computer's sound system does not answer.")
"""Why nothing could be opened: the sound server hangs."""
FROM_NUMBERS = text("sound.from-numbers", "from the numbers of this check")
"""How a sentence was obtained."""
WEIGHTED = text("sound.weighted", "A- and F-weighted")
"""How a level was obtained."""
UNWEIGHTED = text("sound.unweighted", "AES17; unweighted")
"""How a peak was obtained."""


def product(name: str) -> Text:
    """The name of a system's part, such as a sound server or a host API, which is no secret."""
    return row(Name(name, Privacy.PUBLIC))


def through(host: str, rate: int) -> Text:
    """How a microphone was listened to: the host API and the sampling rate in Hz."""
    return row(Name(host, Privacy.PUBLIC), Quantity(rate, Unit.HERTZ))
