"""A tick box tells its state without colour."""

from textual.app import App, ComposeResult

from deskready.tui.widgets.tick import Tick
from helpers.piloting import shown


class Boxes(App[None]):
    """Two boxes."""

    def compose(self) -> ComposeResult:
        yield Tick("off")
        yield Tick("on", value=True)


async def test_the_state_shows_as_text() -> None:
    app = Boxes()
    async with app.run_test(size=(40, 8)) as pilot:
        off, on = app.query(Tick)
        assert "✓" not in str(off.render())
        assert "X" not in str(off.render())
        assert "✓" in str(on.render())
        off.focus()
        await pilot.press("space")
        assert "✓" in str(off.render())


async def test_what_it_is_for_is_never_cut() -> None:
    app = Boxes()
    async with app.run_test(size=(16, 12)) as pilot:
        off, _ = app.query(Tick)
        off.label = "as many lines as it takes"
        off.refresh(layout=True)
        await pilot.pause()
        seen = " ".join(shown(pilot).replace("▊", " ").replace("▎", " ").split())
        assert "▐ ▌ as many lines as it takes" in seen
