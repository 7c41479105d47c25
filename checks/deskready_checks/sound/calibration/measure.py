"""Measures what a level of this microphone means: listens to a steady noise, and compares it with a reading."""

from collections.abc import Iterator
from math import ceil

from deskready.plugin import (
    Context,
    Measurement,
    Quantity,
    Question,
    Unavailable,
    Unit,
    counted,
    message,
    sentences,
    text,
)
from deskready_checks.sound import words
from deskready_checks.sound.calibration import metrics
from deskready_checks.sound.calibration.reference import REFERENCES, Reference, combined_uncertainty, parse_reading
from deskready_checks.sound.devices.listing import lacks_microphone
from deskready_checks.sound.devices.options import DEVICE
from deskready_checks.sound.listening.capture import Capture
from deskready_checks.sound.listening.meter import Levels, Meter
from deskready_checks.sound.listening.phase import whole_phase
from deskready_checks.sound.listening.privacy import Telling, forbid_core_dumps
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.listening.take import SETTLE_SECONDS, Take
from deskready_checks.sound.words import LEVEL_PLOT

SPREAD_LIMIT_DB = 3.0
"""Most that steady noise moves (LA10 - LA90); more than that, and meter and microphone heard different moments."""
LEAST_READING = 55.0
"""The lowest reading in dBA that can be used: below, meters and the microphone's own noise mislead."""
PLAUSIBLE_OFFSETS = (70.0, 170.0)
"""Levels at digital full scale between which microphones lie: 120 dB is nominal, and gains move it by tens of dB."""
READING_ATTEMPTS = 3
"""How often the reading is asked for at most."""
_STEADY = text(
    "sound.calibration.steady",
    "Let a steady noise of 60 to 70 dBA run, such as a fan, a tap or a vacuum cleaner in the next room, hold the meter"
    " beside the microphone, and calibrate again.",
)
_WITH_WHAT = text(
    "sound.calibration.with-what",
    "Let a steady noise of 60 to 70 dBA run, such as a fan or a tap, and hold a meter or a phone with a sound"
    " level app beside the microphone. What do you compare with?",
)
_KEEP = counted(
    "sound.calibration.keep",
    "Keep the noise steady for {count} second, and watch what the meter shows.",
    "Keep the noise steady for {count} seconds, and watch what the meter shows.",
)
_LISTENING = text("sound.calibration.listening", "Listening to the noise")
_MEAN = text("sound.calibration.mean", "AES17; A-weighted, mean power")
_TOLD = text("sound.calibration.gain-told", "as the system tells it")
_UNTOLD = text("sound.calibration.gain-untold", "not told by this system")
_CLIPPED = text("sound.calibration.clipped", "The noise was too loud for the microphone: it clipped.")
_LOWER = text(
    "sound.calibration.lower",
    "Lower the input volume in the system's sound settings or move away from the noise, and calibrate again.",
)
_MOVED = message("sound.calibration.moved", "The noise was not steady: it moved by {moved}, and {allowed} are allowed.")
_SUPPRESSION = text("sound.calibration.suppression", "Noise suppression in the microphone or its program must be off.")
_QUIET = message("sound.calibration.quiet", "The noise was too quiet to compare: less than {least}.")
_NO_LEVEL = text("sound.calibration.no-level", "The reading is not a level in dBA.")
_TYPE = text("sound.calibration.type", "Calibrate again, and type the number that the meter shows: 65.")
_HARDLY = message(
    "sound.calibration.hardly",
    "The microphone hardly hears a noise of {reading}, so the comparison means nothing.",
)
_FAR_MORE = message(
    "sound.calibration.far-more",
    "The microphone hears far more than a noise of {reading}, so the comparison means nothing.",
)
_BESIDE = text(
    "sound.calibration.beside",
    "Hold the meter beside this very microphone, set its input volume as you use it, switch noise suppression off, and"
    " calibrate again.",
)


def measure(context: Context) -> Iterator[Measurement]:
    """Listens to a steady noise, and compares it with a reading.

    Raises:
        Unavailable: The microphone gives nothing to measure, or what it hears cannot be compared.
    """
    forbid_core_dumps()
    reference = _reference(context)
    context.progress(0.0, words.OPENING)
    with Capture(DEVICE.of(context.options)) as capture:
        context.log(f"Listening to {capture.device.name} through {capture.device.host} at {capture.rate} Hz.")
        levels = whole_phase(context, capture, lambda take: _listen(context, capture, take))
        identity, gain = capture.identity, capture.gain
    _verify(levels)
    reading = _reading(context, reference)
    offset, spread = reading - levels.laeq, levels.la10 - levels.la90
    _verify_offset(reading, offset)
    margin = combined_uncertainty(reference, spread)
    yield metrics.OFFSET.measured(offset, low=offset - margin, high=offset + margin, method=reference.method)
    yield metrics.READING.measured(reading, method=reference.title, self_reported=True)
    yield metrics.LEVEL.measured(levels.laeq, samples=levels.frames, method=_MEAN)
    yield metrics.SPREAD.measured(spread, samples=levels.hops, method=words.WEIGHTED)
    yield metrics.MICROPHONE.measured(identity, method=words.product(capture.device.host))
    yield metrics.GAIN.measured(gain, method=_TOLD if gain else _UNTOLD)


def _reference(context: Context) -> Reference:
    """What the person compares with; answering also says that the noise runs."""
    chosen = metrics.REFERENCE.of(context.options)
    if chosen in REFERENCES:
        return REFERENCES[chosen]
    if lacks_microphone():  # nobody is asked to make a noise for it
        raise State.NO_DEVICE.unavailable()
    by_title = {reference.title.words: reference for reference in REFERENCES.values()}
    titles = tuple(reference.title for reference in REFERENCES.values())
    return by_title[context.ask(Question("reference", _WITH_WHAT, titles))]


def _listen(context: Context, capture: Capture, take: Take) -> Levels:
    """What the microphone hears of the noise.

    Raises:
        Unavailable: The microphone gives nothing to measure.
    """
    seconds = metrics.SECONDS.of(context.options)
    meter = Meter(capture.rate)
    context.instruct(_KEEP(count=ceil(seconds)), seconds)
    for block in take.read(SETTLE_SECONDS):
        meter.feed(block)
    meter.restart()
    heard, wanted, telling = 0, (seconds - SETTLE_SECONDS) * capture.rate, Telling(capture.rate)
    for block in take.read(seconds - SETTLE_SECONDS):
        meter.feed(block)
        heard += len(block)
        if telling.due(len(block)):
            context.sample("level", meter.fast, Unit.DBFS, title=LEVEL_PLOT)
        context.progress(heard / wanted, _LISTENING)
    context.instruct("")
    return meter.read()


def _verify(levels: Levels) -> None:
    """Raises Unavailable where the noise cannot be compared with anything."""
    spread = levels.la10 - levels.la90
    if levels.clipped:
        raise Unavailable(_CLIPPED, remedy=_LOWER)
    if spread > SPREAD_LIMIT_DB:
        moved, allowed = Quantity(spread, Unit.DB, digits=1), Quantity(SPREAD_LIMIT_DB, Unit.DB)
        raise Unavailable(_MOVED(moved=moved, allowed=allowed), remedy=sentences(_STEADY, _SUPPRESSION))


def _reading(context: Context, reference: Reference) -> float:
    """What the reference showed, in dBA."""
    given = metrics.SHOWN.of(context.options)
    for _ in range(READING_ATTEMPTS):
        reading = given or parse_reading(context.ask(Question("reading", reference.question)))
        if reading is None or not 0 < reading <= metrics.MOST_READING:
            continue
        if reading < LEAST_READING:
            raise Unavailable(_QUIET(least=Quantity(LEAST_READING, Unit.DBA)), remedy=_STEADY)
        return reading
    raise Unavailable(_NO_LEVEL, remedy=_TYPE)


def _verify_offset(reading: float, offset: float) -> None:
    """Raises Unavailable where the reading cannot be of the noise that the microphone heard."""
    low, high = PLAUSIBLE_OFFSETS
    if not low <= offset <= high:
        said = _HARDLY if offset > high else _FAR_MORE
        raise Unavailable(said(reading=Quantity(reading, Unit.DBA)), remedy=_BESIDE)
