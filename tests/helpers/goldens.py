"""Goldens: the exact bytes that a format is a contract about. Set DESKREADY_WRITE_GOLDENS=1 to write them anew."""

import difflib
import os
from pathlib import Path

GOLDENS = Path(__file__).parent.parent / "goldens"
"""Where they lie, each in its own file type."""


def assert_golden(name: str, text: str) -> None:
    """Fails with a diff where `text` is not byte for byte what the golden of that name holds."""
    path = GOLDENS / name
    if os.environ.get("DESKREADY_WRITE_GOLDENS"):
        path.write_bytes(text.encode())
    wanted = path.read_bytes().decode()
    if wanted != text:
        diff = difflib.unified_diff(wanted.splitlines(True), text.splitlines(True), name, "now")
        raise AssertionError("".join(diff))
