import numpy as np
import pytest

from deskready_checks.sound.analysis.spectrum import window_powers

RATE = 8000
NOISE = np.random.default_rng(1).normal(0, 0.1, 6 * RATE).astype(np.float32)


def test_the_bins_of_a_row_sum_to_the_mean_square() -> None:
    powers, width = window_powers(NOISE, RATE)
    assert powers.shape == (5, RATE + 1)
    assert width == 0.5
    assert powers.sum(axis=1).mean() == pytest.approx(np.mean(NOISE**2), rel=0.02)


def test_a_sine_lies_where_its_frequency_is() -> None:
    sine = np.sin(2 * np.pi * 440 * np.arange(6 * RATE) / RATE).astype(np.float32)
    powers, width = window_powers(sine, RATE)
    assert (powers.argmax(axis=1) * width == 440).all()
    assert powers[:, 875:886].sum(axis=1) == pytest.approx([0.5] * 5, rel=1e-4)


def test_only_what_is_of_interest() -> None:
    powers, _ = window_powers(NOISE, RATE, 500)
    assert powers.shape == (5, 1001)
    np.testing.assert_array_equal(powers, window_powers(NOISE, RATE)[0][:, :1001])


def test_what_is_shorter_than_a_window_is_one() -> None:
    powers, width = window_powers(NOISE[:RATE], RATE)
    assert powers.shape == (1, RATE // 2 + 1)
    assert width == 1
