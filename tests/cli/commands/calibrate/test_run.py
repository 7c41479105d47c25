"""The command over replayed runs of its check; the rig calibrates for real."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pytest
from msgspec import structs

from deskready.cli.app import parse
from deskready.cli.commands.calibrate import run as calibrate
from deskready.cli.commands.calibrate.request import Request
from deskready.cli.commands.calibrate.run import run
from deskready.core.audit.event import Event, Measured, Started
from deskready.core.audit.outcome import Outcome
from deskready.core.declare.check_info import Origin, describe
from deskready.core.declare.metric import Metric
from deskready.core.declare.option import Option
from deskready.core.declare.unit import Unit, Value
from deskready.core.errors import UsageError
from deskready.core.words.say import say
from deskready.engine.run.job import Job
from deskready.store.settings import read_settings, remember_options
from deskready.testing.replay import ReplayExecutor, ReplayRun
from deskready_checks.sound.calibration.check import Calibration
from deskready_checks.sound.calibration.metrics import GAIN, MICROPHONE, OFFSET
from deskready_checks.sound.noise.scale import CALIBRATION_OPTIONS
from helpers.cli_desk import Desk
from helpers.replayed import Shelf, info
from helpers.runs import ended

CHECK = describe(Calibration, Origin(Calibration.id, "nowhere:Calibration", ""))
NOISE = structs.replace(info("sound.noise"), options=(*CHECK.options[:2], *CALIBRATION_OPTIONS))
MEASURED = (
    Started(60),
    Measured(OFFSET.measured(105.37, low=100.19, high=110.55)),
    Measured(MICROPHONE.measured("usb front")),
    Measured(GAIN.measured("0.00 dB")),
    ended(Outcome.MEASURED),
)
STORED: dict[str, Value | None] = {
    "calibration_db": 105.4,
    "calibration_uncertainty_db": 5.2,
    "calibration_device": "usb front",
    "calibration_gain": "0.00 dB",
}
LINES = "Level at full scale: 105.4 dB, within 5.2 dB either way\nMicrophone: usb front\nInput volume: 0.00 dB\n"


class Calibrates(ReplayExecutor):
    """Runs the check as a script, and keeps what it was asked to do."""

    script: tuple[Event, ...] = MEASURED
    other: Mapping[str, Sequence[Event]] = {}
    jobs: list[Job]

    def __init__(self) -> None:
        super().__init__({CHECK.id: self.script, **self.other})

    async def start(self, job: Job, emit: Callable[[Event], None]) -> ReplayRun:
        self.jobs.append(job)
        return await super().start(job, emit)


@pytest.fixture(autouse=True)
def executor(monkeypatch: pytest.MonkeyPatch) -> type[Calibrates]:
    class Fresh(Calibrates):
        jobs: list[Job] = []  # noqa: RUF012 - one for each test

    monkeypatch.setattr(calibrate, "ChildExecutor", Fresh)
    monkeypatch.setattr(calibrate, "installed", lambda: Shelf([CHECK, NOISE]))
    return Fresh


def options(executor: type[Calibrates]) -> dict[str, object]:
    """What the check was run with."""
    (job,) = executor.jobs
    return {name: chosen.value for name, chosen in job.options.items()}


def test_it_stores_what_was_measured(executor: type[Calibrates], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Request(given={"reading": "65", "seconds": "4"})) == 0
    assert options(executor) == {"seconds": 4, "device": "", "reading": 65, "reference": "phone-app"}
    assert read_settings().options == {"sound.noise": STORED}
    told = capsys.readouterr()
    assert told.out == LINES
    assert "lapses when either changes" in told.err


def test_it_calibrates_the_microphone_that_is_used(executor: type[Calibrates]) -> None:
    remember_options({"sound.noise": {"device": "Jabra"}})
    run(Request(given={"reading": "65", "reference": "calibrator"}))
    run(Request(given={"reading": "65", "device": "Yeti"}))
    devices, references = (
        [job.options[name].value for job in executor.jobs] for name in ("device", "reference")
    )  # fmt: skip
    assert devices == ["Jabra", "Yeti"]
    assert references == ["calibrator", "phone-app"]


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ((Started(60), ended(Outcome.UNAVAILABLE, reason="It was not steady.", remedy="Try again.")),
         "Not calibrated. It was not steady. Try again.\n"),
        ((Started(60), ended(Outcome.CANCELLED)), "Not calibrated. The question was not answered.\n"),
    ],
)  # fmt: skip
def test_what_was_not_measured_is_not_stored(
    executor: type[Calibrates], capsys: pytest.CaptureFixture[str], script: tuple[Event, ...], told: str
) -> None:
    remember_options({"sound.noise": STORED})
    executor.script = script
    assert run(Request(given={"reading": "65"})) == 3
    assert read_settings().options == {"sound.noise": STORED}
    assert capsys.readouterr().err == told


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (Request(), "standard input is no terminal"),
        (Request(given={"reading": "loud"}), "^--reading: 'loud' is not a number"),
        (Request(given={"reading": "650"}), "^--reading: 650 is out of range"),
        (
            Request(given={"reading": "65", "reference": "ear"}),
            "^--reference: 'ear' is not one of the choices. Choices: ",
        ),
        (
            Request(given={"reading": "65", "reference": "phone-ap"}),
            r"'phone-ap' is not one of the choices. Did you mean phone-app\?",
        ),
        (Request(given={"reading": "65", "seconds": "1"}), "^--seconds: 1 is out of range"),
    ],
)
def test_arguments_that_cannot_be_used(executor: type[Calibrates], request_: Request, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        run(request_)
    assert not executor.jobs


def test_without_its_check_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibrate, "installed", lambda: Shelf([NOISE]))
    with pytest.raises(UsageError, match=r"sound\.calibration"):
        run(Request(given={"reading": "65"}))


def test_it_is_shown_and_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Request(show=True)) == 0
    assert capsys.readouterr() == ("", "The microphone is not calibrated: `deskready calibrate` does it.\n")
    remember_options({"sound.noise": STORED})
    assert run(Request(show=True)) == 0
    assert capsys.readouterr().out == LINES
    assert run(Request(forget=True)) == 0
    assert capsys.readouterr().out == "The calibration is forgotten.\n"
    assert read_settings().options == {}


def test_a_script_must_give_the_reading(desk: Desk) -> None:
    done = desk.run("calibrate")
    assert (done.returncode, done.stdout) == (2, "")
    assert "deskready calibrate --reading 65 --reference phone-app" in done.stderr


OTHER = structs.replace(
    info("camera.tilt"),
    metrics=(Metric("camera.tilt.offset", "Tilt", Unit.NONE),),
    options=(Option("target", 0.0, "What stands in the picture."),),
    uses=frozenset(),
)
LEVELLED = structs.replace(
    info("camera.horizon"), options=(Option("tilt", 0.0, "How the camera leans.", learned="camera.tilt.offset"),)
)


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibrate, "installed", lambda: Shelf([CHECK, NOISE, OTHER, LEVELLED]))


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (Request(show=True), "none is named. Name one: sound.calibration, camera.tilt"),
        (Request("camera.tolt", show=True), r"camera.tolt is no check that calibrates. Did you mean camera\.tilt\?"),
        (Request("camera.tilt", {"reading": "65"}), "no option is called 'reading'"),
    ],
)
def test_of_several_one_is_named(request_: Request, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        run(request_)
    assert re.search(told, f"{say(raised.value.said)}")


@pytest.mark.usefixtures("several")
def test_a_second_calibration_is_run_with_its_own_options_and_asks_nobody(
    executor: type[Calibrates], capsys: pytest.CaptureFixture[str]
) -> None:
    measured = OTHER.metrics[0].measured(2.0)
    executor.other = {OTHER.id: (Started(60), Measured(measured), ended(Outcome.MEASURED))}
    assert run(Request("camera.tilt", show=True)) == 0
    assert capsys.readouterr().err == f"{say(OTHER.title)}: nothing is stored yet.\n"
    assert run(Request("camera.tilt", {"target": "4"})) == 0
    assert options(executor) == {"target": 4}
    assert read_settings().options == {"camera.horizon": {"tilt": 2}}


def test_words_are_sorted_into_the_check_and_its_options() -> None:
    asked = parse(["calibrate", "camera.tilt", "--target", "-4", "--seconds=3", "--show"])
    assert isinstance(asked, partial)
    assert asked.args == (Request("camera.tilt", {"target": "-4", "seconds": "3"}, show=True),)
    for wrong in (["calibrate", "--reading"], ["calibrate", "a.b", "c.d"]):
        with pytest.raises(UsageError):
            parse(wrong)
