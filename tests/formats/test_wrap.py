import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready.formats.wrap import cut, width, wrap


@pytest.mark.parametrize(("text", "cells"), [("", 0), ("abc", 3), ("日本", 4), ("e\u0301", 1), ("ｱ", 1), ("🙂", 2)])
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_lines_break_between_words_and_within_long_ones() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("a abcdefgh b", 4) == ["a", "abcd", "efgh", "b"]
    assert wrap("", 10) == [""]
    assert wrap("日本語", 4) == ["日本", "語"]
    assert cut("  a b", 3) == ["  a", " b"]


@given(st.text(max_size=80), st.integers(2, 20))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert "".join(cut(text, columns)) == text
