from pathlib import Path

import pytest
from textual.pilot import Pilot

from deskready.core.audit.check_state import Phase
from deskready.core.audit.event import Asked, Measured, Progress, Started
from deskready.core.audit.outcome import Outcome
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.check import Question
from deskready.core.declare.check_info import Origin, Problem
from deskready.core.declare.metric import Better, Metric
from deskready.core.declare.unit import Unit
from deskready.core.declare.use import Use
from deskready.core.errors import UsageError
from deskready.core.judge.verdict import Mark
from deskready.core.words.text import Text
from deskready.store.settings import read_settings
from deskready.tui.app import DeskreadyApp
from deskready.tui.flows.opening import Request
from deskready.tui.view.marks import state_mark
from deskready.tui.widgets.panel import Panel
from helpers.piloting import shown, state_of, until, until_over, until_screen, until_shown, words, write_profile
from helpers.replayed import Desk, Shelf, failed, going_on, info, measured

SPEED = Metric("line.speed", "Speed", Unit.MBIT_S, Better.HIGHER)
DELAY = Metric("line.delay", "Delay", Unit.MILLISECOND, Better.LOWER)
FAST = info("line.speed", SPEED, title="Line speed")
NEAR = info("line.delay", DELAY, title="Line delay")
SPARE = info("line.spare", title="Spare check")


@pytest.fixture(autouse=True)
def profiles(home: Path) -> None:
    write_profile(home, "mild", "Mild employer", line__speed="minimum = 1", line__delay="maximum = 500")
    write_profile(home, "strict", "Strict employer", line__speed="minimum = 50\nrecommended = 90")
    write_profile(home, "odd", "Odd employer", extra__value="maximum = 5")


def desk(*scripts: object, profile: str = "mild", problems: tuple[Problem, ...] = ()) -> Desk:
    return Desk(list(scripts), Request(profile=profile), problems)  # type: ignore[arg-type]


async def test_it_starts_by_itself_and_tells_the_verdict_in_words() -> None:
    app = desk((FAST, measured(FAST, 20.0)), (NEAR, measured(NEAR, 10.0)))
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        await until_shown(pilot, "✓ Ready: all 2 requirements met")
        assert "Next: s saves the result" in shown(pilot)


async def test_a_rerun_replaces_the_result_and_keeps_the_attempt() -> None:
    app = desk((FAST, measured(FAST, 0.5)), (NEAR, measured(NEAR, 10.0)))
    async with app.run_test() as pilot:
        await until_shown(pilot, "✗ Not ready: 1 thing to fix")
        await until(pilot, lambda: app.screen.selected == FAST.id)  # type: ignore[attr-defined]
        app.replay.scripts[FAST.id] = measured(FAST, 7.5)
        await pilot.press("r")
        await until(pilot, lambda: len(state_of(app, FAST.id).runs[:-1]) == 1)
        await until_shown(pilot, "✓ Ready")
        assert len(app.replay.runs) == 3
        await pilot.press("enter")
        await until_screen(pilot, "DetailScreen")
        text = shown(pilot)
        assert "7.5 Mbit/s" in text
        assert "Speed 0.5 Mbit/s" in text.partition("Earlier attempts")[2]


async def test_f_reruns_exactly_what_did_not_pass() -> None:
    third = info("line.third", title="Third")
    app = desk((FAST, measured(FAST, 0.5)), (NEAR, measured(NEAR, 10.0)), (third, failed()))
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        app.replay.scripts |= {FAST.id: measured(FAST, 7.5), third.id: measured(third, 1.0)}
        await pilot.press("f")
        await until(pilot, lambda: len(app.replay.runs) == 5)
        await until(pilot, lambda: state_of(app, third.id).outcome is Outcome.MEASURED)
        assert [len(state_of(app, check.id).runs[:-1]) for check in (FAST, NEAR, third)] == [1, 0, 1]
        await until(pilot, lambda: not app.can("rerun_failed", app.screen))
        assert "Rerun not passed" not in shown(pilot)


async def test_a_runs_everything_again() -> None:
    app = desk((FAST, measured(FAST, 20.0)), (NEAR, measured(NEAR, 10.0)))
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        await pilot.press("a")
        await until(pilot, lambda: [len(state_of(app, c.id).runs[:-1]) for c in (FAST, NEAR)] == [1, 1])


async def test_one_can_be_cancelled_and_the_others_go_on() -> None:
    app = desk((FAST, going_on(Progress(0.3, Text("Downloading")))), (NEAR, going_on()))
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.can("cancel", app.screen))
        await until_shown(pilot, "Downloading")
        await pilot.press("x")
        await until(pilot, lambda: state_of(app, FAST.id).outcome is Outcome.CANCELLED)
        assert state_of(app, NEAR.id).phase is Phase.RUNNING
        await until_shown(pilot, "It has no result. r runs it again.")
        await pilot.press("X")
        await until_over(pilot, app)
        assert state_of(app, NEAR.id).outcome is Outcome.CANCELLED
        await until_shown(pilot, "Not everything was run")


async def test_what_waits_can_be_cancelled() -> None:
    first, second = (info(f"line.n{n}", uses=frozenset({Use.NETWORK})) for n in (1, 2))
    app = desk((first, going_on()), (second, going_on()))
    async with app.run_test() as pilot:
        await until_shown(pilot, "Waits for its turn.")
        await pilot.press("right", "x")
        await until(pilot, lambda: state_of(app, second.id).outcome is Outcome.CANCELLED)
        assert len(app.replay.runs) == 1


async def test_a_check_can_be_ended_early() -> None:
    app = desk((FAST, going_on()))
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(app.replay.runs) and state_of(app, FAST.id).phase is Phase.RUNNING)
        await pilot.press("e")
        await until(pilot, lambda: app.replay.runs[0].concluded)


async def test_the_worst_check_is_selected_at_the_end_unless_the_person_chose() -> None:
    checks = [info(f"line.n{n}", title=f"Number {n}") for n in range(8)]
    scripts = [(check, failed() if check.id == "line.n7" else measured(check, 1.0)) for check in checks]
    app = desk(*scripts)
    async with app.run_test(size=(80, 20)) as pilot:
        await until(pilot, lambda: app.screen.selected == "line.n7")  # type: ignore[attr-defined]
        await until_shown(pilot, "Number 7")
    again = desk(*([*scripts[:-1], (checks[7], [Started(60), 0.4, *failed()[1:]])]))
    async with again.run_test(size=(80, 20)) as pilot:
        await until(pilot, lambda: again.conductor is not None)
        await pilot.press("right")
        await until_over(pilot, again)
        await pilot.pause(0.1)
        assert again.screen.selected == "line.n1"  # type: ignore[attr-defined]


async def choose(pilot: Pilot[None], title: str) -> None:
    """Chooses a profile by its title."""
    from textual.widgets import OptionList

    await pilot.press("p")
    await until_screen(pilot, "ProfileScreen")
    options = pilot.app.screen.query_one(OptionList)
    for index in range(options.option_count):
        if title in str(options.get_option_at_index(index).prompt):
            options.highlighted = index
    await pilot.press("enter")
    await until_screen(pilot, "AuditScreen")


async def test_another_profile_judges_at_once() -> None:
    app = desk((FAST, measured(FAST, 60.0)), (NEAR, measured(NEAR, 10.0)))
    async with app.run_test() as pilot:
        await until_shown(pilot, "✓ Ready")
        await choose(pilot, "Strict employer")
        await until_shown(pilot, "! Ready, with warnings: 1 thing could be better")
        assert "for Strict employer" in shown(pilot)
        assert state_mark(state_of(app, FAST.id)) is Mark.WARN
        assert len(app.replay.runs) == 2
        await until(pilot, lambda: read_settings().last_profile == "strict")
    later = Desk([(FAST, measured(FAST, 60.0))])
    async with later.run_test() as pilot:
        await until_shown(pilot, "for Strict employer")


async def test_a_profile_brings_in_the_checks_that_it_needs() -> None:
    from msgspec import structs

    extra = structs.replace(info("extra.check", Metric("extra.value", "Extra", Unit.MILLISECOND)), default=False)
    app = desk((FAST, measured(FAST, 60.0)), (extra, measured(extra, 3.0)))
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        assert len(app.screen.query(Panel)) == 1
        await choose(pilot, "Odd employer")
        await until(pilot, lambda: len(app.screen.query(Panel)) == 2)
        await until_shown(pilot, "? Undecided: 1 required thing not measured")
        await pilot.press("f")
        await until_shown(pilot, "✓ Ready")


async def test_a_requirement_that_no_check_measures_is_named() -> None:
    app = desk((FAST, measured(FAST, 60.0)))
    async with app.run_test() as pilot:
        await until_shown(pilot, "1 requirement that no installed check measures")
        assert "? line.delay (required). Install or enable a check for each" in words(pilot)
        await choose(pilot, "Strict employer")
        await until_shown(pilot, "Ready, with warnings")
        assert "that no installed check measures" not in shown(pilot)


async def test_a_profile_can_be_chosen_while_checks_run() -> None:
    app = desk((FAST, going_on(Measured(SPEED.measured(60.0)))))
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(app.replay.runs))
        await choose(pilot, "Strict employer")
        await until_shown(pilot, "for Strict employer")
        assert state_of(app, FAST.id).phase is Phase.RUNNING


async def test_a_question_is_answered_with_a_choice_or_in_words() -> None:
    door = info("room.door", title="The door", uses=frozenset({Use.PERSON}))
    asks = [Started(60), Asked(Question("d", "Is there a door?", ("Yes", "No"))),
            Asked(Question("c", "Which colour?")), *measured(door, 1.0)[2:]]  # fmt: skip
    app = desk((door, asks))
    async with app.run_test() as pilot:
        await until_screen(pilot, "QuestionScreen")
        assert "Is there a door?" in shown(pilot)
        await pilot.press("down", "enter")
        await until_shown(pilot, "Which colour?")
        await pilot.press(*"red", "enter")
        await until_over(pilot, app)
        assert app.replay.runs[0].answers == ["No", "red"]


async def test_many_choices_fit_on_a_small_screen() -> None:
    beeps = info("room.beeps", title="Beeps", uses=frozenset({Use.PERSON}))
    choices = ("I heard nothing", "One", "Two", "Three", "Four", "Five")
    app = desk((beeps, [Started(60), Asked(Question("b", "How many?", choices)), *measured(beeps, 1.0)[2:]]))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_screen(pilot, "QuestionScreen")
        assert all(choice in shown(pilot) for choice in (*choices, "How many?", "told by you"))
        await pilot.press(*["right"] * 5, "enter")
        await until_over(pilot, app)
        assert app.replay.runs[0].answers == ["Five"]


async def test_escape_at_a_question_cancels_the_check() -> None:
    door = info("room.door", title="The door", uses=frozenset({Use.PERSON}))
    app = desk((door, going_on(Asked(Question("d", "Is there a door?", ("Yes", "No"))))))
    async with app.run_test() as pilot:
        await until_screen(pilot, "QuestionScreen")
        await pilot.press("escape")
        await until(pilot, lambda: state_of(app, door.id).outcome is Outcome.CANCELLED)


async def test_a_question_goes_when_its_check_has_ended() -> None:
    door = info("room.door", title="The door", uses=frozenset({Use.PERSON}))
    app = desk((door, going_on(Asked(Question("d", "Is there a door?")))))
    async with app.run_test() as pilot:
        await until_screen(pilot, "QuestionScreen")
        assert app.conductor is not None
        app.conductor.session.cancel_all()
        await until_screen(pilot, "AuditScreen")


async def test_two_questions_at_once_lie_above_each_other_and_go_with_their_checks() -> None:
    first, second = (info(f"room.{name}", title=name) for name in ("first", "second"))
    app = desk(
        *(
            (check, going_on(Asked(Question("q", f"The {check.title.words} one?", ("Yes",), permits=True))))
            for check in (first, second)
        )
    )
    async with app.run_test() as pilot:
        await until(pilot, lambda: [type(screen).__name__ for screen in app.screen_stack].count("QuestionScreen") == 2)
        assert "The second one?" in shown(pilot)
        assert "told by you" not in shown(pilot), "what allows something is no measurement"
        assert app.conductor is not None
        app.conductor.session.cancel(first.id)
        await until(pilot, lambda: state_of(app, first.id).outcome is Outcome.CANCELLED)
        assert "The second one?" in shown(pilot)
        await pilot.press("enter")
        await until_screen(pilot, "AuditScreen")
        assert sorted(run.answers for run in app.replay.runs) == [[], ["Yes"]]


async def test_the_theme_is_remembered() -> None:
    app = desk((FAST, measured(FAST, 60.0)))
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        assert app.current_theme.dark
        await pilot.press("d")
        await until(pilot, lambda: not app.current_theme.dark)
        await until(pilot, lambda: read_settings().theme == "light")
    later = desk((FAST, measured(FAST, 60.0)))
    async with later.run_test() as pilot:
        await until_over(pilot, later)
        assert not later.current_theme.dark


async def test_settings_that_cannot_be_written_stop_nothing(home: Path) -> None:
    app = desk((FAST, measured(FAST, 60.0)))
    async with app.run_test(notifications=True) as pilot:
        await until_over(pilot, app)
        (home / "config" / "settings.toml").write_text("this is [broken", "utf-8")
        await pilot.press("d")
        await until_shown(pilot, "This did not work")
        await choose(pilot, "Strict employer")
        assert not app.current_theme.dark
        assert app.is_running


async def test_no_check_is_installed() -> None:
    app = desk()
    async with app.run_test() as pilot:
        await until_shown(pilot, "No check is installed.")
        await pilot.press(*"rfaxXedc", "down", "up", "enter")
        assert not app.can("run_all", app.screen)


async def test_everything_was_left_out() -> None:
    from deskready.core.declare.consent import Consent
    from deskready.store.settings import remember_consent

    remember_consent("data", False, "1")
    check = info("line.speed", SPEED, consent=frozenset({Consent.DATA}))
    app = desk((check, measured(check, 1.0)))
    async with app.run_test() as pilot:
        await until_shown(pilot, "Everything was left out. c changes what is allowed")
        assert "– Speed" in shown(pilot)


async def test_checks_that_cannot_be_used_are_listed() -> None:
    problem = Problem(Origin("odd.check", "x:Y", "oddities"), "It is not a class derived from deskready.plugin.Check.")
    app = desk((FAST, measured(FAST, 60.0)), problems=(problem, problem))
    async with app.run_test() as pilot:
        await until_shown(pilot, "2 installed checks cannot be used")
        assert "odd.check (oddities): It is not a class derived" in shown(pilot)


async def test_a_hint_tells_what_to_do_next() -> None:
    app = desk((FAST, going_on()))
    async with app.run_test() as pilot:
        await until_shown(pilot, "Enter looks at a check, x cancels it, X cancels all.")
        await pilot.press("X")
        await until_shown(pilot, "Not everything was run: f runs the rest")
        app.replay.scripts[FAST.id] = measured(FAST, 0.2)
        await pilot.press("f")
        await until_shown(pilot, "Next: Enter shows how to fix it, f reruns what did not pass, s saves.")


async def test_an_audit_that_cannot_be_kept_says_so(home: Path) -> None:
    (home / "state").write_text("in the way", "utf-8")
    app = desk((FAST, measured(FAST, 60.0)))
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        await until(pilot, lambda: app.conductor is not None and app.conductor.session.trouble.words != "")
        assert app.conductor is not None
        await until_shown(pilot, app.conductor.session.trouble.words[:30])


async def test_trouble_that_comes_after_the_last_check_is_told_too() -> None:
    app = desk((FAST, measured(FAST, 60.0)))
    async with app.run_test() as pilot:
        await until_shown(pilot, "1 of 1 done")
        await pilot.pause(0.2)
        assert app.conductor is not None
        app.conductor.session.trouble = Text("The disk is full. Make room.")
        await until_shown(pilot, "The disk is full. Make room.", 5)


async def test_an_option_that_does_not_fit_is_told_and_nothing_runs(home: Path) -> None:
    (home / "config" / "settings.toml").write_text('[options."line.speed"]\nbogus = 1\n', "utf-8")
    app = desk((FAST, measured(FAST, 60.0)))
    async with app.run_test(notifications=True) as pilot:
        await until_screen(pilot, "SettingsScreen")
        assert "no option is called 'bogus'" in words(pilot)
        assert not app.replay.runs
        assert app.is_running


class Broken(Shelf):
    """An `Installed` that fails, late."""

    def __init__(self, error: Exception) -> None:
        super().__init__([])
        self._why = error

    @property
    def ready(self) -> bool:
        return False

    def catalogue(self) -> Catalogue:
        raise self._why


async def test_a_wrong_file_or_profile_ends_the_program_with_its_error(capfd: pytest.CaptureFixture[str]) -> None:
    app = DeskreadyApp(Broken(UsageError("No.")))
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.error is not None)
    assert (str(app.error), app.return_code) == ("No.", 2)
    assert "Traceback" not in "".join(capfd.readouterr())


async def test_an_error_of_the_program_ends_it_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    app = DeskreadyApp(Broken(ZeroDivisionError("secret")))
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            await until(pilot, lambda: app.error is not None)
    assert isinstance(app.error, ZeroDivisionError)
    assert "secret" not in "".join(capfd.readouterr())


async def test_what_is_installed_may_be_known_late() -> None:
    class Late(Shelf):
        ready = False

    app = DeskreadyApp(Late([FAST]), Request(profile="strict"), Desk([(FAST, measured(FAST, 99.0))])._make_executor)
    async with app.run_test() as pilot:
        await until_shown(pilot, "✓ Ready")


async def test_quitting_cancels_what_runs_and_files_nothing_half_done(home: Path) -> None:
    app = desk((FAST, going_on()))
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(app.replay.runs))
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert not list(home.rglob("*.partial"))
    assert not list((home / "data").rglob("*.json"))


async def test_quitting_files_a_finished_audit(home: Path) -> None:
    app = desk((FAST, measured(FAST, 60.0)))
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert len(list((home / "data").rglob("*.json"))) == 1
    assert not list(home.rglob("*.partial"))
