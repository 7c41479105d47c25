import time

import numpy as np
import pytest

from deskready.plugin import Text
from deskready_checks.sound.noise.quiet import Ear
from deskready_checks.sound.noise.scale import Scale
from helpers.scenes import bangs, noises, voices
from helpers.scenes.sound import RATE, Sound, at, at_a, mixed, placed

SCALE = Scale(120.0, 12.0, Text("estimate"))
BLOCK = 2400


def heard(sound: Sound) -> tuple[Ear, float]:
    """An ear that has heard a sound, and the processor time that it took."""
    ear, begun = Ear(RATE), time.process_time()
    for start in range(0, len(sound), BLOCK):
        ear.feed(sound[start : start + BLOCK].astype(np.float32))
    return ear, time.process_time() - begun


@pytest.mark.skipif(bool(voices.missing()), reason=voices.missing())
def test_talking_is_no_knocking() -> None:
    room = at_a(noises.room(12.0, 1), -80)
    talk = placed(12.0, (1.0, at_a(voices.talk(5.0, 0), -50)))
    quiet = heard(mixed(room, talk, placed(12.0, (9.0, 0.2 * bangs.bark()))))[0].read()
    assert quiet.voices == pytest.approx(5 / 12, abs=0.12)
    assert len(quiet.events) == 1
    assert quiet.events[0].start == pytest.approx(9.0, abs=0.05)
    assert quiet.room(SCALE).level == pytest.approx(40, abs=1)


def test_the_spectrum_is_a_weighted() -> None:
    quiet = heard(at(noises.sine(100, -20, 4.0), -20))[0].read()
    assert quiet.thirds[100] == pytest.approx(-39.1, abs=0.05)
    assert quiet.levels.laeq == pytest.approx(quiet.thirds[100], abs=0.2)


def test_nothing_is_left_of_the_sound() -> None:
    with heard(at(noises.pink(5.0, 1), -40))[0] as ear:
        assert ear._spectra._sound.any()
        assert ear._voices is not None
        assert ear._voices._clip.any()
    assert not ear._spectra._sound.any()
    assert not ear._voices._clip.any()
    assert not ear._voices._waiting.any()


def test_a_hum_needs_a_second_of_sound() -> None:
    for seconds, found in ((0.9, False), (2.5, True)):
        hum = heard(noises.hum(seconds, 50, 1) * 0.01)[0].read().hum
        assert (hum is not None) == found


def test_it_takes_little_of_a_core_while_it_listens_and_little_time_afterwards() -> None:
    ear, meanwhile = heard(at(noises.pink(9.0, 1), -40))
    begun = time.process_time()
    ear.read()
    assert meanwhile < 5 * 0.08 * 9, "8 % of a core on a free machine"
    assert time.process_time() - begun < 5.0
