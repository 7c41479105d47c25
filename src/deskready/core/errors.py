"""The error that a person sees: what is wrong, and what to do about it."""

from deskready.core.words.message import sentences
from deskready.core.words.text import Text, Words


class DeskreadyError(Exception):
    """Base of every error this program raises on purpose.

    Attributes:
        message: One sentence: what went wrong, and where (file, key, line).
        remedy: One sentence: what the person can do, or nothing.
    """

    def __init__(self, message: Words, remedy: Words = "") -> None:
        self.message: Text = message if isinstance(message, Text) else Text(message)
        self.remedy: Text = remedy if isinstance(remedy, Text) else Text(remedy)
        super().__init__(self.message.words)

    @property
    def said(self) -> Text:
        """Message and remedy."""
        return sentences(self.message, self.remedy)

    def __str__(self) -> str:
        """It in English, for a log."""
        return f"{self.message.words} {self.remedy.words}".strip()


class UsageError(DeskreadyError):
    """A wrong argument, profile or file: exit code 2."""


class CheckError(DeskreadyError):
    """A check breaks its contract: its declaration or what it handed over cannot be used."""
