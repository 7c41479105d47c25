"""Lines of a given width, counted in the cells that a terminal draws."""

import unicodedata


def width(text: str) -> int:
    """The cells that `text` takes: East Asian wide characters two (UAX #11), combining marks none."""
    return sum(_cells(character) for character in text)


def wrap(text: str, columns: int) -> list[str]:
    """`text` in lines of at most `columns` cells, broken between words, or within one that is longer than a line."""
    lines = [""]
    for word in text.split():
        spaced = f"{lines[-1]} {word}" if lines[-1] else word
        if width(spaced) <= columns:
            lines[-1] = spaced
            continue
        pieces = cut(word, columns)
        lines[-1:] = [lines[-1], *pieces] if lines[-1] else pieces
    return lines


def cut(text: str, columns: int) -> list[str]:
    """`text` in pieces of at most `columns` cells, spaces kept."""
    pieces, used = [""], 0
    for character in text:
        cells = _cells(character)
        if used + cells > columns:
            pieces.append("")
            used = 0
        pieces[-1] += character
        used += cells
    return pieces


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
