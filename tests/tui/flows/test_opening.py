from pathlib import Path

import pytest
from msgspec import structs

from deskready.core.audit.record import Audit
from deskready.core.errors import UsageError
from deskready.desk.saving import save
from deskready.store import audit_file, machine
from deskready.store.partial import PartialFile, leftovers
from deskready.tui.flows.opening import Request
from helpers.piloting import shown, state_of, until, until_over, until_screen, until_shown, write_profile
from helpers.replayed import Desk, info, measured
from helpers.samples import sample_audit

ONE, TWO = info("line.one", title="Check one"), info("line.two", title="Check two")
SCRIPTS = [(ONE, measured(ONE, 1.0)), (TWO, measured(TWO, 2.0))]


async def an_audit(*scripts: object) -> Audit:
    """A finished audit of this machine."""
    app = Desk(list(scripts) or SCRIPTS)  # type: ignore[arg-type]
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        assert app.conductor is not None
        return app.conductor.session.record()


async def interrupted() -> Audit:
    """An audit whose program was killed when its first check had ended."""
    whole = await an_audit()
    for leftover in leftovers():
        leftover.discard()
    blank = structs.replace(whole.checks[1], runs=())
    audit = structs.replace(whole, id="11111111-aaaa", checks=(whole.checks[0], blank))
    file = PartialFile(audit.id)
    file.write(audit)
    file._lock.release()
    return audit


async def test_an_interrupted_audit_can_be_gone_on_with() -> None:
    audit = await interrupted()
    app = Desk([(ONE, measured(ONE, 99.0)), (TWO, measured(TWO, 2.0))])
    async with app.run_test() as pilot:
        await until_screen(pilot, "ResumeScreen")
        assert "has 1 of 2 checks done" in shown(pilot)
        assert not app.replay.runs
        await pilot.press("enter")
        await until_over(pilot, app)
        assert app.conductor is not None
        assert app.conductor.state.id == audit.id
        assert [state.last.measurements[0].value for state in (state_of(app, ONE.id), state_of(app, TWO.id))] == [
            1.0,
            2.0,
        ]
        assert len(app.replay.runs) == 1
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert leftovers() == ()


async def test_an_interrupted_audit_can_be_thrown_away() -> None:
    audit = await interrupted()
    app = Desk(SCRIPTS)
    async with app.run_test() as pilot:
        await until_screen(pilot, "ResumeScreen")
        await pilot.press("left", "enter")
        await until_over(pilot, app)
        assert len(app.replay.runs) == 2
        assert audit.id not in {left.audit.id for left in leftovers() if left.audit}


async def test_escape_keeps_it_for_the_next_time() -> None:
    audit = await interrupted()
    app = Desk(SCRIPTS)
    async with app.run_test() as pilot:
        await until_screen(pilot, "ResumeScreen")
        await pilot.press("escape")
        await until_over(pilot, app)
        assert audit.id in {left.audit.id for left in leftovers() if left.audit}


async def test_a_saved_file_opens_as_it_was_and_runs_nothing(tmp_path: Path) -> None:
    path = save(await an_audit(), tmp_path / "mine.json")
    app = Desk([(ONE, measured(ONE, 99.0)), (TWO, measured(TWO, 2.0))], Request(path))
    async with app.run_test() as pilot:
        await until_shown(pilot, "saved 20")
        assert "1 ms" in shown(pilot)
        assert not app.replay.runs
        await pilot.press("r")
        await until(pilot, lambda: len(state_of(app, ONE.id).runs[:-1]) == 1)
        assert state_of(app, ONE.id).last.measurements[0].value == 99.0


async def test_what_was_made_elsewhere_is_read_and_judged_but_not_run(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "theirs.json"
    audit_file.write(path, structs.replace(sample_audit(), id="22222222-bbbb"))
    write_profile(home, "lax", "Lax employer", internet__download="minimum = 0.001")
    app = Desk(SCRIPTS, Request(path))
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "This audit was made on another computer.")
        assert "judged by another profile (p)" in shown(pilot)
        assert "Sample voice agent" in shown(pilot)
        for action in ("rerun", "run_all", "rerun_failed", "ask_again", "cancel_all"):
            assert not app.can(action, app.screen)
        await pilot.press(*"rafcxX")
        await pilot.pause(0.1)
        assert not app.replay.runs
        await pilot.press("enter")
        await until_screen(pilot, "DetailScreen")
        assert "Measurements" in shown(pilot)


async def test_it_can_be_judged_by_another_profile_from_the_start(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "theirs.json"
    audit_file.write(path, sample_audit())
    (home / "config" / "profiles").mkdir(parents=True)
    write_profile(home, "lax", "Lax employer", line__one__value="maximum = 5")
    app = Desk(SCRIPTS, Request(path, "lax"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "for Lax employer")


@pytest.mark.parametrize("content", [None, "no json", '{"schema": 99}'])
def test_a_file_that_cannot_be_opened_is_an_error_before_anything_shows(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "broken.json"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=r"broken\.json"):
        Desk(SCRIPTS, Request(path))


def test_a_profile_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(UsageError, match="typical-voice-agent"):
        Desk(SCRIPTS, Request(profile="typical-voice-agnet"))


async def test_a_last_profile_that_is_gone_gives_way_to_the_default(home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text('[interface]\nlast_profile = "gone"\n', "utf-8")
    app = Desk(SCRIPTS)
    async with app.run_test() as pilot:
        await until_shown(pilot, "for Typical voice agent")


async def test_another_programs_running_audit_is_not_offered() -> None:
    audit = await an_audit()
    for leftover in leftovers():
        leftover.discard()
    file = PartialFile("33333333-cccc")
    file.write(structs.replace(audit, id="33333333-cccc"))
    app = Desk(SCRIPTS)
    async with app.run_test() as pilot:
        await until_over(pilot, app)
        assert [type(screen).__name__ for screen in app.screen_stack] == ["AuditScreen"]
    file.discard()


async def test_ours_is_recognised_by_the_machines_mark() -> None:
    audit = await an_audit()
    assert machine.is_ours(audit)


async def test_a_foreign_audit_stays_theirs(home: Path, tmp_path: Path) -> None:
    audit = sample_audit()
    path = tmp_path / "theirs.json"
    audit_file.write(path, audit)
    app = Desk([], Request(path))
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "another computer")
        assert app.conductor is not None
        app.conductor.session.use(app.conductor.state.profile)
        await app.conductor.session.idle()
        record = app.conductor.session.record()
        await app.conductor.close()
    assert (record.machine, record.tool) == (audit.machine, audit.tool)
    assert not list(home.rglob("*.partial"))
    assert not list((home / "data").rglob("*.json"))
