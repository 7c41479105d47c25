"""A check box whose state shows without colour."""

from textual.widgets import Checkbox


class Tick(Checkbox):
    """Shows ✓ when ticked and nothing when not; Textual's own shows an X in both and tells by colour."""

    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Puts in or takes away the tick."""
        self.BUTTON_INNER = "✓" if self.value else " "
        super().watch_value()
