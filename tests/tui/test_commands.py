from textual.widgets import Input, OptionList

from deskready.tui.app import DeskreadyApp
from deskready.tui.commands import COMMANDS
from helpers.piloting import shown, state_of, until, until_over, until_screen, until_shown, words
from helpers.replayed import Desk, failed, going_on, info, measured

GOOD, BAD, LONG = (info(f"line.{name}", title=name.capitalize()) for name in ("good", "bad", "long"))


def test_every_command_has_an_action_a_key_and_words() -> None:
    for command in COMMANDS:
        assert hasattr(DeskreadyApp, f"action_{command.action.partition('(')[0]}"), command
        carried_out = "run" in vars(command) or command.action == "quit"
        assert carried_out, command
        assert command.about.words.endswith(".")
    keys = [key for command in COMMANDS for key in command.key.split(",")]
    assert len(set(keys)) == len(keys)


async def test_help_lists_every_command_with_its_key() -> None:
    app = Desk([(GOOD, measured(GOOD, 1.0))])
    async with app.run_test(size=(120, 60)) as pilot:
        await until_over(pilot, app)
        for key in ("question_mark", "f1"):
            await pilot.press(key)
            await until_screen(pilot, "HelpScreen")
            text = words(pilot)
            for command in COMMANDS:
                assert command.about.words in text, command
            for word in ("Good", "Could be better", "Not good enough", "Not known", "Skipped", "recommended"):
                assert word in text
            await pilot.press("escape")
            await until_screen(pilot, "AuditScreen")


async def offered(app: Desk, pilot: object) -> set[str]:
    """The names of our commands that the palette offers now."""
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    await pilot.press("ctrl+p")
    await until_screen(pilot, "CommandPalette")
    options = app.screen.query_one(OptionList)
    await until(pilot, lambda: options.option_count > 0)
    names = {command.name.words for command in COMMANDS}
    await until(pilot, lambda: _prompts(options) & names)
    found = _prompts(options) & names
    await pilot.press("escape")
    await until_screen(pilot, "AuditScreen")
    return found


def _prompts(options: OptionList) -> set[str]:
    return {str(options.get_option_at_index(n).prompt).partition("\n")[0] for n in range(options.option_count)}


async def test_the_palette_offers_exactly_what_is_possible() -> None:
    always = {"Save", "Profile", "Dark or light", "Help", "Quit"}
    app = Desk([(GOOD, measured(GOOD, 1.0)), (BAD, failed()), (LONG, going_on())])
    async with app.run_test(size=(120, 50)) as pilot:
        await until_shown(pilot, "Measuring")
        await until(pilot, lambda: app.screen.selected == GOOD.id)  # type: ignore[attr-defined]
        assert await offered(app, pilot) == always | {"Rerun", "Cancel all"}
        await pilot.press("right", "right")
        await until(pilot, lambda: app.screen.selected == LONG.id)  # type: ignore[attr-defined]
        assert await offered(app, pilot) == always | {"Cancel", "Cancel all", "End early"}
        await pilot.press("X")
        await until_over(pilot, app)
        assert await offered(app, pilot) == always | {"Rerun", "Rerun not passed", "Run all"}


async def test_a_command_of_the_palette_is_carried_out() -> None:
    app = Desk([(GOOD, measured(GOOD, 1.0))])
    async with app.run_test(size=(120, 50)) as pilot:
        await until_over(pilot, app)
        await pilot.press("ctrl+p")
        await until_screen(pilot, "CommandPalette")
        app.screen.query_one(Input).value = "Shows the keys"
        await until(pilot, lambda: "Help" in _prompts(app.screen.query_one(OptionList)))
        await pilot.press("down", "enter")
        await until_screen(pilot, "HelpScreen")


async def test_a_command_of_the_palette_acts_on_the_selected_check() -> None:
    app = Desk([(GOOD, measured(GOOD, 1.0)), (BAD, failed())])
    async with app.run_test(size=(120, 50)) as pilot:
        await until(pilot, lambda: app.screen.selected == BAD.id)  # type: ignore[attr-defined]
        await pilot.press("ctrl+p")
        await until_screen(pilot, "CommandPalette")
        app.screen.query_one(Input).value = "Measures the selected"
        await until(pilot, lambda: "Rerun" in _prompts(app.screen.query_one(OptionList)))
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(state_of(app, BAD.id).runs[:-1]) == 1)


async def test_the_palette_says_that_nothing_is_called_so() -> None:
    app = Desk([(GOOD, measured(GOOD, 1.0))])
    async with app.run_test(size=(120, 50)) as pilot:
        await until_over(pilot, app)
        await pilot.press("ctrl+p", "ctrl+p")
        await until_screen(pilot, "CommandPalette")
        await until_shown(pilot, "Search for commands…")
        app.screen.query_one(Input).value = "zzzz"
        await until(pilot, lambda: _prompts(app.screen.query_one(OptionList)) == {"No matches found"})
        await pilot.press("down", "enter")
        await until_screen(pilot, "AuditScreen")


async def test_who_presses_ctrl_c_is_told_how_to_leave() -> None:
    app = Desk([(GOOD, measured(GOOD, 1.0))])
    async with app.run_test(notifications=True) as pilot:
        await until_over(pilot, app)
        await pilot.press("ctrl+c")
        await until_shown(pilot, "Press ctrl+q to quit the app")
        assert "Do you want to quit?" in shown(pilot)
        assert app.is_running


async def test_the_footer_shows_what_is_possible_and_nothing_else() -> None:
    app = Desk([(GOOD, measured(GOOD, 1.0)), (LONG, going_on())])
    async with app.run_test(size=(120, 50)) as pilot:
        await until_shown(pilot, "X Cancel all")
        footer = shown(pilot).splitlines()[-1]
        assert "Run all" not in footer
        await pilot.press("X")
        await until_shown(pilot, "a Run all")
        assert "Cancel" not in shown(pilot).splitlines()[-1]


async def test_no_command_acts_on_the_audit_from_a_dialog() -> None:
    app = Desk([(GOOD, measured(GOOD, 1.0))])
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        await pilot.press("question_mark")
        await until_screen(pilot, "HelpScreen")
        assert not any(app.can(command.id, app.screen) for command in COMMANDS if command.needs_audit)
        await pilot.press(*"rfas")
        assert type(app.screen).__name__ == "HelpScreen"
        assert len(app.replay.runs) == 1
