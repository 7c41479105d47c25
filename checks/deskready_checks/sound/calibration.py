"""The check that compares a microphone with a sound level meter or a phone app: a calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskready.plugin import (
    Check,
    Consent,
    Kind,
    Measurement,
    Metric,
    Option,
    Privacy,
    Question,
    Teaching,
    Unavailable,
    Unit,
    Use,
)
from deskready_checks.sound.phase import longest, whole_phase
from deskready_checks.sound.privacy import Telling, forbid_core_dumps
from deskready_checks.sound.reference import REFERENCES, Reference, combined_uncertainty, parse_reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deskready.plugin import Context, Value
    from deskready_checks.sound.capture import Capture
    from deskready_checks.sound.meter import Levels
    from deskready_checks.sound.take import Take

OVERHEAD_SECONDS = 20.0
"""What a run may take beside listening and asking."""
SPREAD_LIMIT_DB = 3.0
"""Most that steady noise moves (LA10 - LA90); more than that, and meter and microphone heard different moments."""
LEAST_READING, MOST_READING = 55.0, 120.0
"""Readings in dBA that can be used: below, meters and the microphone's own noise mislead."""
PLAUSIBLE_OFFSETS = (70.0, 170.0)
"""Levels at digital full scale between which microphones lie: 120 dB is nominal, and gains move it by tens of dB."""
READING_ATTEMPTS = 3
"""How often the reading is asked for at most."""
_STEADY = (
    "Let a steady noise of 60 to 70 dBA run, such as a fan, a tap or a vacuum cleaner in the next room, hold the meter"
    " beside the microphone, and calibrate again."
)


class Calibration(Check):
    """What a level of this microphone means in the room, by comparison with a meter beside it."""

    id = "sound.calibration"
    title = "Microphone calibration"
    why = "Without a comparison, how loud your room is can only be estimated, and a result near the limit stays open."
    uses = frozenset({Use.ROOM, Use.PERSON})
    consent = frozenset({Consent.MICROPHONE})
    default = False
    place = 60
    typical_seconds = 14.0
    limit_seconds = longest(10) + OVERHEAD_SECONDS
    offset = Metric("sound.calibration.offset", "Level at full scale", Unit.DB)
    reading = Metric("sound.calibration.reading", "Reference", Unit.DBA)
    level = Metric("sound.calibration.level", "Recorded (LAeq)", Unit.DBFS)
    spread = Metric("sound.calibration.spread", "Unsteadiness", Unit.DB)
    device = Metric("sound.calibration.device", "Microphone", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    gain = Metric("sound.calibration.gain", "Input volume", kind=Kind.TEXT)
    metrics = (offset, reading, level, spread, device, gain)
    options = (
        Option("seconds", 10, "How long to listen, the first half second included.", minimum=3, maximum=60),
        Option("device", "", "Name of the microphone, or a part of it; empty takes the system's default."),
        Option("reading", 0.0, "What the reference shows, in dBA; 0 asks.", minimum=0, maximum=MOST_READING),
        Option("reference", "ask", "What the microphone is compared with.", choices=("ask", *REFERENCES)),
    )
    teaches = Teaching(
        "It holds for this microphone at this input volume, and lapses when either changes.",
        "It holds for this microphone. This system does not tell the input volume: calibrate again if you move it.",
    )

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """The time to listen, again after a gap, and what opening and closing may take."""
        return longest(float(options["seconds"])) + OVERHEAD_SECONDS

    def run(self, context: Context) -> Iterator[Measurement]:
        """Listens to a steady noise, and compares it with a reading."""
        from deskready_checks.sound.capture import Capture

        forbid_core_dumps()
        reference = _reference(context)
        context.progress(0.0, "Opening the microphone")
        with Capture(str(context.options["device"])) as capture:
            context.log(f"Listening to {capture.device.name} through {capture.device.host} at {capture.rate} Hz.")
            levels = whole_phase(context, capture, lambda take: _listen(context, capture, take))
            identity, gain = capture.identity, capture.gain
        _verify(levels)
        reading = _reading(context, reference)
        offset, spread = reading - levels.laeq, levels.la10 - levels.la90
        _verify_offset(reading, offset)
        margin = combined_uncertainty(reference, spread)
        yield self.offset.measured(
            offset, low=offset - margin, high=offset + margin, method=f"compared with a {reference.title}"
        )
        yield self.reading.measured(reading, method=reference.title, self_reported=True)
        yield self.level.measured(levels.laeq, samples=levels.frames, method="AES17; A-weighted, mean power")
        yield self.spread.measured(spread, samples=levels.hops, method="A- and F-weighted")
        yield self.device.measured(identity, method=capture.device.host)
        yield self.gain.measured(gain, method="as the system tells it" if gain else "not told by this system")


def _reference(context: Context) -> Reference:
    """What the person compares with; answering also says that the noise runs."""
    chosen = str(context.options["reference"])
    if chosen in REFERENCES:
        return REFERENCES[chosen]
    text = (
        "Let a steady noise of 60 to 70 dBA run, such as a fan or a tap, and hold a meter or a phone with a sound"
        " level app beside the microphone. What do you compare with?"
    )
    titles = {reference.title: reference for reference in REFERENCES.values()}
    return titles[context.ask(Question("reference", text, tuple(titles)))]


def _listen(context: Context, capture: Capture, take: Take) -> Levels:
    """What the microphone hears of the noise.

    Raises:
        Unavailable: The microphone gives nothing to measure.
    """
    from deskready_checks.sound.meter import Meter
    from deskready_checks.sound.take import SETTLE_SECONDS

    seconds = float(context.options["seconds"])
    meter = Meter(capture.rate)
    context.instruct(f"Keep the noise steady for {seconds:g} seconds, and watch what the meter shows.", seconds)
    for block in take.read(SETTLE_SECONDS):
        meter.feed(block)
    meter.restart()
    heard, wanted, telling = 0, (seconds - SETTLE_SECONDS) * capture.rate, Telling(capture.rate)
    for block in take.read(seconds - SETTLE_SECONDS):
        meter.feed(block)
        heard += len(block)
        if telling.due(len(block)):
            context.sample("level", meter.fast, Unit.DBFS)
        context.progress(heard / wanted, "Listening to the noise")
    context.instruct("")
    return meter.read()


def _verify(levels: Levels) -> None:
    """Raises Unavailable where the noise cannot be compared with anything."""
    spread = levels.la10 - levels.la90
    if levels.clipped:
        raise Unavailable(
            "The noise was too loud for the microphone: it clipped.",
            remedy="Lower the input volume in the system's sound settings or move away from the noise, and calibrate"
            " again.",
        )
    if spread > SPREAD_LIMIT_DB:
        raise Unavailable(
            f"The noise was not steady: it moved by {spread:.1f} dB, and {SPREAD_LIMIT_DB:g} dB are allowed.",
            remedy=f"{_STEADY} Noise suppression in the microphone or its program must be off.",
        )


def _reading(context: Context, reference: Reference) -> float:
    """What the reference showed, in dBA."""
    given = float(context.options["reading"])
    for _ in range(READING_ATTEMPTS):
        reading = given or parse_reading(
            context.ask(Question("reading", f"What did the {reference.title} show, in dBA?"))
        )
        if reading is None or not 0 < reading <= MOST_READING:
            continue
        if reading < LEAST_READING:
            raise Unavailable(f"The noise was too quiet to compare: less than {LEAST_READING:g} dBA.", remedy=_STEADY)
        return reading
    raise Unavailable(
        "The reading is not a level in dBA.", remedy="Calibrate again, and type the number that the meter shows: 65."
    )


def _verify_offset(reading: float, offset: float) -> None:
    """Raises Unavailable where the reading cannot be of the noise that the microphone heard."""
    low, high = PLAUSIBLE_OFFSETS
    if not low <= offset <= high:
        heard = "hardly hears" if offset > high else "hears far more than"
        raise Unavailable(
            f"The microphone {heard} a noise of {reading:g} dBA, so the comparison means nothing.",
            remedy="Hold the meter beside this very microphone, set its input volume as you use it, switch noise"
            " suppression off, and calibrate again.",
        )
