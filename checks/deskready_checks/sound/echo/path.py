"""The way from the earpiece to the microphone: a sweep is played three times, and looked for in what is heard."""

from dataclasses import dataclass

import numpy as np

from deskready.plugin import Context, text
from deskready_checks.sound.analysis.sweep import (
    LATEST_SECONDS,
    SWEEP_SECONDS,
    Array,
    Arrival,
    Echo,
    agree,
    find_sweep,
    log_sweep,
)
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.listening.take import SETTLE_SECONDS, ZERO_SECONDS
from deskready_checks.sound.playing.duplex import ListeningPlayer, ListeningTrack
from deskready_checks.sound.playing.playback import RATE, Sound, both_ears

SWEEPS = 3
"""How often the sweep is played: a cough spoils one."""
PERIOD_SECONDS = SWEEP_SECONDS + LATEST_SECONDS
"""From one sweep to the next: time for the latest echo."""
TELLABLE_DB = 60.0
"""The highest echo loss that is told. Noise suppression gives silence between words, which is no proof of more."""
_OPENING = text("sound.echo.opening", "Opening the microphone and the headphones")
_QUIET = text("sound.echo.quiet", "Please be quiet: a soft rising tone is played.")
_LOOKING = text("sound.echo.looking", "Looking for the tone")


@dataclass(frozen=True)
class Found:
    """What came back."""

    echo: Echo | None
    """The echo, or None where none stands out."""
    at_least_db: float
    """The echo loss that is certain where none stands out: a stronger one would have."""
    sweeps: int
    """How many sweeps were played."""
    devices: str
    """Names of the microphone and of what played; personal."""
    host: str
    """The host API."""


def find_echo(context: Context, output: str, microphone: str) -> Found:
    """Plays and listens.

    Args:
        context: Where the person is told.
        output: Name of the output or a part of it; "" takes the system's default.
        microphone: Name of the microphone or a part of it; "" takes the system's default.

    Raises:
        Unavailable: There is no library, no such device, it does not open, or gives nothing.
    """
    context.progress(0.1, _OPENING)
    player = ListeningPlayer(output, microphone)
    sweep = log_sweep(RATE)
    track = ListeningTrack(program(sweep))
    try:
        seconds = len(track.heard) / RATE
        context.instruct(_QUIET, seconds)
        player.play(track)
        context.instruct("")
        context.progress(0.8, _LOOKING)
        _verify(track)
        arrivals = look_for(sweep, track)
    finally:
        track.erase()
        player.close()
    return Found(
        echo=agree(arrivals),
        at_least_db=min(TELLABLE_DB, *(-arrival.floor_db for arrival in arrivals)),
        sweeps=SWEEPS,
        devices=f"{player.heard_by}; {player.title}",
        host=player.output.host,
    )


def program(sweep: Array) -> Sound:
    """What is played: silence in which the devices settle, then the sweeps, each with its silence."""
    lead = np.zeros(round(SETTLE_SECONDS * RATE))
    one = np.pad(sweep, (0, round(PERIOD_SECONDS * RATE) - len(sweep)))
    return both_ears(np.concatenate((lead, *([one] * SWEEPS))))


def look_for(sweep: Array, track: ListeningTrack) -> list[Arrival]:
    """What the matched filter finds behind each sweep."""
    period, lead = round(PERIOD_SECONDS * RATE), round(SETTLE_SECONDS * RATE)
    starts = [lead + number * period for number in range(SWEEPS)]
    return [find_sweep(track.heard[start : start + period], sweep, RATE) for start in starts]


def _verify(track: ListeningTrack) -> None:
    """Makes sure that the microphone heard something, be it the room alone.

    Raises:
        Unavailable: It is muted, went silent, or delivers no sound.
    """
    heard = track.heard[round(SETTLE_SECONDS * RATE) :]
    if not np.isfinite(heard).all():
        raise State.NOT_SOUND.unavailable()
    sounding = np.flatnonzero(heard)
    if not len(sounding):
        raise State.MUTED.unavailable()
    if len(heard) - sounding[-1] > ZERO_SECONDS * RATE:
        raise State.WENT_SILENT.unavailable()
