"""What is heard of a person: a moment of silence, a text read aloud and, where it is wanted, a clap of the hands."""

from dataclasses import dataclass

import numpy as np

from deskready.plugin import Context, Text, Unit, counted, text
from deskready_checks.sound.analysis.gate import SHUT_SHARE, shut_share
from deskready_checks.sound.analysis.levels import DEAD_PEAK_DBFS, dbfs, peak_dbfs
from deskready_checks.sound.analysis.runs import Runs
from deskready_checks.sound.analysis.snr import background_level
from deskready_checks.sound.analysis.weighting import AWeighting, FastWeighting
from deskready_checks.sound.listening.privacy import Telling
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.listening.take import ZERO_SECONDS, Block, Take
from deskready_checks.sound.listening.tape import Tape, Tapes
from deskready_checks.sound.voice.reading import Reading
from deskready_checks.sound.words import LEVEL_PLOT

QUIET_SECONDS = 5.0
"""How long nobody speaks; the first half second does not count."""
CLAP_SECONDS = 5.0
"""How long a clap is waited for and its room listened to."""
LEAST_SECONDS = 2.0
"""Reading that a result needs at least, where somebody ends it early."""
DEAD_SECONDS = 6.0
"""Reading after which a microphone that gave nothing yet is dead: nobody reads all of a text to it."""
READ_SHARE = 0.5
"""Part of the text's usual time that must have passed before a pause is taken for its end."""
PAUSE_SECONDS = 1.5
"""Silence after which the text has been read. A breath takes half a second."""
PAUSE_ABOVE_DB = 6.0
"""How far above the background a pause may be."""
PAUSE_BELOW_DB = 25.0
"""How far below the loudest word a pause is at least."""
SERIES = "level"
"""The live series: A- and F-weighted levels."""
_KEEP_QUIET = counted(
    "sound.voice.keep-quiet",
    "Keep quiet for {count} second. Then read aloud what appears.",
    "Keep quiet for {count} seconds. Then read aloud what appears.",
)
_READ_ALOUD = text("sound.voice.read-aloud", "Now read this aloud, as you would speak to a customer.")
_CLAP = text("sound.voice.now-clap", "Now clap your hands once, loudly, and keep still.")
_TO_THE_ROOM = text("sound.voice.to-the-room", "Listening to the room")
_TO_YOU = text("sound.voice.to-you", "Listening to you")
_TO_THE_CLAP = text("sound.voice.to-the-clap", "Listening to the clap")


@dataclass(frozen=True)
class Recital:
    """What was heard. The sound is that of the tapes: it is gone when they are erased."""

    rate: int
    """Sampling rate in Hz."""
    quiet: Block
    """The silence."""
    speech: Block
    """The reading."""
    clap: Block | None
    """The clap, where one was asked for."""
    finished: bool
    """Whether the reader came to an end by themselves."""


class Reader:
    """Tells when somebody has finished reading.

    Args:
        background: LA90 of the silence, in dBFS.
        least_seconds: How long the text takes at least.
    """

    def __init__(self, background: float, least_seconds: float) -> None:
        self._background = background
        self._least = least_seconds
        self._loudest = -np.inf
        self._spoken = 0.0
        self._silent = 0.0

    def hear(self, level: float, seconds: float) -> bool:
        """Takes the F-weighted level at the end of so many seconds, and returns whether the text has been read."""
        self._loudest = max(self._loudest, level)
        if level > max(self._background + PAUSE_ABOVE_DB, self._loudest - PAUSE_BELOW_DB):
            self._spoken += self._silent + seconds if self._spoken else seconds
            self._silent = 0.0
        else:
            self._silent += seconds
        return self._spoken >= self._least and self._silent >= PAUSE_SECONDS


class Listener:
    """Leads a person through a recital.

    Args:
        context: Where the person is told what to do.
        take: Where the sound comes from; zeros in it are judged here.
        rate: Its sampling rate in Hz.
        tapes: Where the sound is kept.
    """

    def __init__(self, context: Context, take: Take, rate: int, tapes: Tapes) -> None:
        tapes.erase()
        self._context = context
        self._take = take
        self._rate = rate
        self._tapes = tapes
        self._weighting, self._fast = AWeighting(rate), FastWeighting(rate)
        self._telling = Telling(rate)

    def recital(self, script: Reading, seconds: float, *, clap: bool) -> Recital:
        """Listens to all of it.

        Raises:
            Unavailable: The microphone is dead, or died meanwhile.
        """
        quiet = self._quiet()
        speech, finished = self._reading(script, seconds, background_level(quiet.sound, self._rate))
        _verify(quiet.sound, speech.sound, self._rate)
        heard = self._clap().sound if clap else None
        self._context.instruct("")
        return Recital(self._rate, quiet.sound, speech.sound, heard, finished)

    def _quiet(self) -> Tape:
        self._context.instruct(_KEEP_QUIET(count=round(QUIET_SECONDS)), QUIET_SECONDS)
        tape = self._tapes.new(round(QUIET_SECONDS * self._rate))
        for block in self._take.read(QUIET_SECONDS):
            self._hear(block, tape, _TO_THE_ROOM, 0.0, 0.2)
        return tape

    def _reading(self, script: Reading, seconds: float, background: float) -> tuple[Tape, bool]:
        self._context.instruct(_READ_ALOUD, seconds, script.text)
        tape = self._tapes.new(round(seconds * self._rate))
        reader, alive = Reader(background, READ_SHARE * script.seconds), False
        for block in self._take.read(seconds):
            level = self._hear(block, tape, _TO_YOU, 0.2, 0.9)
            if reader.hear(level, len(block) / self._rate):
                return tape, True
            alive = alive or _peak(block) > DEAD_PEAK_DBFS
            if not alive and len(tape.sound) >= DEAD_SECONDS * self._rate:
                break
            if self._context.concluded and len(tape.sound) >= LEAST_SECONDS * self._rate:
                return tape, True
        return tape, False

    def _clap(self) -> Tape:
        self._context.instruct(_CLAP, CLAP_SECONDS)
        tape = self._tapes.new(round(CLAP_SECONDS * self._rate))
        for block in self._take.read(CLAP_SECONDS):
            self._hear(block, tape, _TO_THE_CLAP, 0.9, 1.0)
        return tape

    def _hear(self, block: Block, tape: Tape, activity: Text, start: float, end: float) -> float:
        """Keeps a block and shows its level, which it returns in dBFS."""
        tape.add(block)
        self._fast.process(self._weighting.process(block))
        level = dbfs(self._fast.power)
        if self._telling.due(len(block)):
            self._context.sample(SERIES, level, Unit.DBFS, title=LEVEL_PLOT)
        self._context.progress(start + (end - start) * tape.share, activity)
        return level


def _verify(quiet: Block, speech: Block, rate: int) -> None:
    """Makes sure that zeros are those of a gate, which is shut before the reading and open in it.

    Raises:
        Unavailable: The microphone is muted, or went silent.
    """
    peak = _peak(speech)
    if peak <= DEAD_PEAK_DBFS:
        raise State.MUTED.unavailable(f"Peak {peak:.1f} dBFS.")
    zeros = Runs()
    zeros.feed(speech == 0)
    if zeros.longest > ZERO_SECONDS * rate and shut_share(quiet, rate) < SHUT_SHARE:
        raise State.WENT_SILENT.unavailable()


def _peak(sound: Block) -> float:
    """The highest peak, in dBFS."""
    return peak_dbfs(float(np.abs(sound).max(initial=0.0)))
