"""Which language this process speaks."""

import os

from deskready.core.words.say import ENGLISH, Speaker, speak

VARIABLE = "DESKREADY_LANGUAGE"
"""The variable that chooses a language by its tag, such as `en-XA`."""


def choose_language() -> None:
    """Has this process speak the language of the variable, or English where there is none of that name."""
    speak(_speaker(os.environ.get(VARIABLE, "")))


def _speaker(language: str) -> Speaker:
    if language.lower().replace("_", "-") != "en-xa":
        return ENGLISH
    from deskready.core.words.pseudo import PSEUDO

    return PSEUDO
