"""Text in whatever encoding a program chose."""

import pytest

from deskready_checks.system.decoding import decoded


@pytest.mark.parametrize(
    "data",
    ["Größe: 5 €\n".encode(name) for name in ("utf-8", "utf-8-sig", "utf-16")],
)
def test_unicode_of_every_form(data: bytes) -> None:
    assert decoded(data) == "Größe: 5 €\n"


def test_line_ends_of_windows() -> None:
    assert decoded(b"one\r\ntwo\r\n") == "one\ntwo\n"


@pytest.mark.parametrize(
    ("text", "page"), [("Übertragungsrate (MBit/s)", "cp850"), ("Сигнал", "cp866"), ("信号", "cp936")]
)
def test_a_consoles_code_page(text: str, page: str) -> None:
    assert decoded(text.encode(page), page) == text


@pytest.mark.parametrize("data", [b"rate \xff 7", b"\xff\xfe\x00"])
def test_what_is_no_text_does_no_harm(data: bytes) -> None:
    assert "\ufffd" in decoded(data, "no-such-page")
