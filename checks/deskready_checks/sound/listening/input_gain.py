"""The input volume of a microphone as the system tells it: a calibration holds for one volume only."""

import sys

from deskready_checks.sound.listening.source import Source
from deskready_checks.system_command import output_of

_SECONDS = 3.0
_ASK_MACOS = ("osascript", "-e", "input volume of (get volume settings)")
"""Tells a number from 0 to 100 of the default input, or "missing value" where that has no volume."""


def input_gain(source: Source | None, *, default: bool) -> str:
    """The volume as a short text, or "" where this system does not tell.

    Args:
        source: What the sound server records from, where there is one.
        default: Whether the microphone is the system's default.
    """
    if source is not None:
        return source.gain
    if sys.platform == "darwin" and default:
        return macos_gain(output_of(_ASK_MACOS, _SECONDS))
    return ""


def macos_gain(answer: str) -> str:
    """The volume in osascript's answer."""
    number = answer.strip()
    return f"{number}%" if number.isdigit() else ""
