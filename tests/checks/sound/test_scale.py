from deskready_checks.sound.scale import scale_for


def test_without_a_calibration_it_is_an_estimate() -> None:
    scale = scale_for(0.0)
    assert (scale.level(-75.0), scale.uncertainty_db) == (45.0, 12.0)
    assert scale.method == "uncalibrated estimate: dBFS + 120 dB"


def test_a_calibration_moves_and_narrows_it() -> None:
    scale = scale_for(105.5)
    assert (scale.level(-60.0), scale.uncertainty_db) == (45.5, 3.0)
    assert scale.method == "calibrated: dBFS + 105.5 dB"
