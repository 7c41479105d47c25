import pytest

from deskready.plugin import Value
from deskready_checks.sound.noise.scale import CALIBRATION_OPTIONS, scale_for

ESTIMATE = "uncalibrated estimate: dBFS + 120 dB"
DEFAULTS: dict[str, Value] = {option.name: option.default for option in CALIBRATION_OPTIONS}
STORED: dict[str, Value] = {
    "calibration_db": 105.5,
    "calibration_uncertainty_db": 2.5,
    "calibration_device": "usb mic",
    "calibration_gain": "-6.00 dB",
}


def test_without_a_calibration_it_is_an_estimate() -> None:
    scale = scale_for(DEFAULTS, "usb mic", "0.00 dB")
    assert (scale.level(-75.0), scale.uncertainty_db) == (45.0, 12.0)
    assert (scale.method.words, scale.calibrated) == (ESTIMATE, False)


def test_a_calibration_moves_and_narrows_it() -> None:
    scale = scale_for(STORED, "usb mic", "-6.00 dB")
    assert (scale.level(-60.0), scale.uncertainty_db) == (45.5, 2.5)
    assert scale.method.words == "calibrated: dBFS + 105.5 dB, within 2.5 dB"
    assert scale.calibrated


def test_one_that_names_no_microphone_holds_for_all() -> None:
    scale = scale_for(DEFAULTS | {"calibration_db": 100}, "usb mic", "-6.00 dB")
    assert (scale.offset_db, scale.uncertainty_db) == (100, 5.0)


def test_a_volume_that_is_never_told_is_no_reason_to_doubt() -> None:
    assert scale_for(STORED | {"calibration_gain": ""}, "usb mic", "").calibrated


@pytest.mark.parametrize(
    ("stored", "device", "gain", "why"),
    [
        ("-6.00 dB", "built-in", "-6.00 dB", "the calibration was made with another microphone"),
        ("-6.00 dB", "usb mic", "0.00 dB", "the input volume has changed since the calibration"),
        (
            "-6.00 dB",
            "usb mic",
            "",
            "the input volume cannot be read or could not when it was calibrated, and may have",
        ),
        ("", "usb mic", "0.00 dB", "the input volume cannot be read or could not when it was calibrated, and may have"),
    ],
)
def test_it_lapses_and_says_so(stored: str, device: str, gain: str, why: str) -> None:
    scale = scale_for(STORED | {"calibration_gain": stored}, device, gain)
    assert (scale.offset_db, scale.uncertainty_db, scale.calibrated) == (120.0, 12.0, False)
    assert scale.method.words.startswith(f"{ESTIMATE}, as {why}")
