import re
from collections.abc import Sequence

import pytest
from textual.pilot import Pilot

from deskready.core.audit.event import Event, Instruct, Sample
from deskready.core.audit.outcome import Outcome
from deskready.core.declare.consent import Consent
from deskready.core.declare.use import Use
from deskready.core.words.text import Text
from deskready.tui.screens.reading import script_lines
from helpers.piloting import shown, state_of, until, until_screen, until_shown
from helpers.replayed import Desk, going_on, info
from helpers.runs import ended

TEXT = "Good morning, and thank you for calling. I shall gladly check which of your six orders was shipped on Friday."
VOICE = info(
    "sound.voice",
    title="Your voice",
    uses=frozenset({Use.ROOM, Use.PERSON}),
    consent=frozenset({Consent.MICROPHONE}),
)
READ = Instruct(Text("Now read this aloud."), 20, TEXT)


def desk(*events: Event | float) -> Desk:
    return Desk([(VOICE, going_on(READ, *events))])


def levels(*values: float) -> Sequence[Event]:
    return [Sample("level", number / 20, value, "dBFS") for number, value in enumerate(values)]


async def until_read(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: type(pilot.app.screen).__name__ in ("ConsentScreen", "ReadingScreen"))
    if type(pilot.app.screen).__name__ == "ConsentScreen":
        await pilot.press("y")
    await until_screen(pilot, "ReadingScreen")
    await until_shown(pilot, "s left")


def lines_in(pilot: Pilot[None]) -> list[str]:
    """What stands in the box, line by line."""
    box = pilot.app.screen.query_one(".box").region
    return [line[box.x + 1 : box.right - 1].strip() for line in shown(pilot).splitlines()[box.y + 1 : box.bottom - 1]]


@pytest.mark.parametrize("size", [(80, 24), (44, 20), (40, 13)])
async def test_all_that_matters_can_be_seen(size: tuple[int, int]) -> None:
    app = desk(*levels(-30))
    async with app.run_test(size=size) as pilot:
        await until_read(pilot)
        told = " ".join(" ".join(lines_in(pilot)).split())
        assert f"Now read this aloud. {TEXT} You ━" in told


async def test_it_says_that_the_microphone_is_on() -> None:
    app = desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_read(pilot)
        box = pilot.app.screen.query_one(".box").region
        assert "● Microphone on" in shown(pilot).splitlines()[box.bottom - 1]


async def test_it_stands_in_short_lines_with_room_between_them() -> None:
    app = desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_read(pilot)
        lines = lines_in(pilot)
        start = next(number for number, line in enumerate(lines) if line.startswith("Good morning"))
        assert [0 < len(line) <= 46 for line in lines[start : start + 5 : 2]] == [True] * 3
        assert lines[start + 1 : start + 5 : 2] == ["", ""]


async def test_time_runs() -> None:
    app = desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_read(pilot)
        await until(pilot, lambda: int(re.findall(r"(\d+) s left", shown(pilot))[-1]) < 20)


async def test_the_meter_follows_the_voice() -> None:
    app = desk(*levels(-50))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_read(pilot)

        def filled() -> int:
            return next((line.count("━") for line in lines_in(pilot) if line.startswith("You")), 0)

        await until(pilot, lambda: 10 < filled() < 25)
        for event in levels(-2):
            app.replay.runs[0]._emit(event)
        await until(pilot, lambda: filled() > 50)


@pytest.mark.parametrize("key", ["enter", "e"])
async def test_who_has_finished_ends_the_reading(key: str) -> None:
    app = desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_read(pilot)
        await pilot.press(key)
        await until_screen(pilot, "AuditScreen")
        await until(pilot, lambda: app.replay.runs[0].concluded)


@pytest.mark.parametrize("key", ["escape", "x"])
async def test_who_does_not_want_to_read_cancels_the_check(key: str) -> None:
    app = desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_read(pilot)
        await pilot.press(key)
        await until_screen(pilot, "AuditScreen")
        await until(pilot, lambda: state_of(app, VOICE.id).outcome is Outcome.CANCELLED)


@pytest.mark.parametrize(
    "after", [Instruct(Text("")), Instruct(Text("Now clap your hands."), 5), ended(Outcome.MEASURED)]
)
async def test_it_goes_when_the_check_goes_on_or_ends(after: Event) -> None:
    app = desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_read(pilot)
        app.replay.runs[0]._emit(after)
        await until_screen(pilot, "AuditScreen")


def test_lines_of_a_text() -> None:
    assert script_lines("one two three", 9, 2).plain == "one two\nthree"
    assert script_lines("one two three", 9, 3).plain == "one two\n\nthree"
    assert script_lines("one two", 0, 0).plain.replace("\n", "") == "onetwo"
    assert max(len(line) for line in script_lines("word " * 40, 200, 0).plain.splitlines()) <= 46
