"""Lines for terminals without Unicode."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from deskready.tui.plain_lines import is_unicode, plain


def test_what_is_drawn_with_has_a_likeness() -> None:
    assert plain("╭─┬━╮│✓ ✗ ● ▶ …▁▅█", "ascii") == "+-+-+|+ x * > ._##"


@pytest.mark.parametrize(("encoding", "shown"), [("latin-1", "Übertragung"), ("ascii", "Ubertragung")])
def test_letters_stay_as_far_as_they_can_be_said(encoding: str, shown: str) -> None:
    assert plain("Übertragung", encoding) == shown


def test_wide_characters_keep_their_room() -> None:
    assert plain("速度 1", "ascii") == "???? 1"


@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cc", "Cs", "Mn", "Me", "Cf")))
)
def test_every_text_can_be_said_and_is_as_long(text: str) -> None:
    shown = plain(text, "ascii")
    assert shown.isascii()
    assert cell_len(shown) == cell_len(text)


def test_which_encodings_have_everything() -> None:
    assert is_unicode("utf-8")
    assert not is_unicode("iso8859-1")
    assert not is_unicode("ascii")
