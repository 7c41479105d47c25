"""Keeps in view what happens on a scrolling page, until the person looks at something else."""

from itertools import takewhile

from textual.containers import ScrollableContainer
from textual.widget import Widget


class Following:
    """Which widget is kept in view.

    Attributes:
        touched: The person looks at something else; nothing scrolls by itself any more.
    """

    def __init__(self) -> None:
        self.touched = False
        self._followed: Widget | None = None
        self._at = (0, 0)

    def begin(self, widget: Widget) -> None:
        """Keeps a widget in view from now on."""
        self._followed = widget
        if not self.touched:
            widget.scroll_visible(animate=False)

    def leave(self) -> None:
        """Follows nothing: what was followed is gone."""
        self._followed = None

    def keep(self) -> None:
        """Scrolls to what is followed where a layout has moved it: results above it push it down."""
        if self._followed is None or self.touched:
            return
        above = self._followed.ancestors_with_self
        within = takewhile(lambda node: not isinstance(node, ScrollableContainer), above)
        regions = [node.virtual_region for node in within if isinstance(node, Widget)]
        place = (sum(region.y for region in regions), regions[0].height)
        if place != self._at:
            self._at = place
            self._followed.scroll_visible(animate=False)
