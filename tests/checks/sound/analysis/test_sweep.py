"""Echoes of known level and delay, in known noise."""

import numpy as np
import pytest

from deskready_checks.sound.analysis.levels import peak_dbfs
from deskready_checks.sound.analysis.sweep import (
    ACCEPTED_RATIO,
    HIGH_HZ,
    LATEST_SECONDS,
    LOW_HZ,
    PEAK,
    SWEEP_SECONDS,
    Array,
    Arrival,
    Echo,
    agree,
    find_sweep,
    log_sweep,
)

RATE = 16_000
SWEEP = log_sweep(RATE)
LENGTH = len(SWEEP) + round(LATEST_SECONDS * RATE)


def echo(gain_db: float, seconds: float, noise_db: float = -120.0, seed: int = 1) -> Array:
    """What a microphone hears of a sweep: an echo in white noise of a level (root mean square, re full scale)."""
    heard = 10 ** (noise_db / 20) * np.random.default_rng(seed).standard_normal(LENGTH)
    at = round(seconds * RATE)
    heard[at : at + len(SWEEP)] += 10 ** (gain_db / 20) * SWEEP
    return heard


def test_the_sweep_is_soft_and_rises_through_its_band() -> None:
    assert len(SWEEP) == SWEEP_SECONDS * RATE
    assert abs(SWEEP).max() <= PEAK
    assert peak_dbfs(float(abs(SWEEP).max())) == pytest.approx(-20, abs=0.05)
    assert abs(SWEEP[[0, -1]]).max() < 1e-6
    crossings = np.flatnonzero(np.diff(np.signbit(SWEEP)))
    pitches = RATE / 2 / np.diff(crossings)
    assert pitches[0] == pytest.approx(LOW_HZ, rel=0.1)
    assert pitches[-10:].mean() == pytest.approx(HIGH_HZ, rel=0.1)
    assert np.median(pitches[: len(pitches) // 2]) < np.median(pitches[len(pitches) // 2 :])


@pytest.mark.parametrize("seconds", [0.0, 0.0123, 0.2875, 0.9, LATEST_SECONDS])
@pytest.mark.parametrize("gain_db", [6, -10, -30, -50, -63])
def test_echoes_in_a_quiet_room(gain_db: float, seconds: float) -> None:
    arrival = find_sweep(echo(gain_db, seconds), SWEEP, RATE)
    assert arrival.gain_db == pytest.approx(gain_db, abs=0.05)
    assert arrival.seconds == pytest.approx(seconds, abs=1 / RATE)
    assert arrival.ratio > 100


def test_at_the_rate_that_is_played() -> None:
    sweep = log_sweep(48_000)
    arrival = find_sweep(np.pad(sweep, (4800, 43_200)) / 100, sweep, 48_000)
    assert arrival.gain_db == pytest.approx(-40, abs=0.01)
    assert arrival.seconds == pytest.approx(0.1)


def test_it_does_not_matter_which_way_round_it_comes() -> None:
    assert find_sweep(-echo(-20, 0.1), SWEEP, RATE) == find_sweep(echo(-20, 0.1), SWEEP, RATE)


@pytest.mark.parametrize(("over_db", "within_db"), [(0, 0.3), (11, 1.0), (20, 2.5)])
def test_noise_that_is_louder_than_the_echo(over_db: float, within_db: float) -> None:
    own = 20 * np.log10(np.sqrt(np.mean(SWEEP**2)))
    arrivals = [find_sweep(echo(-40, 0.3, own - 40 + over_db, seed), SWEEP, RATE) for seed in range(10)]
    assert max(abs(arrival.gain_db + 40) for arrival in arrivals) <= within_db
    found = agree(arrivals)
    assert found is not None
    assert found.gain_db == pytest.approx(-40, abs=0.5)
    assert found.seconds == pytest.approx(0.3, abs=0.001)


def test_noise_alone_is_no_echo() -> None:
    arrivals = [find_sweep(echo(-300, 0.0, -40, seed), SWEEP, RATE) for seed in range(10)]
    assert max(arrival.ratio for arrival in arrivals) < ACCEPTED_RATIO - 2
    assert agree(arrivals) is None


def test_an_echo_at_the_floor_is_just_found() -> None:
    floor = find_sweep(echo(-300, 0.0, -50), SWEEP, RATE).floor_db
    assert find_sweep(echo(floor + 1.5, 0.2, -50), SWEEP, RATE).ratio >= ACCEPTED_RATIO
    assert find_sweep(echo(floor - 4, 0.2, -50), SWEEP, RATE).ratio < ACCEPTED_RATIO


def test_silence_is_no_echo() -> None:
    arrival = find_sweep(np.zeros(LENGTH), SWEEP, RATE)
    assert arrival.ratio == 0
    assert agree([arrival] * 3) is None


def arrival(gain_db: float, seconds: float, ratio: float = 100.0) -> Arrival:
    return Arrival(gain_db, seconds, ratio, -60.0)


@pytest.mark.parametrize(
    ("arrivals", "found"),
    [
        ([arrival(-30, 0.3), arrival(-31, 0.301), arrival(-28, 0.302)], Echo(-30, 1.5, 0.301, 3)),
        ([arrival(-30, 0.3), arrival(-30, 0.3), arrival(-5, 0.7)], Echo(-30, 0, 0.3, 2)),
        ([arrival(-30, 0.3), arrival(-30, 0.3), arrival(-90, 0.1, 4)], Echo(-30, 0, 0.3, 2)),
        ([arrival(-30, 0.3), arrival(-30, 0.5), arrival(-30, 0.7)], None),
        ([arrival(-30, 0.3), arrival(-30, 0.3, 7.9), arrival(-30, 0.3, 7.9)], None),
        ([], None),
    ],
)
def test_most_must_agree(arrivals: list[Arrival], found: Echo | None) -> None:
    assert agree(arrivals) == found
