"""The keys that do something now, on one line; each can be clicked.

One widget with one `render`: Textual's own footer mounts a widget for each key anew whenever anything changes.
"""

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget


class KeyBar(Widget):
    """The footer."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; padding: 0 1;
        color: $footer-foreground; background: $footer-background;
    }
    """

    def on_mount(self) -> None:
        """Follows what is possible."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def render(self) -> RenderResult:
        """Keys and names."""
        parts = [Content.assemble((key, "$footer-key-foreground bold"), f" {name}") for key, name, _ in self._entries()]
        return Content(" " * self._gap()).join(parts).truncate(self.content_size.width, ellipsis=True)

    def on_click(self, event: events.Click) -> None:
        """Presses the key that was clicked."""
        if binding := self._binding_at(event.x - self.styles.padding.left):
            self.app.simulate_key(binding.key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Shows what the key under the mouse does."""
        binding = self._binding_at(event.x - self.styles.padding.left)
        self.tooltip = Content(binding.tooltip or binding.description) if binding else None

    def _entries(self) -> list[tuple[str, str, Binding]]:
        """Key, name and binding of everything to show, one for each action."""
        actives = [active for active in self.screen.active_bindings.values() if active.binding.show and active.enabled]
        first = {active.binding.action: active.binding for active in reversed(actives)}
        bindings = sorted(first.values(), key=[active.binding for active in actives].index)
        return [(self.app.get_key_display(binding), binding.description, binding) for binding in bindings]

    def _gap(self) -> int:
        """Cells between two entries: two where there is room."""
        entries = self._entries()
        whole = sum(cell_len(f"{key} {name}") for key, name, _ in entries) + 2 * (len(entries) - 1)
        return 2 if whole <= self.content_size.width else 1

    def _binding_at(self, x: int) -> Binding | None:
        start = 0
        for key, name, binding in self._entries():
            stop = start + cell_len(f"{key} {name}")
            if start <= x < stop:
                return binding
            start = stop + self._gap()
        return None

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()
