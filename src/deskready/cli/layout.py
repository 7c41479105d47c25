"""Results for people: lines that fit the terminal."""

from deskready.cli import output
from deskready.formats.wrap import wrap


def block(text: str, indent: int = 0, hanging: int = 2) -> list[str]:
    """A text in lines that fit; those after the first stand further in.

    Args:
        text: One paragraph.
        indent: Cells before the first line.
        hanging: Cells before the others, on top of that.
    """
    columns = max(10, output.width() - 1 - indent - hanging)
    first, *rest = wrap(text, columns)
    return [" " * indent + first, *(" " * (indent + hanging) + line for line in rest)]
