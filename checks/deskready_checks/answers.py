"""Answers that checks of several areas offer: the same words, and one message, wherever they are read."""

from deskready.plugin import text

LEAVE_OUT = text("answer.leave-out", "Leave it out")
"""Forbids what was asked about."""
