"""The keys that do something now, on one line; each can be clicked.

One widget with one `render`: Textual's own footer mounts a widget for each key anew whenever anything changes.
"""

from msgspec import Struct
from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

_ALWAYS = ("help", "quit")
"""Ids of bindings whose keys stay where there is no room for all: they lead to the others, and out."""


class Entry(Struct, frozen=True):
    """One key on the bar."""

    key: str
    """As the keyboard has it."""
    name: str
    """What it does, in a word or three."""
    binding: Binding

    @property
    def width(self) -> int:
        """Cells that it takes."""
        return Content(f"{self.key} {self.name}").cell_length


def fitting(entries: list[Entry], width: int) -> tuple[list[Entry], int]:
    """The entries that have room in that many cells, and the cells between two of them: two where there is room."""
    kept = list(entries)
    while kept and _width(kept, 1) > width:
        spare = [entry for entry in kept if entry.binding.id not in _ALWAYS] or kept
        kept.remove(spare[-1])
    return kept, 2 if _width(kept, 2) <= width else 1


def _width(entries: list[Entry], gap: int) -> int:
    return sum(entry.width for entry in entries) + gap * (len(entries) - 1)


class KeyBar(Widget):
    """The footer."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; padding: 0 1;
        color: $footer-foreground; background: $footer-background;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Entry] = []
        self._gap = 2

    def on_mount(self) -> None:
        """Follows what is possible."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def render(self) -> RenderResult:
        """Keys and names."""
        self._shown, self._gap = fitting(self._entries(), self.content_size.width)
        drawn = [
            Content.assemble((entry.key, "$footer-key-foreground bold"), f" {entry.name}") for entry in self._shown
        ]
        return Content(" " * self._gap).join(drawn)

    def on_click(self, event: events.Click) -> None:
        """Presses the key that was clicked."""
        if binding := self._binding_at(event.x - self.styles.padding.left):
            self.app.simulate_key(binding.key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Shows what the key under the mouse does."""
        binding = self._binding_at(event.x - self.styles.padding.left)
        self.tooltip = Content(binding.tooltip or binding.description) if binding else None

    def _entries(self) -> list[Entry]:
        """Everything to show, one entry for each action."""
        actives = [active for active in self.screen.active_bindings.values() if active.binding.show and active.enabled]
        first = {active.binding.action: active.binding for active in reversed(actives)}
        bindings = sorted(first.values(), key=[active.binding for active in actives].index)
        return [Entry(self.app.get_key_display(binding), binding.description, binding) for binding in bindings]

    def _binding_at(self, x: int) -> Binding | None:
        start = 0
        for entry in self._shown:
            if start <= x < start + entry.width:
                return entry.binding
            start += entry.width + self._gap
        return None

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()
