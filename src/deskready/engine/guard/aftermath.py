"""What is to be known of a run once everything of it has been ended."""

from typing import NamedTuple

from deskready.core.words.message import counted, text
from deskready.core.words.text import Name, Text, typed

_SHOWN = 20
"""Process ids that a sentence lists."""
_UNGUARDED = text(
    "run.unguarded",
    "While this check ran, something killed the process that watches over it: how much memory the check took, "
    "was not watched until another took its place.",
)
_LEFT = counted(
    "run.left",
    "{count} process of this check could not be ended (process id {ids}). End it yourself, or restart the computer.",
    "{count} processes of this check could not be ended (process ids {ids}). End them yourself, or restart the "
    "computer.",
)


class Aftermath(NamedTuple):
    """What a sweep found."""

    unguarded: bool
    """Whether the guard died while the run went on."""
    left: tuple[int, ...]
    """Process ids of what could not be ended."""

    @property
    def notes(self) -> tuple[Text, ...]:
        """It in sentences: none where all is well."""
        unguarded = (_UNGUARDED,) if self.unguarded else ()
        return (*unguarded, _LEFT(count=len(self.left), ids=_listed(self.left))) if self.left else unguarded


def _listed(pids: tuple[int, ...]) -> Name:
    more = ", …" if len(pids) > _SHOWN else ""
    return typed(", ".join(map(str, pids[:_SHOWN])) + more)
