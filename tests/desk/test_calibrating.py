from msgspec import structs

from deskready.core.declare.option import Option
from deskready.desk import calibrating
from deskready.desk.calibrating import OPTIONS, Calibration
from deskready.store.settings import read_settings, remember_options
from deskready_checks.sound.calibration import metrics
from deskready_checks.sound.calibration.check import Calibration as CalibrationCheck
from deskready_checks.sound.noise.scale import CALIBRATION_OPTIONS
from helpers.replayed import info

FOUND = Calibration(105.4, 5.2, "usb front", "0.00 dB")
USER = structs.replace(info("sound.noise"), options=(Option("seconds", 15, "How long."), *CALIBRATION_OPTIONS))
OTHER = structs.replace(info("sound.half"), options=CALIBRATION_OPTIONS[:2])


def test_the_checks_that_use_one_declare_all_of_it() -> None:
    assert [option.name for option in CALIBRATION_OPTIONS] == list(OPTIONS)
    assert calibrating.users([OTHER, USER, info("toy.one")]) == ("sound.noise",)


def test_what_the_check_measured() -> None:
    found = metrics.OFFSET.measured(105.37, low=100.19, high=110.55)
    texts = (metrics.MICROPHONE.measured("usb front"), metrics.GAIN.measured("0.00 dB"))
    assert calibrating.measured([found, metrics.LEVEL.measured(-40.0), *texts]) == FOUND
    assert CalibrationCheck.id == calibrating.CHECK_ID


def test_it_is_stored_shown_and_forgotten_and_the_rest_stays() -> None:
    remember_options({"sound.noise": {"seconds": 20}})
    assert calibrating.stored(read_settings().options, [USER]) is None
    choices = calibrating.remember(FOUND, [OTHER, USER])
    assert choices == {"sound.noise": dict(zip(OPTIONS, (105.4, 5.2, "usb front", "0.00 dB"), strict=True))}
    assert read_settings().options == {"sound.noise": {"seconds": 20, **choices["sound.noise"]}}
    assert calibrating.stored(read_settings().options, [OTHER, USER]) == FOUND
    calibrating.forget([USER])
    assert read_settings().options == {"sound.noise": {"seconds": 20}}


def test_it_is_told_in_words() -> None:
    assert FOUND.lines() == (
        "Level at full scale: 105.4 dB, within 5.2 dB either way", "Microphone: usb front", "Input volume: 0.00 dB",
    )  # fmt: skip
    assert FOUND.promise.endswith("lapses when either changes.")
    assert "This system does not tell the input volume" in structs.replace(FOUND, gain="").promise
    assert Calibration(100, 5, "", "").lines()[1:] == (
        "Microphone: whichever is used", "Input volume: not told by this system",
    )  # fmt: skip
