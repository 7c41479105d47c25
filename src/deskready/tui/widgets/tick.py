"""A check box whose state shows without colour."""

from textual.geometry import Size
from textual.widgets import Checkbox


class Tick(Checkbox):
    """Shows ✓ when ticked and nothing when not; Textual's own shows an X in both and tells by colour.

    What it is for may take several lines; Textual's own cuts it.
    """

    DEFAULT_CSS = "Tick { max-width: 100%; height: auto; text-wrap: wrap; }"
    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Puts in or takes away the tick."""
        self.BUTTON_INNER = "✓" if self.value else " "
        super().watch_value()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - the base's
        """As many lines as its words need at that width."""
        return self.render().get_height({}, max(1, width))
