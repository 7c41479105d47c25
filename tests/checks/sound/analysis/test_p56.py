import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.sound.analysis.p56 import DBOV_OFFSET_DB, THRESHOLDS, active_level, envelope
from helpers.voices import RATE, Sound, fan, level_db, pink, voice

# What the reference program of the ITU-T (Recommendation G.191, sv56) makes of these very sounds: dBov and per cent.
REFERENCE = [
    (voice(), RATE, -21.630, 72.77),
    (voice(rate=16_000, seed=5), 16_000, -22.029, 79.77),
    (voice(rate=44_100, seed=6, pitch_hz=210), 44_100, -22.252, 83.97),
    (0.01 * voice(seed=7), RATE, -62.060, 80.35),
    (voice(seed=8) + fan(dbfs=-40), RATE, -22.215, 83.73),
    (voice(seed=9) + pink(dbfs=-30), RATE, -22.579, 98.91),
    (np.concatenate((voice(4), np.zeros(4 * RATE))), RATE, -22.155, 41.06),
    (pink(dbfs=-30), RATE, -32.998, 99.70),
]


@pytest.mark.parametrize(("sound", "rate", "dbov", "percent"), REFERENCE)
def test_it_agrees_with_the_reference(sound: Sound, rate: int, dbov: float, percent: float) -> None:
    found = active_level(sound.astype(np.float32), rate)
    assert found is not None
    assert found.level - DBOV_OFFSET_DB == pytest.approx(dbov, abs=0.1)
    assert 100 * found.activity == pytest.approx(percent, abs=1)


def test_what_is_steady_is_always_active() -> None:
    sine = 0.1 * np.sin(2 * np.pi * 1000 * np.arange(4 * RATE) / RATE)
    found = active_level(sine, RATE)
    assert found is not None
    assert found.level == pytest.approx(-20, abs=0.1)
    assert found.activity == pytest.approx(1, abs=0.02)


def test_pauses_do_not_lower_it() -> None:
    speech = voice(6)
    without, among = active_level(speech, RATE), active_level(np.concatenate((speech, np.zeros(6 * RATE))), RATE)
    assert without is not None
    assert among is not None
    assert among.level == pytest.approx(without.level, abs=0.15)
    assert among.activity == pytest.approx(without.activity / 2, abs=0.02)


@pytest.mark.parametrize("sound", [np.zeros(RATE), np.full(RATE, 1e-5), np.zeros(0), np.zeros(10)])
def test_nothing_to_measure(sound: Sound) -> None:
    assert active_level(sound, RATE) is None


@settings(max_examples=15, deadline=None)
@given(gain_db=st.floats(-35, 10), seed=st.integers(0, 50))
def test_gain_moves_the_level_and_nothing_else(gain_db: float, seed: int) -> None:
    speech = voice(2, 8000, seed)
    before, after = active_level(speech, 8000), active_level(speech * 10 ** (gain_db / 20), 8000)
    assert before is not None
    assert after is not None
    assert after.level - before.level == pytest.approx(gain_db, abs=0.35)  # thresholds are 6 dB apart
    assert before.level >= level_db(speech) - 1e-9


def test_the_envelope_is_exact_at_the_hops() -> None:
    sound = voice(1.0, 8000)
    keep, p, q, exact = np.exp(-1 / (0.03 * 8000)), 0.0, 0.0, []
    for sample in np.abs(sound):
        p = keep * p + (1 - keep) * sample
        q = keep * q + (1 - keep) * p
        exact.append(q)
    assert envelope(sound, 8000) == pytest.approx(np.array(exact)[7::8], rel=1e-9)


def test_the_thresholds_are_octaves_of_16_bits() -> None:
    assert (THRESHOLDS[0], THRESHOLDS[-1], len(THRESHOLDS)) == (1 / 32768, 0.5, 15)
