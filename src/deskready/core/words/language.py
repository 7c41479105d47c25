"""Which language this process speaks."""

import os

VARIABLE = "DESKREADY_LANGUAGE"
"""The variable that chooses a language by its tag, such as `en-XA`."""


def choose_language() -> None:
    """Has this process speak the language of the variable; where there is none of that name it stays with English.

    Then nothing is imported: what says something may not be needed, or not yet.
    """
    if os.environ.get(VARIABLE, "").lower().replace("_", "-") != "en-xa":
        return
    from deskready.core.words.pseudo import PSEUDO
    from deskready.core.words.say import speak

    speak(PSEUDO)
