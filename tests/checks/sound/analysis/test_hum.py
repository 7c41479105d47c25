from collections.abc import Callable

import numpy as np
import pytest

from deskready_checks.sound.analysis.hum import find_hum
from helpers.scenes import bangs, noises
from helpers.scenes.noises import sine
from helpers.scenes.sound import RATE, Sound, at, level, mixed, placed

SECONDS = 6.0
ROOM = at(noises.room(SECONDS, 4), -65)


def lines(mains: float, *levels: float) -> Sound:
    """Lines at the multiples of a frequency, by their levels in dBFS."""
    return np.asarray(sum(sine(mains * n, dbfs, SECONDS) for n, dbfs in enumerate(levels, 1)))


@pytest.mark.parametrize(("mains", "told"), [(50, 50), (60, 60), (49.9, 50), (50.15, 50), (59.85, 60)])
@pytest.mark.parametrize("strongest", [-40, -70])
def test_hum_is_found_and_told_which(mains: float, told: int, strongest: float) -> None:
    hum = 10 ** (strongest / 20) * noises.hum(SECONDS, mains, 2)
    found = find_hum(mixed(hum, ROOM).astype(np.float32), RATE)
    assert found is not None
    assert found.frequency == told
    assert found.level == pytest.approx(level(hum), abs=0.5)
    assert found.prominence >= 15


@pytest.mark.parametrize("over", [18, 20, 30])
@pytest.mark.parametrize("mains", [50, 60])
def test_lines_that_stand_out_are_enough(mains: float, over: float) -> None:
    density = 10 ** (-65 / 10) / np.log(RATE / 40) / mains  # of the pink noise, per Hz
    bin_dbfs = 10 * np.log10(density * 0.5)
    hum = mixed(sine(mains, bin_dbfs + over, SECONDS), sine(3 * mains, bin_dbfs - 4.8 + over, SECONDS))
    found = find_hum(mixed(hum, ROOM).astype(np.float32), RATE)
    assert found is not None
    assert found.frequency == mains


@pytest.mark.parametrize("over", [0, 6])
def test_lines_that_hardly_stand_out_are_none(over: float) -> None:
    density = 10 ** (-65 / 10) / np.log(RATE / 40) / 50
    hum = sine(50, 10 * np.log10(density * 0.5) + over, SECONDS)
    assert find_hum(mixed(hum, ROOM).astype(np.float32), RATE) is None


def test_one_line_alone() -> None:
    assert find_hum(mixed(lines(50, -50), ROOM).astype(np.float32), RATE) is not None
    assert find_hum(mixed(lines(60, -150, -50), ROOM).astype(np.float32), RATE) is not None
    assert find_hum(mixed(lines(100, -150, -150, -40), ROOM).astype(np.float32), RATE) is None  # 300 Hz is of both
    assert find_hum(mixed(lines(97, -40, -50), ROOM).astype(np.float32), RATE) is None


@pytest.mark.parametrize(
    "make", [noises.white, noises.pink, noises.room, noises.fan, noises.traffic, noises.rain, noises.music]
)
def test_no_noise_is_taken_for_hum(make: Callable[[float, int], Sound]) -> None:
    assert find_hum(at(make(SECONDS, 5), -40).astype(np.float32), RATE) is None


def test_nothing_that_comes_and_goes_is_hum() -> None:
    voiced = lines(100, *[-30.0] * 8) * (np.sin(2 * np.pi * np.arange(len(ROOM)) / RATE / 1.1) > 0.4)
    voiced[: len(voiced) // 2] = 0
    barks = placed(SECONDS, *((start, bangs.barks()) for start in (1.0, 3.0, 4.5)))
    for sound in (voiced, barks):
        assert find_hum(mixed(sound, ROOM).astype(np.float32), RATE) is None


def test_hum_under_knocks() -> None:
    loud = placed(SECONDS, *((start, bangs.door()) for start in (1.0, 5.0)))
    found = find_hum(mixed(loud, lines(50, -50, -55), ROOM).astype(np.float32), RATE)
    assert found is not None
    assert found.level == pytest.approx(-48.8, abs=0.5)


@pytest.mark.parametrize("rate", [8000, 16_000, 44_100, 96_000])
def test_every_sampling_rate_will_do(rate: int) -> None:
    t = np.arange(4 * rate) / rate
    sound = 0.01 * np.sin(2 * np.pi * 60 * t) + 0.005 * np.sin(2 * np.pi * 120 * t)
    sound += np.random.default_rng(3).normal(0, 0.0005, len(t))
    found = find_hum(sound.astype(np.float32), rate)
    assert found is not None
    assert found.frequency == 60
    assert found.level == pytest.approx(-39.03, abs=0.1)


def test_too_little_sound_tells_nothing() -> None:
    assert find_hum(lines(50, -30, -30)[: RATE - 1].astype(np.float32), RATE) is None
    assert find_hum(np.zeros(0, np.float32), RATE) is None
