"""A cause: one fault that several checks may meet, so that all of them tell one story."""

from msgspec import Struct, structs

from deskready.core.words.text import NOTHING, Text, Words, text_of


class Cause(Struct, frozen=True):
    """One fault, declared once by whoever knows it, and named by every gap and measurement that comes of it."""

    id: str
    """Stable id such as `internet.no-names`; dotted lower-case words."""
    title: Text
    """What is wrong, in one sentence."""
    remedy: Text = NOTHING
    """What to do about it, in one sentence: the only remedy that counts for all that hangs on it."""
    hides: tuple[str, ...] = ()
    """Ids of causes that are seen only because of this one: where both are met, this one is told."""
    evidence: Text = NOTHING
    """What one check saw of it, in a few words."""

    def by(self, evidence: Words) -> "Cause":
        """It with what was seen of it."""
        return structs.replace(self, evidence=text_of(evidence))
