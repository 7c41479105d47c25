"""The quiet phase: what is kept of a room while nobody speaks, as numbers and never longer than seconds as sound."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from types import TracebackType
from typing import Self

from deskready.plugin import Context, Unit, counted, message
from deskready_checks.sound.analysis.events import Event
from deskready_checks.sound.analysis.hum import LEAST_SECONDS as HUM_SECONDS
from deskready_checks.sound.analysis.hum import Hum, hum_in
from deskready_checks.sound.analysis.levels import Samples
from deskready_checks.sound.analysis.spectrum import Spectra
from deskready_checks.sound.analysis.thirds import A_WEIGHT_DB, thirds_in
from deskready_checks.sound.analysis.voices import FRAME_SECONDS, NoDetectorError, Voices
from deskready_checks.sound.listening.meter import Levels, Meter
from deskready_checks.sound.listening.privacy import Telling
from deskready_checks.sound.listening.take import SETTLE_SECONDS, Take
from deskready_checks.sound.noise.metrics import SECONDS
from deskready_checks.sound.noise.room import Room, without_voices
from deskready_checks.sound.noise.scale import Scale
from deskready_checks.sound.words import LEVEL_PLOT

LEAST_SECONDS = 0.5
"""Sound that a result needs at least, where somebody ends the run early."""
_PLEASE = counted("sound.noise.please", "Please be quiet for {count} second.", "Please be quiet for {count} seconds.")
_LISTENING = message("sound.noise.listening", "Listening (level: {scale})")


@dataclass(frozen=True)
class Quiet:
    """What was heard in a quiet phase. Levels in dBFS (AES17)."""

    levels: Levels
    """What the meter read."""
    hum: Hum | None
    """The mains hum."""
    thirds: dict[float, float]
    """A-weighted level of every third-octave, by its nominal midband frequency in Hz."""
    events: tuple[Event, ...]
    """The disturbances that are no voices; all of them where those cannot be told."""
    voices: float | None
    """Share of the time in which somebody speaks, 0 to 1; None where that cannot be told."""
    voice_frames: int
    """What that share rests on."""

    def room(self, scale: Scale) -> Room:
        """The room as the words describe it."""
        levels = self.levels
        spread = levels.la10 - levels.la90
        level = scale.level(levels.la90)
        return Room(level, levels.la90, spread, self.hum, self.voices, self.voice_frames, self.events)


class Ear:
    """Listens to a room. A context manager: leaving it erases what is left of the sound.

    Args:
        rate: Sampling rate in Hz.
    """

    def __init__(self, rate: int) -> None:
        self.meter = Meter(rate)
        """The sound level meter."""
        self._rate = rate
        self._spectra = Spectra(rate)
        self._voices: Voices | None = None
        with contextlib.suppress(NoDetectorError):
            self._voices = Voices(rate)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._spectra.erase()
        if self._voices is not None:
            self._voices.erase()

    def feed(self, block: Samples) -> None:
        """Takes the next samples."""
        self.meter.feed(block)
        self._spectra.feed(block)
        if self._voices is not None:
            self._voices.feed(block)

    def read(self) -> Quiet:
        """What all of them amount to."""
        events, share, frames = self.meter.events(), None, 0
        if self._voices is not None:
            speech = self._voices.finish()
            frames, share = len(speech), float(speech.mean()) if len(speech) else 0.0
            events = without_voices(events, speech, FRAME_SECONDS)
        thirds = {band: level + A_WEIGHT_DB[band] for band, level in thirds_in(self._spectra).items()}
        levels = self.meter.read()
        hum = hum_in(self._spectra) if levels.frames >= HUM_SECONDS * self._rate else None
        return Quiet(levels, hum, thirds, events, share, frames)


def listen(context: Context, take: Take, rate: int, scale: Scale) -> Quiet:
    """What is heard while the person keeps quiet, for as long as the option `seconds` says.

    Raises:
        Unavailable: The microphone gives nothing to measure.
    """
    seconds = SECONDS.of(context.options)
    context.instruct(_PLEASE(count=ceil(seconds)), seconds)
    with Ear(rate) as ear:
        for block in take.read(SETTLE_SECONDS):
            ear.meter.feed(block)
        ear.meter.restart()
        for heard in _blocks(context, take, rate, ear, scale):
            fraction = heard / rate / (seconds - SETTLE_SECONDS)
            context.progress(fraction, _LISTENING(scale=scale.method))
            if context.concluded and heard >= LEAST_SECONDS * rate:
                break
        context.instruct("")
        return ear.read()


def _blocks(context: Context, take: Take, rate: int, ear: Ear, scale: Scale) -> Iterator[int]:
    """Feeds every block and tells the levels; yields how many samples were heard so far."""
    heard, telling = 0, Telling(rate)
    for block in take.read(SECONDS.of(context.options) - SETTLE_SECONDS):
        ear.feed(block)
        heard += len(block)
        if telling.due(len(block)):
            context.sample("level", scale.level(ear.meter.fast), Unit.DBA, title=LEVEL_PLOT)
        yield heard
