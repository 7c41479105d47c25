"""Where a load goes, and what is expected to come of it."""

import re
from collections.abc import Callable
from typing import NamedTuple

_WORD = re.compile(rb"\s*[\w.:=-]{0,32}\s*")


def empty(body: bytes) -> bool:
    """Whether an answer is empty."""
    return not body


def short_word(body: bytes) -> bool:
    """Whether an answer is nothing, or one short word such as "OK"."""
    return _WORD.fullmatch(body) is not None


class Target(NamedTuple):
    """Where a load goes."""

    download: Callable[[], str]
    """The URL of the next download."""
    upload: Callable[[], str]
    """The URL of the next upload."""
    upload_bytes: int
    """Bytes of one upload."""
    download_bytes: int
    """Bytes of one download."""
    at_least: bool = False
    """Whether a download may also be longer."""
    taken: Callable[[bytes], bool] = empty
    """Whether the body of the answer to an upload is what the server says of one that it took."""

    def fits(self, length: int) -> bool:
        """Whether a download has the length that was asked for."""
        return length >= self.download_bytes if self.at_least else length == self.download_bytes

    def is_too_long(self, length: int) -> bool:
        """Whether a download that has brought so many bytes is longer than what was asked for."""
        return not self.at_least and length > self.download_bytes
