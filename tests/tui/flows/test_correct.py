from pathlib import Path

from deskready.store.paths import settings_file
from helpers.piloting import shown, until, until_over, until_screen, until_shown, words, write_profile
from helpers.replayed import Desk, info, measured

ONE = info("line.one", title="Check one")
BROKEN = '[interface]\ntheme = "light"\n[consent.data]\ngranted = perhaps\n'


def desk(home: Path, settings: str) -> Desk:
    (home / "config").mkdir(exist_ok=True)
    settings_file().write_text(settings, "utf-8")
    return Desk([(ONE, measured(ONE, 1.0))])


async def test_a_file_that_was_corrected_is_read_again(home: Path) -> None:
    app = desk(home, BROKEN)
    async with app.run_test() as pilot:
        await until_screen(pilot, "SettingsScreen")
        assert "line 4: This is not valid TOML" in words(pilot)
        await pilot.press("enter")
        await until_screen(pilot, "SettingsScreen")
        assert not app.replay.runs
        settings_file().write_text(BROKEN.replace("perhaps", "true"), "utf-8")
        await pilot.press("enter")
        await until_over(pilot, app)
        assert len(app.replay.runs) == 1
        assert app.theme == "textual-light"


async def test_a_file_that_is_set_aside_is_kept(home: Path) -> None:
    app = desk(home, BROKEN)
    (home / "config" / "settings-aside-1.toml").touch()
    async with app.run_test(notifications=True) as pilot:
        await until_screen(pilot, "SettingsScreen")
        await pilot.press("left", "enter")
        await until_over(pilot, app)
        await until_shown(pilot, "The settings are kept as")
    assert not settings_file().exists()
    assert (home / "config" / "settings-aside-2.toml").read_text("utf-8") == BROKEN


async def test_who_only_looks_measures_nothing(home: Path) -> None:
    app = desk(home, BROKEN)
    async with app.run_test() as pilot:
        await until_screen(pilot, "SettingsScreen")
        await pilot.press("escape")
        await until_shown(pilot, "Nothing is measured until the settings are understood")
        await pilot.press("a", "r", "f")
        await pilot.pause()
        assert not app.replay.runs
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert settings_file().read_text("utf-8") == BROKEN


async def test_a_profile_last_chosen_that_is_broken_is_a_fault_for_it_may_name_servers(home: Path) -> None:
    write_profile(home, "ours", line__one__value="maximum = [1]")
    app = desk(home, '[interface]\nlast_profile = "ours"\n')
    async with app.run_test() as pilot:
        await until_screen(pilot, "SettingsScreen")
        assert "The profile last chosen, ours, cannot be used." in words(pilot)
        write_profile(home, "ours", title="Our own", line__one__value="maximum = 1")
        await pilot.press("enter")
        await until_over(pilot, app)
        assert "for Our own" in shown(pilot)


async def test_a_profile_last_chosen_that_has_gone_is_told(home: Path) -> None:
    app = desk(home, '[interface]\nlast_profile = "ours"\n')
    async with app.run_test(notifications=True) as pilot:
        await until_over(pilot, app)
        await until_shown(pilot, "The profile last chosen, ours")
