"""Text from outside, made harmless where it enters."""

import re

#: Control characters (C0 without tab and newline, DEL, C1), zero-width and bidirectional marks, tags, surrogates:
#: all that a terminal, a browser or a reader's eye can be tricked with.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
#: The size from which on a number is refused, so that every reader of JSON and TOML can hold it.
NUMBER_LIMIT = 2**63
#: Characters of one line that is all a name or a sentence may have.
LINE_LIMIT = 256
#: Characters that a log's tail may have.
LOG_LIMIT = 16_384


def clean(text: str, limit: int = LINE_LIMIT) -> str:
    """One harmless line: cut to `limit` characters, control characters replaced by U+FFFD, line ends by spaces."""
    start = text[: 2 * limit + 2]  # a line end may take two characters, and what was cut must still show
    return clean_lines(start.replace("\r\n", "\n"), limit).replace("\n", " ").replace("\t", " ")


def clean_lines(text: str, limit: int = LOG_LIMIT) -> str:
    """Harmless text that keeps its line ends and tabs, cut to `limit` characters with an ellipsis."""
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return _HARMFUL.sub("\ufffd", text)


def has_harmful(text: str) -> bool:
    """Whether `text` holds a character that `clean` would replace."""
    return _HARMFUL.search(text) is not None


def strip_harmful(text: str) -> str:
    """`text` with each harmful character replaced and nothing cut: the second line of defence, for drawn lines."""
    return _HARMFUL.sub("\ufffd", text)
