import pytest
from msgspec import structs

from deskready.core.declare.check_info import Origin, describe
from deskready.core.declare.metric import Measurement
from deskready.core.declare.option import Option
from deskready.core.declare.unit import Value
from deskready.core.errors import UsageError
from deskready.core.words.say import say
from deskready.core.words.text import NOTHING
from deskready.desk import learned
from deskready.desk.learned import Learned
from deskready.store.settings import read_settings, remember_options
from deskready_checks.sound.calibration import metrics
from deskready_checks.sound.calibration.check import Calibration
from deskready_checks.sound.noise.scale import CALIBRATION_OPTIONS
from helpers.declared import check_info

TEACHER = describe(Calibration, Origin(Calibration.id, "nowhere:Calibration", "deskready"))
USER = structs.replace(check_info("sound.noise"), options=(Option("seconds", 15, "How long."), *CALIBRATION_OPTIONS))
HALF = structs.replace(check_info("sound.half"), options=CALIBRATION_OPTIONS[:2])
VALUES: dict[str, Value] = {
    "calibration_db": 105.4,
    "calibration_uncertainty_db": 5.2,
    "calibration_device": "usb front",
    "calibration_gain": "0.00 dB",
}
FOUND = Learned(TEACHER, CALIBRATION_OPTIONS, dict(VALUES))
MEASURED: tuple[Measurement, ...] = (
    metrics.OFFSET.measured(105.37, low=100.19, high=110.55),
    metrics.LEVEL.measured(-40.0),
    metrics.MICROPHONE.measured("usb front"),
    metrics.GAIN.measured("0.00 dB"),
)


def test_each_option_learns_from_the_metric_that_it_names() -> None:
    assert [option.name for option in CALIBRATION_OPTIONS] == list(VALUES)
    assert learned.learning(TEACHER, [HALF, USER, check_info("toy.one")]) == {
        "sound.half": CALIBRATION_OPTIONS[:2],
        "sound.noise": CALIBRATION_OPTIONS,
    }
    assert learned.learning(USER, [HALF, USER, TEACHER]) == {}


def test_the_check_that_teaches_is_found_by_its_metrics() -> None:
    assert learned.teachers_of([check_info("toy.one"), USER], [USER, TEACHER]) == [TEACHER]
    assert learned.teachers_of([check_info("toy.one")], [USER, TEACHER]) == []
    assert learned.teachers_of([USER], [USER]) == []


def test_it_is_stored_shown_and_forgotten_and_the_rest_stays() -> None:
    remember_options({"sound.noise": {"seconds": 20}})
    assert learned.stored(read_settings().options, TEACHER, [USER]) is None
    choices = learned.remember(TEACHER, MEASURED, [HALF, USER])
    assert choices == {"sound.half": dict(list(VALUES.items())[:2]), "sound.noise": VALUES}
    assert read_settings().options["sound.noise"] == {"seconds": 20, **VALUES}
    assert learned.stored(read_settings().options, TEACHER, [USER]) == FOUND
    assert learned.stored(choices, TEACHER, [USER]) == FOUND
    learned.forget(TEACHER, [USER])
    assert read_settings().options["sound.noise"] == {"seconds": 20}


def test_what_was_not_measured_is_not_learned() -> None:
    bare = structs.replace(MEASURED[0], low=None, high=None)
    assert learned.remember(TEACHER, [bare], [USER]) == {"sound.noise": {"calibration_db": 105.4}}


def test_what_an_option_cannot_take_is_an_error_and_nothing_is_stored() -> None:
    wide = metrics.OFFSET.measured(105.0, low=80.0, high=130.0)
    with pytest.raises(UsageError, match=r"sound\.noise\.calibration_uncertainty_db: 25 is out of range"):
        learned.remember(TEACHER, [wide], [USER])
    assert read_settings().options == {}


def told(found: Learned) -> tuple[str, ...]:
    """The lines, said."""
    return tuple(say(line) for line in found.lines())


def test_it_is_told_in_words() -> None:
    assert told(FOUND) == (
        "Level at full scale: 105.4 dB, within 5.2 dB either way",
        "Microphone: usb front",
        "Input volume: 0.00 dB",
    )
    assert say(FOUND.promise).endswith("lapses when either changes.")
    untold = structs.replace(FOUND, values={**VALUES, "calibration_gain": ""})
    assert "This system does not tell the input volume" in say(untold.promise)
    assert structs.replace(FOUND, teacher=structs.replace(TEACHER, teaches=None)).promise == NOTHING
    by_hand = {"calibration_db": 100, "calibration_uncertainty_db": 5, "calibration_device": "", "calibration_gain": ""}
    assert told(structs.replace(FOUND, values=by_hand)) == (
        "Level at full scale: 100.0 dB, within 5.0 dB either way",
        "Microphone: whichever is used",
        "Input volume: not told by this system",
    )
