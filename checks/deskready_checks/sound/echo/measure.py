"""Measures the echo: asks, plays and listens, and tells what came back."""

from collections.abc import Iterator

from deskready.plugin import Context, Declined, Gap, Measurement, Question, Text, Unavailable, message, text
from deskready_checks.answers import LEAVE_OUT
from deskready_checks.sound.analysis.sweep import Echo
from deskready_checks.sound.devices.listing import lacks_microphone, lacks_output
from deskready_checks.sound.devices.options import DEVICE, OUTPUT
from deskready_checks.sound.echo.metrics import DELAY, DEVICES, LOSS, SUMMARY
from deskready_checks.sound.echo.path import Found, find_echo
from deskready_checks.sound.listening.privacy import forbid_core_dumps
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.playing.states import PlaybackState
from deskready_checks.sound.words import LATER, LEFT_OUT, PLAY, product

YES = text("sound.echo.yes", "Yes")
NO = text("sound.echo.no", "No")
READY = Question(
    "ready",
    text(
        "sound.echo.ready",
        "A soft rising tone will be played three times, and the microphone listens for 5 seconds. Wear the headset as "
        "in a call, with the volume as in a call (not louder: mind your ears), and be quiet.",
    ),
    (PLAY, LEAVE_OUT),
    permits=True,
)
NOTICED = Question("noticed", text("sound.echo.noticed", "The microphone heard no tone. Did you hear it?"), (YES, NO))
_HEARD_TIMES = message(
    "sound.echo.heard-times", "log sweep 200-7000 Hz, matched filter, median of {arrivals}, at the volume set"
)
_HEARD_NOTHING = text(
    "sound.echo.heard-nothing", "log sweep 200-7000 Hz, matched filter; nothing came back, so at least this"
)
_TIMED = text("sound.echo.timed", "matched filter; all buffers of both directions included")
_UNTIMED = text("sound.echo.untimed", "Nothing came back that could be timed.")
_UNHEARD = text(
    "sound.echo.unheard",
    "Neither you nor the microphone heard the tone: the volume is off, or another device played it.",
)
_TURN_UP = text("sound.echo.turn-up", "Turn the volume up, choose the headset in the sound settings, try again.")
_LIKE_LOUDSPEAKER = text(
    "sound.echo.like-loudspeaker", "Customers can hear themselves: your sound leaks back like a loudspeaker's."
)
_LIKE_OPEN_HEADSET = text(
    "sound.echo.like-open-headset", "A little of what you hear leaks back to customers, as with an open headset."
)
_LIKE_GOOD_HEADSET = text(
    "sound.echo.like-good-headset", "Next to nothing of what you hear leaks back to customers, as with a good headset."
)
LOUDSPEAKER_DB = 25.0
"""An echo less than this below what is played is like a loudspeaker's. deskready's own line."""
HEADSET_DB = 45.0
"""From here on the echo is like a good headset's: a draft of TIA-920-A asks 52 dB of handsets. deskready's own line."""
LEAST_MARGIN_DB = 1.0
"""Half the interval of the echo loss: what the measurement was found to be off by, at most, in a noisy room."""
DELAY_MARGIN_MS = 30.0
"""Half the interval of the round trip: what it scatters by on a busy computer."""


def measure(context: Context) -> Iterator[Measurement | Gap]:
    """Asks, plays and listens, and asks again where nothing came back.

    Raises:
        Unavailable: The person leaves it out, there is nothing to play on or to listen with, or nobody heard the tone.
    """
    forbid_core_dumps()
    if lacks_output():  # nobody is asked to wear a headset that is not there
        raise PlaybackState.NO_OUTPUT.unavailable()
    if lacks_microphone():
        raise State.NO_DEVICE.unavailable()
    if context.ask(READY) != PLAY.words:
        raise Declined(LEFT_OUT, remedy=LATER)
    found = find_echo(context, OUTPUT.of(context.options), DEVICE.of(context.options))
    yield from _nothing(context, found) if found.echo is None else _measured(found.echo)
    yield DEVICES.measured(found.devices, method=product(found.host))


def _measured(echo: Echo) -> Iterator[Measurement]:
    loss, margin = -echo.gain_db, max(LEAST_MARGIN_DB, echo.spread_db)
    how = _HEARD_TIMES(arrivals=echo.arrivals)
    yield SUMMARY.measured(in_words(loss), method=how)
    yield LOSS.measured(loss, low=loss - margin, high=loss + margin, samples=echo.arrivals, method=how)
    delay = 1000 * echo.seconds
    low = max(0.0, delay - DELAY_MARGIN_MS)
    yield DELAY.measured(delay, low=low, high=delay + DELAY_MARGIN_MS, samples=echo.arrivals, method=_TIMED)


def _nothing(context: Context, found: Found) -> Iterator[Measurement | Gap]:
    """What no echo means: a good headset, or a tone that was never played."""
    if context.ask(NOTICED) != YES.words:
        raise Unavailable(_UNHEARD, remedy=_TURN_UP)
    yield SUMMARY.measured(in_words(found.at_least_db), method=_HEARD_NOTHING)
    yield LOSS.measured(found.at_least_db, method=_HEARD_NOTHING, samples=found.sweeps, least=True)
    yield DELAY.unavailable(_UNTIMED)


def in_words(loss_db: float) -> Text:
    """What an echo loss means, in a sentence."""
    if loss_db < LOUDSPEAKER_DB:
        return _LIKE_LOUDSPEAKER
    if loss_db < HEADSET_DB:
        return _LIKE_OPEN_HEADSET
    return _LIKE_GOOD_HEADSET
