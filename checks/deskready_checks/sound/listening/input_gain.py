"""The input volume of a microphone as the system tells it: a calibration holds for one volume only."""

from deskready_checks.sound.listening.source import Source
from deskready_checks.system.command import output_of
from deskready_checks.system.here import here
from deskready_checks.system.unread import or_nothing

_SECONDS = 3.0
_ASK_MACOS = ("osascript", "-e", "input volume of (get volume settings)")  # no words: a command
"""Tells a number from 0 to 100 of the default input, or "missing value" where that has no volume."""


def input_gain(source: Source | None, *, default: bool) -> str:
    """The volume as a short text, or "" where this system does not tell.

    Args:
        source: What the sound server records from, where there is one.
        default: Whether the microphone is the system's default.
    """
    if source is not None:
        return source.gain
    return or_nothing(_default_gain) if default else ""


def _default_gain() -> str:
    """The volume of the system's default input.

    Raises:
        Unread: This is no Mac, or it does not answer.
    """
    return macos_gain(output_of(here(macos=_ASK_MACOS), _SECONDS))


def macos_gain(answer: str) -> str:
    """The volume in osascript's answer."""
    number = answer.strip()
    return f"{number}%" if number.isdigit() else ""
