"""Measures what the person hears: asks, plays, and asks what was heard."""

from collections.abc import Iterator

from deskready.plugin import Context, Declined, Gap, Measurement, Question
from deskready_checks.sound.devices.options import OUTPUT
from deskready_checks.sound.speaker.hearing import Hearing, in_words
from deskready_checks.sound.speaker.metrics import HEADPHONES, HEARD, SIDES, SUMMARY, TURN_UP

PLAY, LEAVE_OUT = "Play it", "Leave it out"
READY = Question(
    "ready",
    "Some beeps will be played, and you say how many you heard. Mind your ears: set the volume LOW, and only then "
    "put the headset on. The beeps start softly, and get louder only if you do not hear them.",
    (PLAY, LEAVE_OUT),
    permits=True,
)
PERSON = "told by the person"


def measure(context: Context) -> Iterator[Measurement | Gap]:
    """Asks, plays, and asks what was heard.

    Raises:
        Unavailable: The person leaves it out, or there is nothing to play on.
    """
    if context.ask(READY) != PLAY:
        raise Declined("You chose to leave the sound out.", remedy="Run the check again when it suits you.")
    hearing = Hearing(context, OUTPUT.of(context.options))
    try:
        yield from _heard(context, hearing)
    finally:
        hearing.close()


def _heard(context: Context, hearing: Hearing) -> Iterator[Measurement | Gap]:
    level = hearing.audible_level()
    context.progress(0.6, "Left and right")
    how = f"{PERSON}, counting beeps" + (f" at {level:g} dBFS" if level is not None else "")
    yield HEARD.measured(level is not None, method=how, self_reported=True)
    if level is None:
        sides = None
        yield SIDES.unavailable("Nothing was heard.", remedy=TURN_UP)
    else:
        sides = hearing.sides(level)
        yield SIDES.measured(sides, method=PERSON, self_reported=True)
    yield SUMMARY.measured(in_words(sides), method=PERSON, self_reported=True)
    yield HEADPHONES.measured(hearing.device, method=hearing.host)
