"""The keys that do something now, on one line; each can be clicked.

One widget with one `render`: Textual's own footer mounts a widget for each key anew whenever anything changes.
"""

from collections.abc import Iterator

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
        parts = [
            Content.assemble(
                (self.app.get_key_display(binding), "$footer-key-foreground bold"), f" {binding.description}"
            )
            for binding in self._possible()
        ]
        return Content("  ").join(parts).truncate(self.content_size.width, ellipsis=True)

    def on_click(self, event: events.Click) -> None:
        """Presses the key that was clicked."""
        if binding := self._binding_at(event.x - self.styles.padding.left):
            self.app.simulate_key(binding.key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Shows what the key under the mouse does."""
        binding = self._binding_at(event.x - self.styles.padding.left)
        self.tooltip = Content(binding.tooltip or binding.description) if binding else None

    def _possible(self) -> Iterator[Binding]:
        """The bindings to show, one for each action."""
        seen = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in seen:
                seen.add(binding.action)
                yield binding

    def _binding_at(self, x: int) -> Binding | None:
        start = 0
        for binding in self._possible():
            stop = start + Content(f"{self.app.get_key_display(binding)} {binding.description}").cell_length
            if start <= x < stop:
                return binding
            start = stop + 2
        return None

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()
