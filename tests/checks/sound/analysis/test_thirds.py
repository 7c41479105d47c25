import numpy as np
import pytest
from numpy.typing import NDArray

from deskready_checks.sound.analysis.spectrum import spectra_of
from deskready_checks.sound.analysis.thirds import A_WEIGHT_DB, midband, thirds_in
from helpers.acoustics import a_weighting_db

RATE = 48_000


def sine(hertz: float, rate: int = RATE, seconds: float = 2.0) -> NDArray[np.float32]:
    return (0.1 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def octaves(samples: NDArray[np.float32], rate: int) -> dict[float, float]:
    return thirds_in(spectra_of(samples, rate))


def test_the_bands_have_their_nominal_frequencies() -> None:
    assert len(A_WEIGHT_DB) == 30
    assert [midband(nominal) / nominal for nominal in A_WEIGHT_DB] == pytest.approx([1] * 30, abs=0.01)
    steps = np.diff(np.log10([midband(nominal) for nominal in A_WEIGHT_DB]))
    np.testing.assert_allclose(steps, 0.1, rtol=1e-9)


def test_the_a_weighting_of_the_bands_is_that_of_the_standard() -> None:
    for nominal, weight in A_WEIGHT_DB.items():
        assert weight == pytest.approx(float(a_weighting_db(midband(nominal))), abs=0.06)


@pytest.mark.parametrize("nominal", A_WEIGHT_DB)
def test_a_sine_is_in_its_band_and_in_no_other(nominal: float) -> None:
    levels = octaves(sine(midband(nominal)), RATE)
    assert levels.pop(nominal) == pytest.approx(-20, abs=0.02)
    assert max(levels.values()) < -60


@pytest.mark.parametrize("share", [10**-0.045, 10**0.045])
def test_a_sine_near_the_edge_of_a_band_belongs_to_it(share: float) -> None:
    assert octaves(sine(1000 * share), RATE)[1000] == pytest.approx(-20, abs=0.02)


def test_white_noise_rises_with_the_width_of_the_bands() -> None:
    noise = np.random.default_rng(6).normal(0, 0.1, 10 * RATE).astype(np.float32)
    levels = octaves(noise, RATE)
    for nominal in (250, 2000, 10_000):
        width = midband(nominal) * (10**0.05 - 10**-0.05)
        assert levels[nominal] == pytest.approx(10 * np.log10(2 * 0.01 * width / (RATE / 2)), abs=0.5)


def test_the_bands_together_are_the_whole() -> None:
    noise = np.random.default_rng(7).normal(0, 0.01, 4 * RATE)
    spectrum = np.fft.rfft(noise)
    spectrum[: 30 * 4] = 0
    spectrum[17_000 * 4 :] = 0
    noise = np.fft.irfft(spectrum)
    total = 10 * np.log10(sum(10 ** (level / 10) for level in octaves(noise.astype(np.float32), RATE).values()))
    assert total == pytest.approx(10 * np.log10(2 * np.mean(noise**2)), abs=0.05)


@pytest.mark.parametrize(("rate", "highest"), [(8000, 3150), (16_000, 6300), (44_100, 16_000), (96_000, 20_000)])
def test_other_sampling_rates_hold_other_bands(rate: int, highest: float) -> None:
    levels = octaves(sine(500, rate), rate)
    assert max(levels) == highest
    assert levels[500] == pytest.approx(-20, abs=0.02)
