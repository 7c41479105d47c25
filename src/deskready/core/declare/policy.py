"""A third party's data policy: what a person agrees to, by name, before a check may use that party."""

from msgspec import Struct

from deskready.core.declare.unit import Value
from deskready.core.words.text import Words, text_of


class Policy(Struct, frozen=True):
    """What a person is asked about a third party. Declared with the option that tells the check of the answer."""

    name: str
    """One lower-case word, such as `mlab`: what `--accept` takes and what settings remember the answer by."""
    question: Words
    """Whether the check may use that party: a yes-or-no question."""
    explanation: Words
    """What the party does with what it learns, and what happens after a no, in plain words."""
    link: str
    """Where its policy can be read."""
    version: int = 1
    """Raised when the meaning of a yes changes; an answer to an older version is asked for again."""
    where: dict[str, tuple[Value, ...]] = {}
    """Values of the check's other options with which the party may be used: with others nobody is asked."""

    @property
    def text(self) -> tuple[str, ...]:
        """All that a person is told before agreeing, and its version."""
        return text_of(self.question).words, text_of(self.explanation).words, self.link, str(self.version)
