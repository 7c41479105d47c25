"""Measures what a level of this microphone means: listens to a steady noise, and compares it with a reading."""

from collections.abc import Iterator

from deskready.plugin import Context, Measurement, Question, Unavailable, Unit
from deskready_checks.sound.calibration import metrics
from deskready_checks.sound.calibration.reference import REFERENCES, Reference, combined_uncertainty, parse_reading
from deskready_checks.sound.devices.options import DEVICE
from deskready_checks.sound.listening.capture import Capture
from deskready_checks.sound.listening.meter import Levels, Meter
from deskready_checks.sound.listening.phase import whole_phase
from deskready_checks.sound.listening.privacy import Telling, forbid_core_dumps
from deskready_checks.sound.listening.take import SETTLE_SECONDS, Take

SPREAD_LIMIT_DB = 3.0
"""Most that steady noise moves (LA10 - LA90); more than that, and meter and microphone heard different moments."""
LEAST_READING = 55.0
"""The lowest reading in dBA that can be used: below, meters and the microphone's own noise mislead."""
PLAUSIBLE_OFFSETS = (70.0, 170.0)
"""Levels at digital full scale between which microphones lie: 120 dB is nominal, and gains move it by tens of dB."""
READING_ATTEMPTS = 3
"""How often the reading is asked for at most."""
_STEADY = (
    "Let a steady noise of 60 to 70 dBA run, such as a fan, a tap or a vacuum cleaner in the next room, hold the meter"
    " beside the microphone, and calibrate again."
)


def measure(context: Context) -> Iterator[Measurement]:
    """Listens to a steady noise, and compares it with a reading.

    Raises:
        Unavailable: The microphone gives nothing to measure, or what it hears cannot be compared.
    """
    forbid_core_dumps()
    reference = _reference(context)
    context.progress(0.0, "Opening the microphone")
    with Capture(DEVICE.of(context.options)) as capture:
        context.log(f"Listening to {capture.device.name} through {capture.device.host} at {capture.rate} Hz.")
        levels = whole_phase(context, capture, lambda take: _listen(context, capture, take))
        identity, gain = capture.identity, capture.gain
    _verify(levels)
    reading = _reading(context, reference)
    offset, spread = reading - levels.laeq, levels.la10 - levels.la90
    _verify_offset(reading, offset)
    margin = combined_uncertainty(reference, spread)
    yield metrics.OFFSET.measured(
        offset, low=offset - margin, high=offset + margin, method=f"compared with a {reference.title}"
    )
    yield metrics.READING.measured(reading, method=reference.title, self_reported=True)
    yield metrics.LEVEL.measured(levels.laeq, samples=levels.frames, method="AES17; A-weighted, mean power")
    yield metrics.SPREAD.measured(spread, samples=levels.hops, method="A- and F-weighted")
    yield metrics.MICROPHONE.measured(identity, method=capture.device.host)
    yield metrics.GAIN.measured(gain, method="as the system tells it" if gain else "not told by this system")


def _reference(context: Context) -> Reference:
    """What the person compares with; answering also says that the noise runs."""
    chosen = metrics.REFERENCE.of(context.options)
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
    seconds = metrics.SECONDS.of(context.options)
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
    given = metrics.SHOWN.of(context.options)
    for _ in range(READING_ATTEMPTS):
        reading = given or parse_reading(
            context.ask(Question("reading", f"What did the {reference.title} show, in dBA?"))
        )
        if reading is None or not 0 < reading <= metrics.MOST_READING:
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
