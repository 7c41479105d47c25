import numpy as np
import pytest

from deskready_checks.sound.analysis.levels import peak_dbfs
from deskready_checks.sound.playing.beeps import BEEP_HZ, LEAD_SECONDS, beeps

RATE = 48_000


@pytest.mark.parametrize("count", [1, 2, 5])
def test_they_can_be_counted(count: int) -> None:
    sound = beeps(count, -20, RATE)
    loud = np.convolve(abs(sound), np.ones(480) / 480, "same") > 0.005
    assert np.count_nonzero(np.diff(loud.astype(int)) == 1) == count
    assert not sound[: round(LEAD_SECONDS * RATE)].any()


@pytest.mark.parametrize("level", [-40.0, -20.0])
def test_they_are_as_loud_as_asked_and_begin_softly(level: float) -> None:
    sound = beeps(2, level, RATE)
    assert peak_dbfs(float(abs(sound).max())) == pytest.approx(level, abs=0.01)
    assert abs(np.diff(sound)).max() < 10 ** (level / 20) * 2 * np.pi * BEEP_HZ / RATE * 1.05
