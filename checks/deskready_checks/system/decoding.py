"""Text out of the bytes that systems print: in UTF-8, in UTF-16 with its mark, or in the code page of a console."""

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CONSOLE = "oem"
"""Python's name for the code page in which programs of a Windows console write; other systems do not know it."""


def decoded(data: bytes, page: str = CONSOLE) -> str:
    """The text, with U+FFFD for what is none; line ends become newlines.

    Args:
        data: The bytes.
        page: The code page of what is not Unicode.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = _legacy(data, page)
    return text.replace("\r\n", "\n")


def _legacy(data: bytes, page: str) -> str:
    try:
        return data.decode(page, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")
