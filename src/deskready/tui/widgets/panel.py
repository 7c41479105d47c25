"""A check's panel: one immutable state, one watcher, one `render`."""

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from deskready.core.audit.check_state import CheckState
from deskready.core.words.message import text
from deskready.core.words.say import say
from deskready.tui.view.palette import STATE_CLASSES, state_class
from deskready.tui.view.panel import panel_title, panel_view, panel_word

_LEAST_LINES = 2
"""Lines that a panel has at least, so that most changes of state need no new layout."""


_NAME = text("panel.details", "Details")
_DETAILS = text("panel.details.about", "Every measurement, why it matters and how to fix it")


class Panel(Widget, can_focus=True):
    """Shows one check. Enter or a click opens its detail."""

    DEFAULT_CSS = """
    Panel {
        height: auto;
        padding: 0 1;
        border: round $foreground 25%;
        border-title-style: bold;
        border-subtitle-align: right;
        &:focus { border: heavy $primary; background-tint: $foreground 4%; }
        &.-running { border: round $primary; border-title-color: $text-primary; }
        &.-pass { border-title-color: $text-success; border-subtitle-color: $text-success; }
        &.-warn { border-title-color: $text-warning; border-subtitle-color: $text-warning; }
        &.-fail { border: round $error; border-title-color: $text-error; border-subtitle-color: $text-error; }
        &.-unknown { border-title-color: $text-secondary; border-subtitle-color: $text-secondary; }
        &.-skipped, &.-idle, &.-queued { border-title-color: $text-muted; border-subtitle-color: $text-muted; }
        &.-running:focus, &.-fail:focus { border: heavy $primary; }
    }
    """
    BINDINGS = [Binding("enter", "open", say(_NAME), tooltip=say(_DETAILS))]

    class Opened(Message):
        """Somebody wants to see a check's detail."""

        def __init__(self, check_id: str) -> None:
            super().__init__()
            self.check_id = check_id
            """The check."""

    state: reactive[CheckState | None] = reactive(None, init=False)
    """What it shows."""

    def __init__(self, state: CheckState) -> None:
        super().__init__(classes=state_class(state))
        self.check_id = state.info.id
        """The check that it shows."""
        self._drawn: tuple[CheckState, int, Content, int] | None = None
        self.set_reactive(Panel.state, state)
        self.border_title = panel_title(state)
        self.border_subtitle = panel_word(state)

    def watch_state(self, old: CheckState | None, state: CheckState) -> None:
        """Redraws, and lays out again where the number of lines may have changed."""
        self.border_title = panel_title(state)
        self.border_subtitle = panel_word(state)
        if old is None or state_class(old) != state_class(state):
            self.update_classes(dict.fromkeys(STATE_CLASSES, False) | {state_class(state): True}, animate=False)
        before = self._drawn[3] if self._drawn else 0
        self.refresh(layout=before != self._draw(self.content_size.width)[1])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - the base's
        """As many lines as the state needs at that width."""
        return self._draw(width)[1]

    def render(self) -> RenderResult:
        """The state, as lines."""
        return self._draw(self.content_size.width)[0]

    def action_open(self) -> None:
        """Opens the detail."""
        self.post_message(self.Opened(self.check_id))

    def on_click(self) -> None:
        """As Enter."""
        self.action_open()

    def _draw(self, width: int) -> tuple[Content, int]:
        """The state as lines, and how many; drawn once, for a layout asks every panel whenever any of them changes."""
        assert self.state is not None
        if self._drawn is None or self._drawn[0] is not self.state or self._drawn[1] != width:
            content = panel_view(self.state, width)
            self._drawn = self.state, width, content, max(_LEAST_LINES, content.get_height({}, max(1, width)))
        return self._drawn[2:]
