"""What a room sounds like, in words: from numbers alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from deskready.plugin import Quantity, Text, Unit, counted, message, text
from deskready_checks.sound.analysis.events import Event
from deskready_checks.sound.analysis.hum import Hum
from deskready_checks.sound.analysis.voices import talks

CALM_DBA = 35.0
"""Below this nothing is worth a name: the level that the WHO (1999) asks of living rooms and class rooms."""
CHANGING_DB = 3.0
"""LA10 over LA90 from which a noise without events is not steady."""
LEADING_DB = 3.0
"""How far below the background a hum may lie, A-weighted, to be the first thing that is heard."""
ALWAYS_SHARE = 0.9
"""Share of the time that somebody talks from which nobody hears a pause."""
BESIDE_SECONDS = 0.3
"""How far beside the detector's frames a word may begin or end."""
SPOKEN_SHARE = 0.3
"""Share of speech in and beside an event from which it is a voice."""


class Sort(StrEnum):
    """What stands out most in a room. The value is what is measured; it never changes."""

    VOICES = "voices"
    KNOCKS = "knocks or barks"  # no words: the value that is measured
    HUM = "hum"
    CHANGING = "changing noise"  # no words: the value that is measured
    STEADY = "steady noise"  # no words: the value that is measured
    CALM = "calm"


WORD = {
    Sort.VOICES: text("sound.sort.voices", "voices"),
    Sort.KNOCKS: text("sound.sort.knocks", "knocks or barks"),
    Sort.HUM: text("sound.sort.hum", "hum"),
    Sort.CHANGING: text("sound.sort.changing", "changing noise"),
    Sort.STEADY: text("sound.sort.steady", "steady noise"),
    Sort.CALM: text("sound.sort.calm", "calm"),
}
"""How each reads; in English as it is measured."""
_BACKGROUND = {
    Sort.CALM: text("sound.room.calm", "A calm room"),
    Sort.CHANGING: text("sound.room.changing", "A noise that rises and falls, such as traffic"),
    Sort.STEADY: text("sound.room.steady", "A steady noise, such as a fan or air"),
}
_HUM = message("sound.room.hum", "A steady hum of {frequency}")
_WITH_HUM = message("sound.room.with-hum", "{background}, with a hum of {frequency} in it")
_NEARLY_ALWAYS = text("sound.room.nearly-always", "somebody talking nearly all the time")
_TALKING = message("sound.room.talking", "somebody talking {share} of the time")
_KNOCKS = counted(
    "sound.room.knocks",
    "one loud moment, such as a knock or a bark",
    "{count} loud moments, such as knocks or barks",
)
_KNOCKS_OR_VOICES = counted(
    "sound.room.knocks-or-voices",
    "one loud moment, such as a voice, a knock or a bark",
    "{count} loud moments, such as voices, knocks or barks",
)
_NOTHING = message("sound.room.nothing", "{background}; nothing stands out.")
_NOTHING_ELSE = message("sound.room.nothing-else", "{background}; nothing else stands out.")
_AND_ONE = message("sound.room.and-one", "{background}, and {other}.")
_AND_TWO = message("sound.room.and-two", "{background}, {talking}, and {moments}.")


@dataclass(frozen=True)
class Room:
    """A room without a person speaking, as numbers."""

    level: float
    """LA90 in dBA, estimated or calibrated."""
    level_dbfs: float
    """The same in dBFS."""
    spread: float
    """LA10 over LA90, in dB."""
    hum: Hum | None
    """The mains hum."""
    voices: float | None
    """Share of the time in which somebody speaks, 0 to 1; None where that cannot be told."""
    voice_frames: int
    """How many answers of the detector that share rests on."""
    events: tuple[Event, ...]
    """The disturbances that are no voices; all of them where voices cannot be told."""

    @property
    def sort(self) -> Sort:
        """What stands out most: what others will hear and understand comes first."""
        if self.talking:
            return Sort.VOICES
        if self.events:
            return Sort.KNOCKS
        return self.background

    @property
    def background(self) -> Sort:
        """What goes on all the time."""
        if self.hum is not None and self.hum.weighted >= self.level_dbfs - LEADING_DB:
            return Sort.HUM
        if self.level < CALM_DBA:
            return Sort.CALM
        disturbed = self.talking or self.events
        return Sort.CHANGING if self.spread >= CHANGING_DB and not disturbed else Sort.STEADY

    @property
    def talking(self) -> bool:
        """Whether somebody speaks for long enough to count."""
        return self.voices is not None and talks(self.voices, self.voice_frames)


def sentence(room: Room) -> Text:
    """What is heard, in one sentence: "A steady hum of 50 Hz, and somebody talking 40 % of the time"."""
    background, talking, moments = _background(room), _talking(room), _moments(room)
    if talking and moments:
        return _AND_TWO(background=background, talking=talking, moments=moments)
    if other := talking or moments:
        return _AND_ONE(background=background, other=other)
    return (_NOTHING if room.background is Sort.CALM else _NOTHING_ELSE)(background=background)


def without_voices(events: Sequence[Event], speech: NDArray[np.bool_], frame_seconds: float) -> tuple[Event, ...]:
    """The events that are no voices.

    Args:
        events: All of them.
        speech: Whether somebody speaks, frame by frame from the same moment on.
        frame_seconds: Length of a frame.
    """

    def spoken(event: Event) -> bool:
        first = max(0, round((event.start - BESIDE_SECONDS) / frame_seconds))
        frames = speech[first : round((event.end + BESIDE_SECONDS) / frame_seconds) + 1]
        return len(frames) > 0 and float(frames.mean()) >= SPOKEN_SHARE

    return tuple(event for event in events if not spoken(event))


def _background(room: Room) -> Text:
    if room.hum is None:
        return _BACKGROUND[room.background]
    frequency = Quantity(room.hum.frequency, Unit.HERTZ)
    if room.background is Sort.HUM:
        return _HUM(frequency=frequency)
    return _WITH_HUM(background=_BACKGROUND[room.background], frequency=frequency)


def _talking(room: Room) -> Text | None:
    if not room.talking or room.voices is None:
        return None
    if room.voices >= ALWAYS_SHARE:
        return _NEARLY_ALWAYS
    return _TALKING(share=Quantity(5 * round(20 * room.voices), Unit.PERCENT))


def _moments(room: Room) -> Text | None:
    if not room.events:
        return None
    return (_KNOCKS_OR_VOICES if room.voices is None else _KNOCKS)(count=len(room.events))
