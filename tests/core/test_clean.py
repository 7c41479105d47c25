import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready.core.clean import LINE_LIMIT, clean, clean_lines, has_harmful, strip_harmful

#: Format characters that are drawn: signs that stand before a number, and joiners of hieroglyphs.
DRAWN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13456)}


def test_every_character_that_controls_or_hides_is_replaced() -> None:
    harmful = [
        chr(point)
        for point in range(0x110000)
        if unicodedata.category(chr(point)) in ("Cc", "Cf", "Cs", "Zl", "Zp") and point not in DRAWN
    ]
    assert len(harmful) > 2200  # surrogates alone are 2,048
    survivors = [hex(ord(char)) for char in harmful if clean(f"a{char}b") != "a\ufffdb" and char not in "\n\t"]
    assert survivors == []


@pytest.mark.parametrize(
    "blank", ["\u115f", "\u3164", "\uffa0", "\u034f", "\u180b"], ids=lambda char: f"U+{ord(char):04X}"
)
def test_letters_that_look_like_nothing_are_replaced(blank: str) -> None:
    assert clean(f"a{blank}b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("attack", "rest"),
    [
        ("Evil\x1b]2;title\x1b\\Net", "Evil\ufffd]2;title\ufffd\\Net"),
        ("Home\x1b[2J\x1b[HALL PASSED", "Home\ufffd[2J\ufffd[HALL PASSED"),
        ("\x9b31mred", "\ufffd31mred"),
        ("abc\u202etxt.exe", "abc\ufffdtxt.exe"),
        ("a\x00b", "a\ufffdb"),
        ("progress\rdone", "progress\ufffddone"),
        ("tag\U000e0041", "tag\ufffd"),
    ],
)
def test_terminal_attacks_lose_their_teeth(attack: str, rest: str) -> None:
    assert clean(attack) == rest


def test_ordinary_text_of_any_language_stays() -> None:
    text = "Café “Ωmega” 日本語 مرحبا हिन्दी 🎧 100 % [red]x[/]"
    assert clean(text) == text


def test_one_line_comes_out_of_many() -> None:
    assert clean("one\r\ntwo\nthree\tfour") == "one two three four"
    assert clean_lines("one\n\ttwo") == "one\n\ttwo"


@given(st.text(), st.integers(1, 40))
def test_clean_is_short_harmless_and_settled(text: str, limit: int) -> None:
    once = clean(text, limit)
    assert len(once) <= limit
    assert not has_harmful(once)
    assert "\n" not in once
    assert clean(once, limit) == once


@given(st.text(alphabet="a\r\n", max_size=60), st.integers(2, 20))
def test_a_cut_always_shows(text: str, limit: int) -> None:
    whole = text.replace("\r\n", " ").replace("\n", " ").replace("\r", "\ufffd")
    assert clean(text, limit) == (whole if len(whole) <= limit else whole[: limit - 1] + "…")


def test_the_usual_limit_is_one_line() -> None:
    assert len(clean("x" * 10_000)) == LINE_LIMIT


@given(st.text())
def test_strip_harmful_cuts_nothing(text: str) -> None:
    assert len(strip_harmful(text)) == len(text)
    assert not has_harmful(strip_harmful(text))
