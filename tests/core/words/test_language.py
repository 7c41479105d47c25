import subprocess
import sys
from collections.abc import Iterator

import pytest

from deskready.core.words.language import VARIABLE, choose_language
from deskready.core.words.say import ENGLISH, say, speak
from helpers.any_text import NAMED


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(ENGLISH)


@pytest.mark.parametrize("tag", ["en-XA", "en_XA", "EN-xa"])
def test_a_language_is_chosen_by_its_tag(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, tag)
    choose_language()
    assert say(NAMED(name=3)).startswith("⟦")


@pytest.mark.parametrize("tag", ["", "en", "en-US", "en_GB.UTF-8", "xx", "de", "en-XA/..", "deutsch", " "])
def test_one_that_there_is_not_is_english_and_is_told(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, tag)
    assert choose_language() == ("" if tag in ("", "en", "en-US", "en_GB.UTF-8", " ") else tag)
    assert say(NAMED(name=3)) == "Through 3."


def test_without_the_variable_it_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    choose_language()
    assert say(NAMED(name=3)) == "Through 3."


def test_what_says_something_is_loaded_only_for_a_language_that_is_not_the_first() -> None:
    code = (
        "import sys\nfrom deskready.core.words.language import choose_language\nchoose_language()\n"
        "print([name for name in ('deskready.core.words.pseudo', 'msgspec') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={VARIABLE: "en"})
    assert run.stdout.strip() == "[]"
