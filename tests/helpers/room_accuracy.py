"""How right the analysis of a quiet phase is: hum, disturbances, other people's voices."""

from collections.abc import Iterator

import numpy as np

from deskready_checks.sound.analysis.events import Event
from deskready_checks.sound.analysis.hum import find_hum
from deskready_checks.sound.analysis.voices import speech_frames
from helpers.scenes import bangs, noises, recordings, voices
from helpers.scenes.sound import RATE, Sound, at, at_a, frames, gained, mixed, placed
from helpers.sound_accuracy import Row, metered


def hum_rows(quick: bool = False) -> Iterator[Row]:
    """Hum found with its mains and its level, and none where there is none."""
    worst, missed = 0.0, 0
    for mains in (50, 60) if quick else (49.9, 50, 60, 60.1):
        for line in (-40, -55, -70):
            hum = gained(noises.hum(15, mains, 1), line)
            found = find_hum(mixed(at(noises.pink(15, 2), -65), hum), RATE)
            missed += found is None or found.frequency != round(mains)
            if line > -70:  # the lesser lines of the weakest lie under the noise
                worst = max(worst, abs(found.level - strong_lines(line))) if found else np.inf
    yield Row("hum missed, or with the wrong mains, of 6 or 12", missed, 0, "")
    yield Row("hum's level", worst, 0.2, "dB")
    innocent = (
        recordings.woman(),
        recordings.man(),
        noises.fan(15, 1),
        noises.pink(15, 1),
        bangs.typing(15),
        placed(15, *((n, bangs.barks(seed=n)) for n in (2, 6, 10))),
        voices.babble(15),
    )
    yield Row(
        "hum where there is none, of 7",
        sum(find_hum(sound[: frames(12)], RATE) is not None for sound in innocent),
        0,
        "",
    )


def strong_lines(line: float) -> float:
    """The level of a hum's eight lines together, in dBFS, by how they are made."""
    return line + 10 * float(np.log10(sum(peak**2 for peak in noises.HUM_PEAKS)))


def event_rows() -> Iterator[Row]:
    """Disturbances of five scripted rooms, counted, and none in three that go on alike."""
    room = at_a(noises.room(20, 1), -60)
    scripts = {
        "doors": placed(20, (4, bangs.door()), (13, bangs.door(2))),
        "knocks": placed(20, *((start, bangs.knocks(seed=3)) for start in (3, 9, 15.5))),
        "barks": placed(20, *((start, bangs.barks(2, seed=4)) for start in (2, 6, 11, 17))),
        "one knock": placed(20, (10, bangs.knock())),
        "all of them": placed(20, (2, bangs.door()), (7, bangs.barks()), (12, bangs.knocks()), (17, bangs.bark())),
    }
    wrong = [len(found(mixed(room, at_peak(sound, -25)))) != WANTED[name] for name, sound in scripts.items()]
    yield Row("rooms with the wrong number of disturbances, of 5", sum(wrong), 0, "")
    alike = (at_a(noises.fan(20, 1), -45), at_a(noises.pink(20, 1), -50), gained(noises.hum(20, 50, 1), -45) + room)
    yield Row("disturbances where there are none, of 3 rooms", sum(len(found(sound)) for sound in alike), 0, "")


WANTED = {"doors": 2, "knocks": 3, "barks": 4, "one knock": 1, "all of them": 4}
"""Disturbances of each script."""


def found(sound: Sound) -> tuple[Event, ...]:
    """The disturbances found."""
    return metered(sound).events()


def at_peak(sound: Sound, dbfs: float) -> Sound:
    """The sound with its highest amplitude at a level."""
    return np.asarray(sound * (10 ** (dbfs / 20) / np.abs(sound).max()))


def voice_rows(quick: bool = False) -> Iterator[Row]:
    """How much of another's talk is heard as speech, so far below one's own voice; and how much where nobody talks."""
    room = at_a(noises.room(15, 1), -80)
    for below in (30,) if quick else (20, 30, 40):
        shares = [
            speech_share(mixed(room, at_a(voice[: frames(15)], -26 - below)))
            for voice in (recordings.woman(), recordings.man())
        ]
        bound = 60 if below <= 30 else None
        yield Row(f"voices {below} dB down, heard for the time of", min(shares), bound, "%", at_least=True)
    louder = at_a(noises.room(15, 1), -65)
    silent = (
        at_a(noises.fan(15, 1), -45),
        gained(noises.hum(15, 50, 1), -45) + room,
        mixed(louder, at_peak(bangs.typing(15, 1, recordings.keys()), -20)),
        mixed(louder, at_peak(placed(15, *((n, bangs.barks(seed=n)) for n in (1, 5, 9))), -15)),
    )
    yield Row("speech where nobody talks, of 4 sounds, most", max(map(speech_share, silent)), 5, "%")


def speech_share(sound: Sound) -> float:
    """Per cent of the time in which somebody is heard to speak."""
    return 100 * float(np.mean(speech_frames(sound.astype(np.float32), RATE)))
