"""The check of how much of what the person hears comes back to the customer, and how late."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from deskready.plugin import (
    Better,
    Check,
    Consent,
    Declined,
    Gap,
    Kind,
    Measurement,
    Metric,
    Option,
    Privacy,
    Question,
    Unavailable,
    Unit,
    Use,
)
from deskready_checks.sound.listening.privacy import forbid_core_dumps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deskready.plugin import Context
    from deskready_checks.sound.echo.path import Found

READY, LEAVE_OUT = "Play it", "Leave it out"
YES, NO = "Yes", "No"
LOUDSPEAKER_DB = 25.0
"""An echo less than this below what is played is like a loudspeaker's. deskready's own line."""
HEADSET_DB = 45.0
"""From here on the echo is like a good headset's: a draft of TIA-920-A asks 52 dB of handsets. deskready's own line."""
LEAST_MARGIN_DB = 1.0
"""Half the interval of the echo loss: what the measurement was found to be off by, at most, in a noisy room."""
DELAY_MARGIN_MS = 30.0
"""Half the interval of the round trip: what it scatters by on a busy computer."""

_CLOSER = "Wear a headset that covers the ear, turn its volume down, and keep its microphone away from the earpiece."


class EchoLoss(Check):
    """How much of what is played in the headset its microphone hears again, and how late.

    A rising tone is played three times and looked for in what the microphone hears. Only levels and times are kept.
    """

    id = "sound.echo"
    title = "Echo"
    why = "What leaks from your headset into its microphone is an echo of their own voice to customers."
    uses = frozenset({Use.ROOM, Use.PERSON})
    consent = frozenset({Consent.MICROPHONE})
    default = False
    place = 50
    typical_seconds = 8.0
    limit_seconds = 60.0
    summary = Metric("sound.echo.summary", "What comes back", kind=Kind.TEXT)
    loss = Metric("sound.echo.loss", "Echo loss", Unit.DB, Better.HIGHER)
    delay = Metric("sound.echo.delay", "Sound out and back in", Unit.MILLISECOND, Better.LOWER)
    devices = Metric("sound.echo.devices", "Measured with", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    metrics = (summary, loss, delay, devices)
    remedies: ClassVar[Mapping[Metric, str]] = {
        **dict.fromkeys((summary, loss), _CLOSER),
        delay: "Use a headset with a cable: Bluetooth adds a delay of its own.",
    }
    options = (
        Option("device", "", "Name of the microphone, or a part of it; empty takes the system's default."),
        Option("output", "", "Name of the headphones, or a part of it; empty takes the system's default."),
    )
    ready = Question(
        "ready",
        "A soft rising tone will be played three times, and the microphone listens for 5 seconds. Wear the headset as "
        "in a call, with the volume as in a call (not louder: mind your ears), and be quiet.",
        (READY, LEAVE_OUT),
        permits=True,
    )
    noticed = Question("noticed", "The microphone heard no tone. Did you hear it?", (YES, NO))

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Asks, plays and listens, and asks again where nothing came back."""
        from deskready_checks.sound.echo.path import measure

        forbid_core_dumps()
        if context.ask(self.ready) != READY:
            raise Declined("You chose to leave the sound out.", remedy="Run the check again when it suits you.")
        found = measure(context, str(context.options["output"]), str(context.options["device"]))
        yield from self._measured(context, found)
        yield self.devices.measured(found.devices, method=found.host)

    def _measured(self, context: Context, found: Found) -> Iterator[Measurement | Gap]:
        if found.echo is None:
            yield from self._nothing(context, found)
            return
        echo, margin = found.echo, max(LEAST_MARGIN_DB, found.echo.spread_db)
        loss = -echo.gain_db
        how = f"log sweep 200-7000 Hz, matched filter, median of {echo.arrivals}, at the volume set"
        yield self.summary.measured(in_words(loss), method=how)
        yield self.loss.measured(loss, low=loss - margin, high=loss + margin, samples=echo.arrivals, method=how)
        delay = 1000 * echo.seconds
        low = max(0.0, delay - DELAY_MARGIN_MS)
        how = "matched filter; all buffers of both directions included"
        yield self.delay.measured(delay, low=low, high=delay + DELAY_MARGIN_MS, samples=echo.arrivals, method=how)

    def _nothing(self, context: Context, found: Found) -> Iterator[Measurement | Gap]:
        """What no echo means: a good headset, or a tone that was never played."""
        if context.ask(self.noticed) != YES:
            reason = "Neither you nor the microphone heard the tone: the volume is off, or another device played it."
            raise Unavailable(reason, remedy="Turn the volume up, choose the headset in the sound settings, try again.")
        how = "log sweep 200-7000 Hz, matched filter; nothing came back, so at least this"
        yield self.summary.measured(in_words(found.at_least_db), method=how)
        yield self.loss.measured(found.at_least_db, method=how, samples=found.sweeps)
        yield self.delay.unavailable("Nothing came back that could be timed.")


def in_words(loss_db: float) -> str:
    """What an echo loss means, in a sentence."""
    if loss_db < LOUDSPEAKER_DB:
        return "Customers can hear themselves: your sound leaks back like a loudspeaker's."
    if loss_db < HEADSET_DB:
        return "A little of what you hear leaks back to customers, as with an open headset."
    return "Next to nothing of what you hear leaks back to customers, as with a good headset."
