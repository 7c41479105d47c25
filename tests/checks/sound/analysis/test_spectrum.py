from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.sound.analysis.spectrum import LOW_HZ, Spectra, spectra_of

RATE = 8000
NOISE = np.random.default_rng(1).normal(0, 0.1, 6 * RATE).astype(np.float32)


def test_the_bins_sum_to_the_mean_square() -> None:
    spectra = spectra_of(NOISE, RATE)
    assert (spectra.width, spectra.nyquist) == (0.5, 4000)
    assert spectra.powers().shape == (RATE + 1,)
    assert spectra.powers().sum() == pytest.approx(np.mean(NOISE**2), rel=0.02)


def test_every_window_is_kept_as_far_as_it_is_low() -> None:
    rows = spectra_of(NOISE, RATE).low_powers()
    assert rows.shape == (5, 2 * LOW_HZ + 1)
    np.testing.assert_allclose(rows.mean(axis=0), spectra_of(NOISE, RATE).powers()[: rows.shape[1]])


def test_a_sine_lies_where_its_frequency_is() -> None:
    spectra = spectra_of(np.sin(2 * np.pi * 440 * np.arange(6 * RATE) / RATE).astype(np.float32), RATE)
    assert (spectra.low_powers().argmax(axis=1) * spectra.width == 440).all()
    assert spectra.low_powers()[:, 875:886].sum(axis=1) == pytest.approx([0.5] * 5, rel=1e-4)


def test_what_is_shorter_than_a_window_is_one() -> None:
    spectra = spectra_of(NOISE[:RATE], RATE)
    assert spectra.low_powers().shape[0] == 1
    assert spectra.powers().sum() == pytest.approx(np.mean(NOISE[:RATE] ** 2), rel=0.05)
    assert not spectra_of(NOISE[:0], RATE).powers().any()


@given(st.lists(st.integers(0, len(NOISE)), max_size=6))
@settings(deadline=None, max_examples=20)
def test_blocks_make_no_difference(places: list[int]) -> None:
    spectra = Spectra(RATE)
    edges = [0, *sorted(places), len(NOISE)]
    for start, end in pairwise(edges):
        spectra.feed(NOISE[start:end])
    np.testing.assert_array_equal(spectra.powers(), spectra_of(NOISE, RATE).powers())


def test_nothing_of_the_sound_is_left() -> None:
    spectra = spectra_of(NOISE, RATE)
    assert spectra._sound.any()
    spectra.erase()
    assert not spectra._sound.any()
