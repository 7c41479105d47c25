import subprocess
import sys

import pytest

from deskready.core.reading.nearest import did_you_mean
from deskready.core.words.text import NOTHING, Text


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("sound.nois", "Did you mean sound.noise?"),
        ("SOUND.NOISE", "Did you mean sound.noise?"),
        ("zzz", "Look again."),
        ("", "Look again."),
        ("x" * 100_000, "Look again."),
        ("sound.\x1bnoise", "Did you mean sound.noise?"),
    ],
)
def test_the_nearest_is_suggested_else_something_else_is_said(word: str, suggestion: str) -> None:
    assert did_you_mean(word, ["sound.voice", "sound.noise"], Text("Look again.")).words == suggestion


def test_capitals_make_no_difference_and_stay() -> None:
    assert did_you_mean("sTART", ["Start", "Leave it out"]).words == "Did you mean Start?"


def test_without_anything_known_there_is_nothing_to_suggest() -> None:
    assert did_you_mean("word", []) == NOTHING


def test_what_compares_words_is_loaded_for_a_mistake_only() -> None:
    code = "import sys, deskready.core.reading.nearest; print('difflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
