"""Pastes are text, however they are cut into pieces."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from deskready.tui.pastes import Pastes, PasteSafeParser

BEGIN, END = "\x1b[200~", "\x1b[201~"


def made_of(*pieces: str) -> list[object]:
    """What the parser makes of pieces: pasted texts, and the keys that were pressed."""
    parser = PasteSafeParser()
    found = [message for piece in pieces for message in parser.feed(piece)]
    return [each.text if isinstance(each, events.Paste) else each.key for each in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize("pasted", ["\x1bq", "\x1b[Aq", "\x1bOPq", "x\x1b\x1bq", "\x1b[21~q", "\x03\x11q", "\x9bAq"])
def test_what_is_pasted_presses_no_key(pasted: str) -> None:
    (text,) = made_of(f"{BEGIN}{pasted}{END}", "")
    assert isinstance(text, str)
    assert text.isprintable()


def test_lines_and_tabs_stay() -> None:
    assert made_of(f"{BEGIN}one\ttwo\r\nthree{END}", "") == ["one\ttwo\r\nthree"]


def test_keys_around_a_paste_are_pressed() -> None:
    assert made_of(f"a{BEGIN}\x1bq{END}b", "c") == ["a", "q", "b", "c"]


@given(st.lists(st.integers(0, 40), max_size=6), st.text("aq\x1b[201~", max_size=20))
def test_however_it_is_cut(cuts: list[int], pasted: str) -> None:
    pasted = pasted.replace(END, "")
    whole = f"x{BEGIN}{pasted}{END}y"
    edges = sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})
    pieces = [whole[a:b] for a, b in pairwise(edges)]
    pastes = Pastes()
    assert "".join(pastes.clean(piece) for piece in pieces) == Pastes().clean(whole)
