"""The second line of defence: whatever a widget lets through, no control character reaches the terminal."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from deskready.core.clean import has_harmful, strip_harmful


class SafeLines(LineFilter):
    """Replaces harmful characters in every drawn line."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the base's signature
        """The same segments, harmless."""
        if all((text := segment.text).isascii() and text.isprintable() for segment in segments):
            return segments  # most lines: told apart quickly
        if not any(has_harmful(segment.text) for segment in segments):
            return segments
        return [Segment(strip_harmful(segment.text), segment.style, segment.control) for segment in segments]
