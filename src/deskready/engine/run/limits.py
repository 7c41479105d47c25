"""The limits of a run that are the engine's own."""

from msgspec import Struct

ASK_SECONDS = 600.0
"""How long a question may stay open."""


class Limits(Struct, frozen=True):
    """The limits that no check declares."""

    load_seconds: float = 20.0
    """How long a child may take from its start to the check's own code."""
    ask_seconds: float = ASK_SECONDS
    """How long a question may stay open."""
