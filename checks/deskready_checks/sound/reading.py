"""The texts that people read aloud, one for each language: about ten seconds, with every kind of sound in them."""

import json
import locale
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).with_name("reading.json")
"""Where they are. Read by its path: `importlib.resources` takes ten times as long to load as all else here."""
BY_LOCALE = "auto"
"""The choice that takes the language of the system."""
USUAL = "en"
"""The language where the system's has no text."""
CHARACTER_SECONDS = 0.068
"""What a character takes when read aloud, in 14 languages alike (Trauzettel-Klosinski and Dietz, 2012)."""


@dataclass(frozen=True)
class Reading:
    """A text to read aloud."""

    language: str
    """Code of its language (ISO 639-1)."""
    name: str
    """English name of the language."""
    text: str
    """What is read."""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def seconds(self) -> float:
        """How long it takes somebody of the usual pace."""
        return len(self.text) * CHARACTER_SECONDS


def _readings() -> dict[str, Reading]:
    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    return {code: Reading(code, entry["name"], entry["text"]) for code, entry in texts.items()}


READINGS = _readings()
"""Every text by the code of its language."""


def reading(choice: str) -> Reading:
    """The text in a language, by its code or `BY_LOCALE`."""
    return READINGS[language_of(locale.getlocale()[0]) if choice == BY_LOCALE else choice]


def language_of(name: str | None) -> str:
    """The code of a locale's language if there is a text in it, else `USUAL`.

    Args:
        name: A locale as systems write it: `de_AT` on most, `German_Austria` on Windows.
    """
    own = (name or "").partition("_")[0].casefold()
    return next((code for code, text in READINGS.items() if own in (code, text.name.casefold())), USUAL)
