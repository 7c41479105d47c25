"""Which language this process speaks."""

import os

VARIABLE = "DESKREADY_LANGUAGE"
"""The variable that chooses a language by its tag, such as `en-XA`."""


def choose_language() -> str:
    """Has this process speak the language of the variable; where there is none of that name it stays with English.

    For English nothing is imported: what says something may not be needed, or not yet.

    Returns:
        The tag of a language that was asked for and that there is not, or "".
    """
    asked = os.environ.get(VARIABLE, "").strip()
    tag = asked.lower().replace("_", "-")
    if tag == "en-xa":
        from deskready.core.words.pseudo import PSEUDO
        from deskready.core.words.say import speak

        speak(PSEUDO)
        return ""
    main, dash, country = tag.partition("-")
    return "" if main in ("", "en") and (not dash or country.partition(".")[0].isalpha()) else asked
