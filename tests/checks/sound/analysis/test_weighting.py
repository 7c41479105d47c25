from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from deskready_checks.sound.analysis.weighting import FAST_SECONDS, AWeighting, FastWeighting, a_weighting_table
from helpers.acoustics import a_weighting_db

THIRD_OCTAVES = [1000 * 10 ** (n / 10) for n in range(-20, 14)]
NOISE = np.random.default_rng(1).standard_normal(2000)


def measured(hertz: float, rate: int) -> float:
    """What the filter does to a sine, in dB: its amplitude over 0.2 s, after one second of settling."""
    phase = 2 * np.pi * hertz * np.arange(round(1.2 * rate)) / rate
    weighted = AWeighting(rate).process(np.sin(phase))
    waves = np.stack((np.sin(phase[rate:]), np.cos(phase[rate:])), axis=1)
    sine, cosine = np.linalg.lstsq(waves, weighted[rate:])[0]
    return float(20 * np.log10(np.hypot(sine, cosine)))


@pytest.mark.parametrize("rate", [44_100, 48_000])
@pytest.mark.parametrize("hertz", THIRD_OCTAVES)
def test_a_weighting_follows_the_standard(hertz: float, rate: int) -> None:
    assert measured(hertz, rate) == pytest.approx(float(a_weighting_db(hertz)), abs=0.01)


@pytest.mark.parametrize(
    ("rate", "error"), [(8000, 0.6), (16_000, 0.01), (24_000, 0.01), (32_000, 0.02), (96_000, 0.01)]
)
def test_other_rates_follow_it_up_to_nearly_half_of_them(rate: int, error: float) -> None:
    for hertz in THIRD_OCTAVES:
        if hertz < 0.49 * rate:
            assert measured(hertz, rate) == pytest.approx(float(a_weighting_db(hertz)), abs=error)


def cut(samples: NDArray[np.float64], places: list[int]) -> list[NDArray[np.float64]]:
    edges = [0, *sorted(places), len(samples)]
    return [samples[a:b] for a, b in pairwise(edges)]


@given(st.lists(st.integers(0, len(NOISE)), max_size=12))
@settings(deadline=None)
def test_weighting_does_not_depend_on_the_blocks(places: list[int]) -> None:
    whole = AWeighting(48_000).process(NOISE)
    stream = AWeighting(48_000)
    pieces = np.concatenate([stream.process(block) for block in cut(NOISE, places)])
    np.testing.assert_allclose(pieces, whole, rtol=0, atol=1e-12)


def test_weighting_is_the_recursion_of_its_biquads() -> None:
    expected = NOISE.tolist()
    for b0, b1, b2, _, a1, a2 in a_weighting_table()[48_000]:
        first = second = 0.0
        for number, sample in enumerate(expected):
            out = b0 * sample + first
            first, second = b1 * sample - a1 * out + second, b2 * sample - a2 * out
            expected[number] = out
    np.testing.assert_allclose(AWeighting(48_000).process(NOISE), expected, rtol=0, atol=1e-11)


@given(st.lists(st.integers(0, len(NOISE)), max_size=12))
@settings(deadline=None)
def test_f_weighting_is_its_recursion_however_it_is_cut(places: list[int]) -> None:
    stream = FastWeighting(8000)
    powers = [power for block in cut(NOISE, places) for power in stream.process(block)]
    gain, power, expected = 1 - np.exp(-1 / (FAST_SECONDS * 8000)), 0.0, []
    for number, sample in enumerate(NOISE, 1):
        power += gain * (sample * sample - power)
        if number % 80 == 0:
            expected.append(power)
    np.testing.assert_allclose(powers, expected, rtol=1e-9)


@pytest.mark.parametrize("burst", [0.02, 0.05, 0.1, 0.2, 0.5, 1.0])
def test_f_weighting_of_tone_bursts(burst: float) -> None:
    # IEC 61672-1:2013, 5.9.1: 10 lg (1 - exp(-T / tau)) below the steady tone
    sound = np.zeros(96_000)
    count = round(48_000 * burst)
    sound[:count] = np.sin(2 * np.pi * 4000 * np.arange(count) / 48_000)
    loudest = 10 * np.log10(2 * max(FastWeighting(48_000).process(sound)))
    assert loudest == pytest.approx(10 * np.log10(1 - np.exp(-burst / FAST_SECONDS)), abs=0.05)


@given(st.lists(st.integers(0, len(NOISE)), max_size=12))
@settings(deadline=None)
def test_the_highest_moment_is_found_between_hops(places: list[int]) -> None:
    sound = np.concatenate((NOISE, 30 * NOISE[:53], NOISE))
    stream = FastWeighting(8000)
    for block in cut(sound, places):
        stream.process(block)
    gain, power, highest = 1 - np.exp(-1 / (FAST_SECONDS * 8000)), 0.0, 0.0
    for sample in sound[: len(sound) // 80 * 80]:
        power += gain * (sample * sample - power)
        highest = max(highest, power)
    assert stream.highest == pytest.approx(highest, rel=1e-9)
