"""What a room sounds like, in words: from numbers alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from deskready_checks.sound.analysis.events import Event
from deskready_checks.sound.analysis.hum import Hum

CALM_DBA = 35.0
"""Below this nothing is worth a name: the level that the WHO (1999) asks of living rooms and class rooms."""
CHANGING_DB = 3.0
"""LA10 over LA90 from which a noise without events is not steady."""
LEADING_DB = 3.0
"""How far below the background a hum may lie, A-weighted, to be the first thing that is heard."""
TALKING_SHARE = 0.05
"""Share of the time from which talking is worth telling."""
ALWAYS_SHARE = 0.9
"""The same from which nobody hears a pause."""
BESIDE_SECONDS = 0.3
"""How far beside the detector's frames a word may begin or end."""
SPOKEN_SHARE = 0.3
"""Share of speech in and beside an event from which it is a voice."""


class Sort(StrEnum):
    """What stands out most in a room. The value is what is measured; it never changes."""

    VOICES = "voices"
    KNOCKS = "knocks or barks"
    HUM = "hum"
    CHANGING = "changing noise"
    STEADY = "steady noise"
    CALM = "calm"


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
        return self.voices is not None and self.voices >= TALKING_SHARE


def sentence(room: Room) -> str:
    """What is heard, in one sentence: "A steady hum of 50 Hz, and somebody talking 40 % of the time"."""
    base, others = _background(room), [*_talking(room), *_moments(room)]
    if not others:
        return f"{base}; nothing {'' if room.background is Sort.CALM else 'else '}stands out."
    return f"{', '.join([base, *others[:-1]])}, and {others[-1]}."


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


def _background(room: Room) -> str:
    words = {
        Sort.CALM: "A calm room",
        Sort.CHANGING: "A noise that rises and falls, such as traffic",
        Sort.STEADY: "A steady noise, such as a fan or air",
    }
    if room.hum is None:
        return words[room.background]
    name = f"hum of {room.hum.frequency} Hz"
    return f"A steady {name}" if room.background is Sort.HUM else f"{words[room.background]}, with a {name} in it"


def _talking(room: Room) -> list[str]:
    if not room.talking or room.voices is None:
        return []
    if room.voices >= ALWAYS_SHARE:
        return ["somebody talking nearly all the time"]
    return [f"somebody talking {5 * round(20 * room.voices)} % of the time"]


def _moments(room: Room) -> list[str]:
    count, others = len(room.events), "voices, " if room.voices is None else ""
    if not count:
        return []
    if count == 1:
        return [f"one loud moment, such as {'a voice, ' if others else ''}a knock or a bark"]
    return [f"{count} loud moments, such as {others}knocks or barks"]
