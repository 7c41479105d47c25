import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from deskready_checks.sound.listening.meter import Levels, Meter
from helpers.acoustics import a_weighting_db

RATE = 48_000
RANDOM = np.random.default_rng(2)
NOISE = RANDOM.normal(0, 0.5, 9600).astype(np.float32)
BLOCK = 2400


def sine(peak: float, hertz: float, seconds: float) -> NDArray[np.float32]:
    return (peak * np.sin(2 * np.pi * hertz * np.arange(round(RATE * seconds)) / RATE)).astype(np.float32)


def read(sound: NDArray[np.float32], settle: int = 0) -> Levels:
    """What a meter reads of a sound, the first `settle` samples of it only settling the filters."""
    meter = Meter(RATE)
    meter.feed(sound[:settle])
    meter.restart()
    for start in range(settle, len(sound), BLOCK):
        meter.feed(sound[start : start + BLOCK])
    return meter.read()


@pytest.mark.parametrize("hertz", [31.5, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 12_500, 16_000])
def test_laeq_of_sines(hertz: float) -> None:
    expected = -30 + float(a_weighting_db(hertz))
    assert read(sine(10**-1.5, hertz, 3), RATE).laeq == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("slope", [0.0, -0.5], ids=["white", "pink"])
def test_laeq_of_noise(slope: float) -> None:
    # a sum of sines at every whole number of hertz: its power after weighting is known exactly
    hertz = np.arange(20, 20_001, dtype=np.float64)
    amplitudes = 1e-3 * (hertz / 1000) ** slope
    spectrum = np.zeros(RATE // 2 + 1, np.complex128)
    spectrum[20:20_001] = RATE / 2 * amplitudes * np.exp(2j * np.pi * RANDOM.random(len(hertz)))
    sound = np.tile(np.fft.irfft(spectrum), 4).astype(np.float32)
    expected = 10 * np.log10(np.sum(amplitudes**2 * 10 ** (a_weighting_db(hertz) / 10)))
    assert read(sound, RATE).laeq == pytest.approx(expected, abs=0.01)


def test_percentiles_of_two_levels() -> None:
    sound = np.concatenate([sine(peak, 1000, 2) for peak in (0.01, 0.0178, 0.01, 0.0178)])
    levels = read(sound, RATE)
    assert levels.la10 == pytest.approx(-35, abs=0.1)
    assert levels.la90 == pytest.approx(-40, abs=0.1)
    assert levels.la90 < levels.laeq < levels.la10
    assert levels.la10 <= levels.lafmax == pytest.approx(-35, abs=0.1)


def test_a_steady_tone_has_one_level() -> None:
    levels = read(sine(0.1, 1000, 3), RATE)
    read_off = (levels.lafmax, levels.la10, levels.la50, levels.laeq, levels.la90, levels.peak)
    assert read_off == pytest.approx([-20] * 6, abs=0.01)
    assert (levels.frames, levels.hops, levels.clipped) == (2 * RATE, 200, 0)


@given(st.lists(st.integers(0, 9600), max_size=8))
@settings(deadline=None, max_examples=25)
def test_blocks_make_no_difference(places: list[int]) -> None:
    whole, streamed = Meter(RATE), Meter(RATE)
    whole.feed(NOISE)
    edges = [0, *sorted(places), len(NOISE)]
    for start, end in pairwise(edges):
        streamed.feed(NOISE[start:end])
    assert vars(streamed.read()) == pytest.approx(vars(whole.read()))
    assert streamed.fast == pytest.approx(whole.fast)


@pytest.mark.parametrize("gain_db", [6, 15, 24])
def test_the_share_of_clipped_samples(gain_db: float) -> None:
    sound = sine(10 ** (gain_db / 20), 200, 1)
    share = 100 * np.mean(np.abs(sound) >= 1)
    assert read(sound).clipped == pytest.approx(share, abs=0.1)
    assert read(np.clip(sound, -1, 1)).clipped == pytest.approx(share, abs=0.1)


def test_one_loud_moment_does_not_clip_what_follows() -> None:
    sound = sine(0.1, 1000, 1)
    sound[1000:1010] = -1.0
    sound[BLOCK - 2 : BLOCK + 2] = 32767 / 32768
    assert read(sound).clipped == pytest.approx(100 * 14 / RATE)


def test_a_sound_that_just_fits_is_not_clipped() -> None:
    assert read(sine(1.0, 1000, 1)).clipped == 0


def test_too_little_sound_has_no_level() -> None:
    meter = Meter(RATE)
    meter.feed(np.zeros(479, np.float32))
    with pytest.raises(ValueError, match="Too little"):
        meter.read()


def test_events_begin_with_the_restart() -> None:
    sound = 0.001 * RANDOM.standard_normal(4 * RATE).astype(np.float32)
    sound[round(2.5 * RATE) : round(2.8 * RATE)] *= 30
    meter = Meter(RATE)
    meter.feed(sound[:RATE])
    meter.restart()
    meter.feed(sound[RATE:])
    (event,) = meter.events()
    assert event.start == pytest.approx(1.5, abs=0.03)
    assert 0.3 < event.seconds < 0.5


def test_it_is_much_quicker_than_the_sound() -> None:
    """Two hundred times on a free machine, as the benchmark prints; a busy one may take five times as long."""
    sound = RANDOM.normal(0, 0.1, RATE).astype(np.float32)
    meter, best = Meter(RATE), np.inf
    for _ in range(12):
        begun = time.process_time()
        for start in range(0, RATE, BLOCK):
            meter.feed(sound[start : start + BLOCK])
        best = min(best, time.process_time() - begun)
    assert 1 / best > 200 / 5
