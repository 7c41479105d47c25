"""A scene: a person at a desk, declared by what it is made of, and the truth that follows from that."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from helpers.scenes.sound import Sound

QUIET_SECONDS = 20.0
"""Length of the quiet phase."""
VOICE_SECONDS = 10.0
"""Length of the reading."""
VOICE_DBFS = -26.0
"""A-weighted active level of the person's voice, where a scene says nothing else."""


class Speaker(StrEnum):
    """Who reads."""

    WOMAN = "woman"
    MAN = "man"
    FULL_BAND = "full-band woman"
    SYNTHETIC = "espeak"


@dataclass(frozen=True)
class Hum:
    """Mains hum under a scene."""

    mains: float
    """Frequency in Hz."""
    line: float
    """Level of its strongest line, in dBFS."""


@dataclass(frozen=True)
class Bangs:
    """Disturbances, each so many dB (A, F) over the background."""

    kind: str
    """A function of `bangs`, or "keys" for recorded ones."""
    over: float
    """How far the loudest moment of each lies over the background, in dB."""
    starts: tuple[float, ...] = ()
    """When they begin, in seconds; none for typing, which goes on."""


@dataclass(frozen=True)
class Other:
    """Other people."""

    kind: str
    """"babble", "music", a `Speaker`, or the number of a synthetic voice."""
    below: float
    """How far their level lies under the person's voice, both A-weighted, in dB."""
    begin: float = 0.0
    """When they begin to talk, in seconds of the quiet phase."""
    end: float = QUIET_SECONDS
    """When they stop."""


@dataclass(frozen=True)
class Scene:
    """What a scene is made of. Levels are A-weighted dBFS (AES17) unless they say otherwise."""

    name: str
    group: str
    """Scenes that try the same thing; each group is split by itself."""
    background: str = "room"
    """A function of `noises`."""
    snr: float = 34.0
    """How far the background lies under the voice, hum not counted."""
    speaker: Speaker = Speaker.WOMAN
    hum: Hum | None = None
    bangs: Bangs | None = None
    other: Other | None = None
    band: str = ""
    """A function of `faults` that limits the voice's band."""
    clip_db: float = 0.0
    """How far the voice's highest peak would go over full scale; negative leaves room."""
    gain: float = 1.0
    """What follows the clipping."""
    rt60: float = 0.0
    """Reverberation of the room, in seconds."""
    gate_dbfs: float = 0.0
    """Level under which a gate shuts; 0 for none."""
    suppressed: bool = False


@dataclass(frozen=True)
class Truth:
    """What must be found in a scene; None where construction does not tell."""

    background: float
    """LA90 of what goes on all the time, in dBFS."""
    snr: float | None
    """A-weighted active level of the voice over that, in dB."""
    mains: int
    """50, 60 or 0."""
    events: int | None
    """Disturbances in the quiet phase."""
    voices: float
    """Share of the quiet phase in which somebody else talks."""
    bangs: bool | None
    """Whether doors, dogs or keys are heard in the quiet phase."""
    clipped: float
    """Share of clipped samples of the reading, in per cent."""
    narrow: bool
    """Whether the voice ends below 4 kHz."""
    gated: bool | None
    """Whether silence was cut out."""


@dataclass(frozen=True)
class Take:
    """A scene's two phases, and its truth."""

    quiet: Sound = field(repr=False)
    voice: Sound = field(repr=False)
    truth: Truth


def halves(scenes: Sequence[Scene]) -> tuple[list[Scene], list[Scene]]:
    """The tuning half and the held-out half.

    The rule: within each group, in the order of the CRC-32 of the names, every second scene is held out.
    """
    tuning: list[Scene] = []
    held_out: list[Scene] = []
    for group in dict.fromkeys(scene.group for scene in scenes):
        members = [scene for scene in scenes if scene.group == group]
        for number, scene in enumerate(sorted(members, key=lambda scene: zlib.crc32(scene.name.encode()))):
            (held_out if number % 2 else tuning).append(scene)
    return tuning, held_out
