"""Drawn lines: one sign and one style a cell, as few pieces of text as will do."""

from collections.abc import Iterable
from itertools import groupby

from textual.content import Content


def strokes(cells: Iterable[str], styles: Iterable[str]) -> Content:
    """A line of cells; neighbours of one style are one piece, for a hundred pieces a line cost time to draw."""
    runs = groupby(zip(cells, styles, strict=True), key=lambda cell: cell[1])
    return Content.assemble(*(("".join(sign for sign, _ in run), style) for style, run in runs))
