import numpy as np
import pytest

from deskready_checks.sound.analysis.levels import dbfs, exceeded, peak_dbfs


def test_a_full_scale_sine_is_0_dbfs() -> None:
    assert dbfs(0.5) == pytest.approx(0, abs=1e-12)
    assert peak_dbfs(1.0) == pytest.approx(0, abs=1e-12)
    assert peak_dbfs(0.1) == pytest.approx(-20)


def test_a_full_scale_square_is_3_db_more() -> None:
    assert dbfs(1.0) == pytest.approx(3.0103, abs=1e-4)


def test_nothing_is_a_number() -> None:
    assert dbfs(0.0) == pytest.approx(-196.99, abs=0.01)


def test_the_loud_tenth_and_the_quiet_nine_tenths() -> None:
    powers = np.array([0.5e-6] * 85 + [0.5e-2] * 15)
    assert exceeded(powers, 10) == pytest.approx(-20)
    assert exceeded(powers, 90) == pytest.approx(-60)
