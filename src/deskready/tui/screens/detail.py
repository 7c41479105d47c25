"""A check's detail: every measurement, why it matters, how to fix it, the log."""

from textual import getters
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from deskready.core.audit.check_state import CheckState
from deskready.core.words.say import say
from deskready.tui.conductor import Conductor
from deskready.tui.screens.dialog import BACK
from deskready.tui.view.detail import detail_view
from deskready.tui.view.palette import STATE_CLASSES, state_class
from deskready.tui.view.panel import panel_title, panel_word
from deskready.tui.widgets.headbar import Headbar
from deskready.tui.widgets.key_bar import KeyBar


class Detail(Widget):
    """All there is to say of one check."""

    state: reactive[CheckState | None] = reactive(None, init=False)
    """What it shows."""

    def __init__(self, state: CheckState) -> None:
        super().__init__()
        self.state = state

    def watch_state(self) -> None:
        """Redraws and lays out again."""
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - the base's
        """As many lines as the state needs at that width."""
        assert self.state is not None
        return detail_view(self.state, width).get_height({}, max(1, width))

    def render(self) -> RenderResult:
        """The state, as text."""
        assert self.state is not None
        return detail_view(self.state, self.content_size.width)


class DetailScreen(Screen[None]):
    """One check, whole. The same keys as on the audit act on this check."""

    CSS_PATH = "detail.tcss"
    BINDINGS = [Binding("escape,enter,backspace", "app.pop_screen", say(BACK), key_display="Esc")]

    detail = getters.query_one(Detail)
    box = getters.query_one("#box", VerticalScroll)

    def __init__(self, conductor: Conductor, check_id: str) -> None:
        super().__init__()
        self.conductor = conductor
        """The audit that the check belongs to."""
        self.selected = check_id
        """The check that it shows."""
        self._shown: CheckState | None = None

    def compose(self) -> ComposeResult:
        """Head bar, the detail in a scrolling box, footer."""
        yield Headbar()
        with VerticalScroll(id="box"):
            yield Detail(self.conductor.snapshot(self.selected))
        yield KeyBar()

    def on_mount(self) -> None:
        """Begins to repaint."""
        self.set_interval(0.1, self._repaint)
        self._repaint()

    def _repaint(self) -> None:
        state = self.conductor.snapshot(self.selected)
        self.query_one(Headbar).state = self.conductor.head()
        if state == self._shown:
            return
        phase_before = self._shown.phase if self._shown else None
        self._shown = self.detail.state = state
        self.box.border_title = panel_title(state)
        self.box.border_subtitle = Content(panel_word(state).plain)
        self.box.remove_class(*STATE_CLASSES).add_class(state_class(state))
        if state.phase is not phase_before:
            self.refresh_bindings()
