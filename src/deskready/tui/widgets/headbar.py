"""The top of the screen."""

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from deskready.tui.view.head import HeadState, head_lines


class Headbar(Widget):
    """Three lines that always tell where the audit stands."""

    DEFAULT_CSS = """
    Headbar { height: 4; dock: top; padding: 0 1; background: $panel; border-bottom: hkey $surface-lighten-2; }
    """

    state: reactive[HeadState] = reactive(HeadState(""), init=False)
    """What it shows."""

    def render(self) -> RenderResult:
        """The three lines."""
        return Content("\n").join(head_lines(self.state, self.content_size.width))
