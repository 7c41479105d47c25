"""Measures what the person hears: asks, plays, and asks what was heard."""

from collections.abc import Iterator

from deskready.plugin import Context, Declined, Gap, Measurement, Quantity, Question, Unit, message, text
from deskready_checks.answers import LEAVE_OUT
from deskready_checks.sound.devices.listing import lacks_output
from deskready_checks.sound.devices.options import OUTPUT
from deskready_checks.sound.playing.states import PlaybackState
from deskready_checks.sound.speaker.hearing import Hearing, in_words
from deskready_checks.sound.speaker.metrics import HEADPHONES, HEARD, SIDES, SUMMARY, TURN_UP
from deskready_checks.sound.words import LATER, LEFT_OUT, PLAY, product

READY = Question(
    "ready",
    text(
        "sound.speaker.ready",
        "Some beeps will be played, and you say how many you heard. Mind your ears: set the volume LOW, and only then "
        "put the headset on. The beeps start softly, and get louder only if you do not hear them.",
    ),
    (PLAY, LEAVE_OUT),
    permits=True,
)
PERSON = text("sound.speaker.person", "told by the person")
_COUNTED_AT = message("sound.speaker.counted-at", "told by the person, counting beeps at {level}")
_COUNTED = text("sound.speaker.counted", "told by the person, counting beeps")
_UNHEARD = text("sound.speaker.unheard", "Nothing was heard.")


def measure(context: Context) -> Iterator[Measurement | Gap]:
    """Asks, plays, and asks what was heard.

    Raises:
        Unavailable: The person leaves it out, or there is nothing to play on.
    """
    if lacks_output():  # nobody is asked to listen to it
        raise PlaybackState.NO_OUTPUT.unavailable()
    if context.ask(READY) != PLAY.words:
        raise Declined(LEFT_OUT, remedy=LATER)
    hearing = Hearing(context, OUTPUT.of(context.options))
    try:
        yield from _heard(context, hearing)
    finally:
        hearing.close()


def _heard(context: Context, hearing: Hearing) -> Iterator[Measurement | Gap]:
    level = hearing.audible_level()
    context.progress(0.6, SIDES.label)
    how = _COUNTED if level is None else _COUNTED_AT(level=Quantity(level, Unit.DBFS))
    yield HEARD.measured(level is not None, method=how, self_reported=True)
    if level is None:
        sides = None
        yield SIDES.unavailable(_UNHEARD, remedy=TURN_UP)
    else:
        sides = hearing.sides(level)
        yield SIDES.measured(sides.word, method=PERSON, self_reported=True)
    yield SUMMARY.measured(in_words(sides), method=PERSON, self_reported=True)
    yield HEADPHONES.measured(hearing.device, method=product(hearing.host))
