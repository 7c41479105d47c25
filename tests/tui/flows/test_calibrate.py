"""The calibration on screen, over replayed runs of its check."""

from pathlib import Path

from msgspec import structs

from deskready.core.audit.check_state import Phase
from deskready.core.audit.event import Asked, Event, Measured, Started
from deskready.core.audit.outcome import Outcome
from deskready.core.declare.check import Question
from deskready.core.declare.check_info import Origin, describe
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Metric
from deskready.core.declare.option import Option
from deskready.core.declare.teaching import Teaching
from deskready.core.declare.unit import Unit
from deskready.store.settings import read_settings, remember_consent, remember_options
from deskready.tui.screens.audit import AuditScreen
from deskready.tui.widgets.panel import Panel
from deskready_checks.sound.calibration.check import Calibration
from deskready_checks.sound.calibration.metrics import GAIN, MICROPHONE, OFFSET
from deskready_checks.sound.noise.scale import CALIBRATION_OPTIONS
from helpers.piloting import shown, state_of, until, until_screen, until_shown
from helpers.replayed import Desk, info, measured
from helpers.runs import ended

CHECK = describe(Calibration, Origin(Calibration.id, "nowhere:Calibration", "deskready"))
NOISE = structs.replace(info("sound.noise", title="Background noise"), options=CALIBRATION_OPTIONS)
RUN: tuple[Event, ...] = (
    Started(60),
    Asked(Question("reference", "What do you compare with?", ("phone app", "calibrator"))),
    Measured(OFFSET.measured(105.37, low=100.19, high=110.55)),
    Measured(MICROPHONE.measured("usb front")),
    Measured(GAIN.measured("0.00 dB")),
    ended(Outcome.MEASURED),
)


def desk(run: tuple[Event, ...] = RUN) -> Desk:
    """The program with a check that uses calibrations, and the one that makes them, which no audit runs unasked."""
    remember_consent("microphone", True, str(Consent.MICROPHONE.text.version))
    return Desk([(NOISE, measured(NOISE, 1.0)), (CHECK, run)])


async def test_the_microphone_is_calibrated_and_what_is_measured_next_uses_it(home: Path) -> None:
    remember_options({"sound.noise": {"calibration_db": 99.0}})
    app = desk()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: app.can("calibrate", app.screen))
        assert "Microphone calibration" not in shown(pilot)
        await pilot.press("m")
        await until_screen(pilot, "QuestionScreen")
        await pilot.press("enter")
        await until(pilot, lambda: read_settings().options.get("sound.noise", {}).get("calibration_db") == 105.4)
        await until_shown(pilot, "Calibrated")
        await until_shown(pilot, "Microphone calibration")
        await pilot.press("a")
        await until(
            pilot, lambda: state_of(app, "sound.noise").shown.options["calibration_device"].value == "usb front"
        )
        assert state_of(app, "sound.noise").shown.options["calibration_db"].value == 105.4
        calibration = state_of(app, Calibration.id)
        assert (calibration.phase, calibration.runs[:-1]) == (Phase.IDLE, ()), "it is not run with all others"


async def test_one_that_fails_changes_nothing(home: Path) -> None:
    app = desk((Started(60), ended(Outcome.UNAVAILABLE, reason="The noise was not steady.")))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.can("calibrate", app.screen))
        await pilot.press("m")
        await until(pilot, lambda: state_of(app, Calibration.id).outcome is Outcome.UNAVAILABLE)
        assert read_settings().options == {}


async def test_it_is_offered_only_where_a_check_uses_it(home: Path) -> None:
    app = Desk([(other := info("toy.one"), measured(other, 1.0)), (CHECK, RUN)])
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.can("run_all", app.screen))
        assert not app.can("calibrate", app.screen)


async def test_of_several_the_one_of_the_selected_check_runs_else_the_person_chooses(home: Path) -> None:
    tilt = structs.replace(
        info("camera.tilt"),
        metrics=(Metric("camera.tilt.offset", "Tilt", Unit.NONE),),
        teaches=Teaching("It holds.", name="Level the camera"),
    )
    option = Option("tilt", 0.0, "How the camera leans.", learned="camera.tilt.offset")
    horizon = structs.replace(info("camera.horizon"), options=(option,))
    other = info("toy.one")
    level: list[Event] = [Started(60), Measured(tilt.metrics[0].measured(2.0)), ended(Outcome.MEASURED)]
    runs = [(check, measured(check, 1.0)) for check in (NOISE, horizon, other)]
    app = Desk([*runs, (tilt, level), (CHECK, RUN)])
    remember_consent("microphone", True, str(Consent.MICROPHONE.text.version))
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: app.can("calibrate", app.screen))
        next(panel for panel in app.screen.query(Panel) if panel.check_id == other.id).focus()
        await until(pilot, lambda: isinstance(app.screen, AuditScreen) and app.screen.selected == other.id)
        await pilot.press("m")
        await until_screen(pilot, "QuestionScreen")
        assert "Calibrate the microphone" in shown(pilot)
        assert "Escape leaves it." in shown(pilot)
        await pilot.press("right", "enter")
        await until(pilot, lambda: read_settings().options == {"camera.horizon": {"tilt": 2}})
