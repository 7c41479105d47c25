from pathlib import Path

import pytest
from msgspec import structs

from deskready.core.audit.outcome import Outcome
from deskready.core.declare.consent import Consent
from deskready.core.declare.option import Chosen, Option
from deskready.store.settings import read_settings, remember_consent, remember_options
from helpers.declared import POLICY
from helpers.piloting import shown, state_of, until, until_over, until_screen, until_shown
from helpers.replayed import Desk, info, measured

EAR = info("sound.ear", title="The ear", consent=frozenset({Consent.MICROPHONE}))
MOUTH = info("sound.mouth", title="The mouth", consent=frozenset({Consent.MICROPHONE}))
LINE = info("internet.line", title="The line", consent=frozenset({Consent.DATA}))
ASKING = structs.replace(
    info("internet.asking", title="The asking one", consent=frozenset({Consent.DATA})),
    options=(
        Option("server", "", "Which."),
        Option("acme", False, "Whether.", policy=structs.replace(POLICY, where={"server": ("",)})),
    ),
)
MICROPHONE = str(Consent.MICROPHONE.text.version)
FREE = info("computer.free", title="The rest")


def desk() -> Desk:
    return Desk([(check, measured(check, 1.0)) for check in (LINE, FREE, EAR, MOUTH)])


async def test_each_thing_is_asked_once_with_all_checks_that_need_it() -> None:
    app = desk()
    async with app.run_test() as pilot:
        await until_screen(pilot, "ConsentScreen")
        assert "microphone" in shown(pilot)
        assert "The ear, The mouth" in shown(pilot)
        assert not app.replay.runs
        await pilot.press("y")
        await until(pilot, lambda: "speed test?" in shown(pilot))
        assert "Needed for: The line." in shown(pilot)
        await pilot.press("enter")
        await until_over(pilot, app)
        assert {state_of(app, check.id).outcome for check in (EAR, MOUTH, LINE, FREE)} == {Outcome.MEASURED}
    again = desk()
    async with again.run_test() as pilot:
        await until_over(pilot, again)
        assert len(again.replay.runs) == 4


async def test_a_no_skips_with_the_reason_and_is_remembered() -> None:
    for answer in ("n", None):
        app = desk()
        async with app.run_test() as pilot:
            if answer:
                await until_screen(pilot, "ConsentScreen")
                await pilot.press(answer)
                await until(pilot, lambda: "speed test?" in shown(pilot))
                await pilot.press("y")
            await until_over(pilot, app)
            state = state_of(app, EAR.id)
            assert (state.outcome, state.last.reason.words) == (Outcome.SKIPPED, "You chose not to use the microphone.")
            assert state.last.remedy.words == "Allow the microphone, then run the check."
            assert state_of(app, LINE.id).outcome is Outcome.MEASURED
            await until_shown(pilot, "You chose not to use the")


async def test_escape_leaves_out_now_and_asks_again_the_next_time() -> None:
    app = desk()
    async with app.run_test() as pilot:
        for words in ("microphone while", "speed test?"):
            await until_shown(pilot, words)
            await pilot.press("escape")
        await until_over(pilot, app)
        assert state_of(app, EAR.id).outcome is Outcome.SKIPPED
        assert state_of(app, FREE.id).outcome is Outcome.MEASURED
        assert read_settings().consent == {}
        await pilot.press("a")
        await until_screen(pilot, "ConsentScreen")


async def test_c_asks_again_whatever_was_answered(home: Path) -> None:
    remember_consent("microphone", False, MICROPHONE)
    remember_consent("data", True, "1")
    app = desk()
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        await pilot.press("c")
        await until_screen(pilot, "ConsentScreen")
        await pilot.press("y")
        await until(pilot, lambda: "speed test?" in shown(pilot))
        await pilot.press("y")
        await until_screen(pilot, "AuditScreen")
        await until(pilot, lambda: read_settings().consents("microphone", MICROPHONE))
        await pilot.press("f")
        await until(pilot, lambda: state_of(app, EAR.id).outcome is Outcome.MEASURED)


async def test_a_new_version_of_the_text_asks_again() -> None:
    remember_consent("microphone", True, "0")
    remember_consent("data", True, "1")
    app = desk()
    async with app.run_test() as pilot:
        await until_screen(pilot, "ConsentScreen")
        assert "microphone" in shown(pilot)


async def test_a_key_pressed_twice_asks_once() -> None:
    app = desk()
    async with app.run_test() as pilot:
        for _ in range(2):
            await until_screen(pilot, "ConsentScreen")
            await pilot.press("escape")
        await until_over(pilot, app)
        app.action_command("run_all")
        app.action_command("run_all")
        await until_screen(pilot, "ConsentScreen")
        await pilot.pause(0.1)
        assert [type(screen).__name__ for screen in app.screen_stack].count("ConsentScreen") == 1


async def test_an_answer_that_cannot_be_stored_counts_and_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESKREADY_HOME")
    monkeypatch.setenv("HOME", str(home / "none"))
    app = desk()
    async with app.run_test(notifications=True) as pilot:
        for _ in range(2):
            await until_screen(pilot, "ConsentScreen")
            await pilot.press("y")
            await pilot.pause(0.05)
        await until_over(pilot, app)
        await until(pilot, lambda: "Your answer was not stored" in shown(pilot))
        assert state_of(app, EAR.id).outcome is Outcome.MEASURED
    assert not (home / "none").exists()


async def test_settings_that_break_while_it_runs_let_nothing_run(home: Path) -> None:
    remember_consent("data", True, "1")
    remember_consent("microphone", True, MICROPHONE)
    app = desk()
    async with app.run_test(notifications=True) as pilot:
        await until_over(pilot, app)
        runs = len(app.replay.runs)
        (home / "config" / "settings.toml").write_text("this is [broken", "utf-8")
        app.action_command("run_all")
        await until_shown(pilot, "This did not work")
        assert len(app.replay.runs) == runs


def asking_desk() -> Desk:
    return Desk([(ASKING, measured(ASKING, 1.0))])


async def test_a_third_partys_policy_is_asked_about_in_plain_words_and_no_leaves_out_nothing_else() -> None:
    remember_consent("data", True, "1")
    app = asking_desk()
    async with app.run_test() as pilot:
        await until_shown(pilot, "May the test use servers of Acme?")
        for words in ("Acme publishes your address.", "https://acme.example/policy", "Asked for: The asking one."):
            assert words in shown(pilot)
        assert not app.replay.runs
        await pilot.press("enter")  # what somebody else publishes is not one careless key away
        await until_over(pilot, app)
        assert state_of(app, ASKING.id).outcome is Outcome.MEASURED
        assert state_of(app, ASKING.id).shown.options["acme"] == Chosen(value=False, source="consent")
        assert read_settings().consents("acme", "1") is False
        assert read_settings().consent["acme"].when


async def test_a_yes_to_a_policy_is_remembered_and_c_takes_it_back() -> None:
    remember_consent("data", True, "1")
    app = asking_desk()
    async with app.run_test() as pilot:
        await until_screen(pilot, "ConsentScreen")
        await pilot.press("y")
        await until_over(pilot, app)
        assert state_of(app, ASKING.id).shown.options["acme"] == Chosen(value=True, source="consent")
    again = asking_desk()
    async with again.run_test() as pilot:
        await until_over(pilot, again)
        assert state_of(again, ASKING.id).shown.options["acme"].value is True
        await pilot.press("c")
        await until_shown(pilot, "speed test?")
        await pilot.press("y")
        await until_shown(pilot, "servers of Acme?")
        await pilot.press("n")
        await until(pilot, lambda: read_settings().consents("acme", "1") is False)
        await pilot.press("a")
        await until(pilot, lambda: state_of(again, ASKING.id).shown.options["acme"].value is False)


async def test_an_avoided_policy_counts_as_no_and_is_asked_about_again() -> None:
    remember_consent("data", True, "1")
    app = asking_desk()
    async with app.run_test() as pilot:
        await until_screen(pilot, "ConsentScreen")
        await pilot.press("escape")
        await until_over(pilot, app)
        assert state_of(app, ASKING.id).shown.options["acme"] == Chosen(value=False)
        assert "acme" not in read_settings().consent
        await pilot.press("a")
        await until_shown(pilot, "servers of Acme?")


async def test_nobody_is_asked_about_a_policy_that_is_beside_the_point() -> None:
    remember_consent("data", True, "1")
    remember_options({ASKING.id: {"server": "https://own.example/"}})
    app = asking_desk()
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        assert state_of(app, ASKING.id).outcome is Outcome.MEASURED


async def test_after_a_no_to_data_nobody_is_asked_about_its_policies() -> None:
    remember_consent("data", False, "1")
    app = asking_desk()
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        assert state_of(app, ASKING.id).outcome is Outcome.SKIPPED
