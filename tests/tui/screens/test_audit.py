import re

import pytest
from textual.pilot import Pilot

from deskready.core.audit.check_state import Phase
from deskready.core.audit.event import Asked, Instruct, Progress, Sample
from deskready.core.audit.outcome import Outcome
from deskready.core.declare.check import Question
from deskready.core.declare.consent import Consent
from deskready.core.declare.use import Use
from deskready.core.words.text import Text
from deskready.tui.commands import COMMANDS
from deskready.tui.widgets.headbar import Headbar
from deskready.tui.widgets.key_bar import KeyBar
from deskready.tui.widgets.panel import Panel
from helpers.piloting import shown, state_of, until, until_over, until_screen, until_shown
from helpers.replayed import Desk, failed, going_on, info, measured

AREAS = ("internet", "computer", "sound", "camera", "workspace")
CHECKS = [info(f"{area}.n{n}", title=f"{area.capitalize()} {n}") for area in AREAS for n in range(3)]
SIZES = [(80, 24), (120, 40), (200, 60), (40, 12), (20, 6), (1, 1)]


def desk() -> Desk:
    return Desk([(check, measured(check, 1.0)) for check in CHECKS])


def busy() -> Desk:
    samples = [step for n in range(300) for step in (Sample("level", n / 10, n % 50, "ms"), 0.01)]
    first = going_on(Instruct(Text("Please be quiet."), 5), Progress(0.5, Text("Listening")), *samples)
    return Desk([(CHECKS[0], first), *((check, measured(check, 1.0)) for check in CHECKS[1:])])


def selected(pilot: Pilot[None]) -> str | None:
    found: str | None = getattr(pilot.app.screen, "selected", None)
    return found


async def test_panels_stand_in_their_areas() -> None:
    app = desk()
    async with app.run_test(size=(200, 60)) as pilot:
        await until_over(pilot, app)
        await until_shown(pilot, "15 of 15 done")
        text = shown(pilot)
        for area in ("Internet", "Computer", "Sound", "Camera", "Workspace"):
            assert area in text
        assert all(check.title.words in text for check in CHECKS)


@pytest.mark.slow
async def test_every_title_can_be_read_by_scrolling_at_the_usual_size() -> None:
    app = desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_over(pilot, app)
        seen = set()
        for _ in range(30):
            seen |= {check.title.words for check in CHECKS if check.title.words in shown(pilot)}
            await pilot.press("down")
        assert seen == {check.title.words for check in CHECKS}


async def until_agreed(pilot: Pilot[None], app: Desk) -> None:
    """Says yes to all that is asked, until something runs."""
    while not app.replay.runs:
        await until(pilot, lambda: app.replay.runs or type(app.screen).__name__ == "ConsentScreen")
        if not app.replay.runs:
            await pilot.press("y")


@pytest.mark.parametrize("consents", [{Consent.MICROPHONE}, {Consent.CAMERA}, {Consent.CAMERA, Consent.MICROPHONE}])
async def test_a_check_that_may_hear_or_see_somebody_is_marked_while_it_runs(consents: set[Consent]) -> None:
    """By what it declares, whatever it is called."""
    toy = info("toy.look", uses=frozenset(each.use for each in consents), consent=frozenset(consents))
    app = Desk([(toy, going_on(Progress(0.5, Text("Halfway"))))])
    async with app.run_test(size=(80, 24)) as pilot:
        await until_agreed(pilot, app)
        await until(pilot, lambda: state_of(app, toy.id).fraction == 0.5)
        for consent in Consent:
            mark = consent.text.mark
            if mark and consent in consents:
                await until_shown(pilot, mark.on.words)
                await until_shown(pilot, mark.doing.words)
            elif mark:
                assert mark.on.words not in shown(pilot)
        await pilot.press("X")
        await until_over(pilot, app)
        await until(pilot, lambda: "●" not in shown(pilot))


async def test_nothing_is_marked_while_a_question_is_open_or_of_what_opens_nothing() -> None:
    """No stream is open while a check asks; and spending data hears nobody."""
    asking = info("toy.ask", uses=frozenset({Use.CAMERA, Use.PERSON}), consent=frozenset({Consent.CAMERA}))
    data = info("toy.spend", uses=frozenset({Use.NETWORK}), consent=frozenset({Consent.DATA}))
    app = Desk([(asking, going_on(Asked(Question("ready", Text("Ready?"))))), (data, going_on())])
    async with app.run_test(size=(80, 24)) as pilot:
        await until_agreed(pilot, app)
        await until(pilot, lambda: state_of(app, asking.id).question is not None)
        await until(pilot, lambda: state_of(app, data.id).phase is Phase.RUNNING)
        assert app.conductor is not None
        assert app.conductor.head().open == ()


async def test_arrow_keys_select_the_nearest_panel() -> None:
    app = desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_over(pilot, app)
        assert selected(pilot) == "internet.n0"
        for key, there in (
            ("right", "internet.n1"), ("right", "internet.n2"), ("right", "internet.n2"), ("down", "computer.n2"),
            ("left", "computer.n1"), ("up", "internet.n1"), ("up", "internet.n1"), ("tab", "internet.n2"),
            ("shift+tab", "internet.n1"),
        ):  # fmt: skip
            await pilot.press(key)
            await until(pilot, lambda there=there: selected(pilot) == there)  # type: ignore[misc]


async def test_a_click_on_a_panel_opens_its_detail() -> None:
    app = desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_over(pilot, app)
        panel = next(panel for panel in app.screen.query(Panel) if panel.check_id == "computer.n1")
        await pilot.click(panel)
        await until_screen(pilot, "DetailScreen")
        assert selected(pilot) == "computer.n1"
        await pilot.press("escape")
        await until_screen(pilot, "AuditScreen")


async def test_a_click_on_a_key_presses_it() -> None:
    app = desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_over(pilot, app)
        await until(pilot, lambda: "r Rerun" in shown(pilot))
        line = shown(pilot).splitlines()[-1]
        await pilot.click(KeyBar, offset=(line.index("r Rerun") + 3, 0))
        await until(pilot, lambda: len(state_of(app, "internet.n0").runs[:-1]) == 1)
        await pilot.click(KeyBar, offset=(line.index("? Help"), 0))
        await until_screen(pilot, "HelpScreen")


async def test_a_click_between_keys_does_nothing() -> None:
    app = desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_over(pilot, app)
        line = shown(pilot).splitlines()[-1]
        await pilot.click(KeyBar, offset=(line.index("? Help") - 1, 0))
        await pilot.click(KeyBar, offset=(119, 0))
        assert type(app.screen).__name__ == "AuditScreen"


@pytest.mark.parametrize("width", [20, 40, 60, 80])
async def test_help_and_quit_stay_on_a_narrow_footer(width: int) -> None:
    app = desk()
    async with app.run_test(size=(width, 24)) as pilot:
        await until_over(pilot, app)
        line = shown(pilot).splitlines()[-1]
        assert "? Help" in line
        assert "q Quit" in line


@pytest.mark.slow
async def test_resizing_while_checks_run() -> None:
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Please be quiet.")
        for size in (*SIZES, *reversed(SIZES)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.05)
            assert all(len(line) <= size[0] for line in shown(pilot).splitlines())
        await pilot.press("enter")
        await until_screen(pilot, "DetailScreen")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause(0.02)
        await pilot.resize_terminal(120, 40)
        await pilot.press("escape")
        await until_shown(pilot, "Please be quiet.")
        assert "Internet 0" in shown(pilot)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_fits_every_size(size: tuple[int, int]) -> None:
    app = desk()
    async with app.run_test(size=size) as pilot:
        await until_over(pilot, app)
        for keys in (("enter",), ("question_mark",), ("s",), ("p",), ("ctrl+p",)):
            await pilot.press(*keys)
            await until(pilot, lambda: len(app.screen_stack) == 2)
            await pilot.press("escape")
            await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_a_check_that_starts_out_of_view_is_scrolled_to() -> None:
    last = CHECKS[-1]
    app = Desk(
        [*((check, measured(check, 1.0)) for check in CHECKS[:-1]), (last, going_on(Progress(0.3, Text("Looking"))))]
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Looking")


async def test_who_is_told_to_do_something_sees_how_long_and_how_it_goes_whatever_grows_above() -> None:
    levels = [step for n in range(300) for step in (Sample("level", n / 10, 40.0, "dBA"), 0.02)]
    quiet = going_on(Instruct(Text("Please be quiet."), 20), *levels)
    grown = [(check, [0.3, *failed(reason="A long story of what went wrong. " * 12)]) for check in CHECKS[:-1]]
    app = Desk([*grown, (CHECKS[-1], quiet)])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: state_of(app, CHECKS[-2].id).outcome is Outcome.FAILED)
        await until_shown(pilot, "Level 40 dBA")
        assert re.search(r"Please be quiet\.\s+(20|1\d) s left", shown(pilot))


async def test_seconds_run_in_the_panel_of_a_check_that_tells_nothing_meanwhile() -> None:
    app = Desk([(CHECKS[0], going_on(Instruct(Text("Please be quiet."), 3)))])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: shown(pilot).count(" 2 s left") == 2)


async def test_a_panel_out_of_view_is_right_when_it_comes_into_view() -> None:
    app = desk()
    async with app.run_test(size=(80, 12)) as pilot:
        await until_over(pilot, app)
        for _ in range(12):
            await pilot.press("down")
        await until(pilot, lambda: "1 ms" in shown(pilot) and "✓" not in shown(pilot).splitlines()[-1])
        assert "Not run yet" not in shown(pilot)


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_states_differ_in_text_in_either_theme(theme: str) -> None:
    app = Desk([(CHECKS[0], measured(CHECKS[0], 1.0)), (CHECKS[1], failed()), (CHECKS[2], going_on())])
    async with app.run_test(size=(120, 30)) as pilot:
        await until_shown(pilot, "▶ Internet 2")
        if theme == "light":
            await pilot.press("d")
            await until(pilot, lambda: not app.current_theme.dark)
        text = shown(pilot)
        for sign, word in (("• Internet 0", "Measured"), ("? Internet 1", "The check failed"), ("▶", "Measuring")):
            assert sign in text
            assert word in text


async def test_without_colour_everything_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Desk([(CHECKS[0], measured(CHECKS[0], 1.0)), (CHECKS[1], failed())])
    async with app.run_test(size=(120, 30)) as pilot:
        await until_shown(pilot, "The check failed")
        assert "? Internet 1" in shown(pilot)
        picture = app.export_screenshot()
    drawn = {colour for colour in re.findall(r"fill: #([0-9a-f]{6})", picture) if colour != "c5c8c6"}  # the frame's
    assert {colour for colour in drawn if len(set(re.findall("..", colour))) > 1} == set(), "grey is all there is"


async def test_the_head_bar_is_always_there() -> None:
    app = desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_over(pilot, app)
        for _ in range(10):
            await pilot.press("down")
        assert "deskready" in shown(pilot).splitlines()[0]
        await pilot.press("enter")
        await until_screen(pilot, "DetailScreen")
        assert app.screen.query(Headbar)
        assert "deskready" in shown(pilot).splitlines()[0]


def test_every_command_has_a_name_and_a_sentence() -> None:
    for command in COMMANDS:
        assert command.name
        assert command.about.words.endswith(".")
        assert command.about.words[0].isupper()
