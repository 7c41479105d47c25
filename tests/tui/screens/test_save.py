import errno
import os
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from deskready.core.declare.option import Chosen
from deskready.desk.saving import propose_name
from deskready.store import audit_file
from deskready.tui.screens.save import SaveScreen
from deskready.tui.widgets.tick import Tick
from helpers.piloting import until, until_over, until_screen, until_shown, words
from helpers.replayed import Desk, going_on, info, measured
from helpers.states import with_last

CHECK = info("line.speed", title="Line speed")


async def opened(pilot: Pilot[None], app: Desk) -> SaveScreen:
    """The dialog, once the audit is over."""
    await until_over(pilot, app)
    await pilot.press("s")
    await until_screen(pilot, "SaveScreen")
    screen = pilot.app.screen
    assert isinstance(screen, SaveScreen)
    return screen


def desk() -> Desk:
    return Desk([(CHECK, measured(CHECK, 1.0))])


async def test_it_proposes_a_name_and_saves_on_enter(home: Path) -> None:
    app = desk()
    async with app.run_test(notifications=True) as pilot:
        screen = await opened(pilot, app)
        assert app.conductor is not None
        proposed = Path(screen.query_one("#path", Input).value)
        assert proposed == home / "documents" / propose_name(app.conductor.session.record())
        await pilot.press("enter")
        await until_shown(pilot, "Saved to")
        assert audit_file.read(proposed).id == app.conductor.state.id


@pytest.mark.parametrize("suffix", [".md", ".txt"])
async def test_the_suffix_decides_the_format(home: Path, suffix: str) -> None:
    app = desk()
    async with app.run_test() as pilot:
        screen = await opened(pilot, app)
        target = home / "documents" / f"mine{suffix}"
        screen.query_one("#path", Input).value = str(target)
        await pilot.press("enter")
        await until(pilot, target.exists)
        assert "Line speed" in target.read_text("utf-8")


async def refused(pilot: Pilot[None], screen: SaveScreen, path: str) -> str:
    """What the dialog says of that path; the dialog and the result stay."""
    screen.query_one("#path", Input).value = path
    screen.query_one(".error").remove_class("-shown")
    await pilot.press("enter")
    await until(pilot, lambda: screen.query_one(".error").has_class("-shown"))
    assert pilot.app.screen is screen
    assert screen.query_one("#path", Input).value == path
    return words(pilot)


async def test_each_mistake_keeps_the_dialog_and_says_what_to_do(home: Path) -> None:
    app = desk()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app)
        (folder := home / "folder.json").mkdir()
        assert "the folder does not exist" in await refused(pilot, screen, str(home / "no" / "where.json"))
        assert ".json, .md, .txt" in await refused(pilot, screen, str(home / "documents" / "audit.pdf"))
        assert "is a folder" in await refused(pilot, screen, str(folder))
        await refused(pilot, screen, "")
        await refused(pilot, screen, "~nobody-of-that-name/x.json")
        await refused(pilot, screen, "x" * 300 + ".json")
        await pilot.press("escape")
        await until_shown(pilot, "Line speed")


async def test_a_folder_that_may_not_be_written() -> None:
    app = desk()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app)
        said = await refused(pilot, screen, "/proc/deskready.json")
        assert "/proc/deskready.json" in said


async def test_a_full_disk(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    app = desk()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app)
        target = home / "documents" / "a.json"
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            said = await refused(pilot, screen, str(target))
        assert "No space left" in said or "full" in said
        assert not target.exists()
        await pilot.press("enter")
        await until(pilot, target.exists)


async def test_an_existing_file_is_replaced_only_when_ticked(home: Path) -> None:
    target = home / "documents" / "mine.json"
    target.write_text("precious", "utf-8")
    app = desk()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app)
        said = await refused(pilot, screen, str(target))
        assert "exists already" in said
        assert "Tick Replace" in said
        assert "--force" not in said
        assert target.read_text("utf-8") == "precious"
        screen.query_one("#replace", Tick).focus()
        await pilot.press("space")
        assert "✓ Replace" in words(pilot)
        screen.query_one("#save").focus()
        await pilot.press("enter")
        await until(pilot, lambda: target.read_text("utf-8") != "precious")


async def test_identity_is_left_out_unless_ticked(home: Path) -> None:
    app = desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_over(pilot, app)
        assert app.conductor is not None
        track = app.conductor.state._tracks[CHECK.id]

        track.state = with_last(track.state, log="the secret log", options={"x": Chosen(1)})
        for name, ticked in (("public.json", False), ("whole.json", True)):
            screen = await opened(pilot, app)
            screen.query_one("#path", Input).value = str(home / "documents" / name)
            screen.query_one("#identity", Tick).value = ticked
            await pilot.press("enter")
            await until(pilot, (home / "documents" / name).exists)
            assert ("the secret log" in (home / "documents" / name).read_text("utf-8")) is ticked
            await until_screen(pilot, "AuditScreen")


async def test_saving_during_a_run_keeps_the_rest_as_not_run(home: Path) -> None:
    later = info("line.later", title="Later")
    app = Desk([(CHECK, measured(CHECK, 1.0)), (later, going_on())])
    async with app.run_test() as pilot:
        await until_shown(pilot, "1 ms")
        await pilot.press("s")
        await until_screen(pilot, "SaveScreen")
        await pilot.press("enter")
        await until_screen(pilot, "AuditScreen")
        saved = audit_file.read(next((home / "documents").iterdir()))
        assert [check.outcome for check in saved.checks] == ["measured", "not run"]


async def test_back_saves_nothing(home: Path) -> None:
    app = desk()
    async with app.run_test() as pilot:
        screen = await opened(pilot, app)
        screen.query_one("#back").focus()
        await pilot.press("enter")
        await until_screen(pilot, "AuditScreen")
        assert not list((home / "documents").iterdir())
