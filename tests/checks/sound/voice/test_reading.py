import locale

import pytest

from deskready_checks.sound.voice.reading import BY_LOCALE, READINGS, language_of, reading

SIBILANTS = "szßçşśżšž" + "\u0441\u0437\u0448\u0449\u0447\u0436" + "\u0938\u0936\u0937\u091b\u091c\u091a"
"""Letters of s-like sounds: Latin, Cyrillic, Devanagari."""
DEVANAGARI = range(0x900, 0x980)


@pytest.mark.parametrize("code", READINGS)
def test_a_text_takes_about_ten_seconds_and_fits_a_screen(code: str) -> None:
    text = READINGS[code]
    assert 9.5 <= text.seconds <= 12
    assert 18 <= text.words <= 36
    assert len(text.text) <= 180
    assert text.text == " ".join(text.text.split())
    assert text.text[-1] in ".।"


def test_it_is_written_in_its_own_letters() -> None:
    letters = {"de": "ßäöü", "es": "ñáéí", "fr": "éèàç", "pl": "łężć", "pt": "ãçé", "sv": "åäö", "tr": "ığşü"}
    for code, special in letters.items():
        assert set(special) & set(READINGS[code].text), code
    assert any(ord(letter) in DEVANAGARI for letter in READINGS["hi"].text)


def test_there_are_sibilants_in_every_text() -> None:
    """Without them the reach of a microphone cannot be told."""
    for code, text in READINGS.items():
        assert sum(letter in SIBILANTS for letter in text.text.casefold()) >= 5, code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("de_AT", "de"),
        ("pt_BR", "pt"),
        ("German_Germany", "de"),
        ("English_United States", "en"),
        ("pl", "pl"),
        ("hi_IN", "hi"),
        ("ja_JP", "en"),
        ("C", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_language_of_a_locale(name: str | None, code: str) -> None:
    assert language_of(name) == code


def test_a_text_is_chosen_by_language_or_by_the_system_s(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading("nl").name == "Dutch"
    monkeypatch.setattr(locale, "getlocale", lambda: ("fr_CA", "UTF-8"))
    assert reading(BY_LOCALE).language == "fr"
