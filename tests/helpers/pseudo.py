"""What of a screen or a page is not in the machine-made language: sentences that are no messages."""

import re

LANGUAGE = {"DESKREADY_LANGUAGE": "en-XA"}
"""Environment of a program that speaks it."""


def english(shown: str) -> set[str]:
    """The words of two letters and more that have a vowel and no accent: names, or words that no message says."""
    words = re.findall(r"[^\W\d_]+", shown)
    return {word for word in words if len(word) > 1 and word.isascii() and re.search("[aeiouyAEIOUY]", word)}
