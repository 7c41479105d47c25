"""What something is by its first bytes, and what that means where test data was asked for."""

import json

from deskready_checks.internet.load.fault import Fault

LOOK_BYTES = 512
"""How many first bytes tell."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"\xff\xd8\xff", b"RIFF", b"<svg")
_BOM = b"\xef\xbb\xbf"
_TEXT = frozenset(range(32, 127)) | {9, 10, 12, 13}
_LEAST_KINDS = 2
"""Different bytes that a text has at least: some test data is one letter again and again."""


def fault_of_content(begin: bytes, *, pictures: bool = False) -> Fault | None:
    """What came in place of test data, which is noise, or one byte again and again; None where that may be it.

    Args:
        begin: All of it, or its first bytes.
        pictures: Whether a picture in JPEG is what was asked for.
    """
    looked = begin[:LOOK_BYTES].removeprefix(_BOM).lstrip()
    if looked.startswith(_PICTURES) and not (pictures and looked.startswith(b"\xff\xd8\xff")):
        return Fault.PICTURE
    if not _is_text(looked):
        return None
    if looked.startswith(b"<"):
        return Fault.PORTAL
    return Fault.PROGRAM_DATA if _is_json(begin, looked) else Fault.TEXT


def _is_text(looked: bytes) -> bool:
    """Whether these are characters of a text, of whatever language."""
    if len(set(looked)) < _LEAST_KINDS:
        return False
    try:
        letters = looked.decode()
    except UnicodeDecodeError as error:
        if error.start < len(looked) - 3:  # but for a character that is cut
            return False
        letters = looked[: error.start].decode()
    return all(ord(letter) in _TEXT or ord(letter) > 159 for letter in letters)


def _is_json(begin: bytes, looked: bytes) -> bool:
    """Whether a text is JSON, or begins as an object of it does."""
    if looked[:1] == b"{" and looked[1:].lstrip()[:1] in {b'"', b"}"}:
        return True
    try:
        return isinstance(json.loads(begin), list)
    except (ValueError, RecursionError):
        return False
