"""Stamps: what a file or a folder holds, as a short text that changes with it. Nothing of it is imported."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

FILE_LIMIT = 4 * 1024**2
"""Bytes that a file may have to be stamped: whoever writes checks stays far below."""
TREE_LIMIT = 4000
"""Files that a folder may hold to be stamped: looking at so many takes some 20 ms."""
_PASSED_OVER = ("__pycache__", ".git")


def of_file(path: Path) -> str:
    """The stamp of a file's content; empty where it cannot be read, is no file, or is too large."""
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return ""
            content = file.read(FILE_LIMIT + 1)
    except (OSError, ValueError):
        return ""
    return of_bytes(content) if len(content) <= FILE_LIMIT else ""


def of_tree(path: Path) -> str:
    """The stamp of a folder by the names, sizes and times of what it holds; empty where it holds too much or nothing.

    Times are in nanoseconds as the file system keeps them: an editor's save changes them.
    """
    seen: list[str] = []
    try:
        for line in _lines(str(path)):
            seen.append(line)
            if len(seen) > TREE_LIMIT:
                return ""
    except OSError:
        return ""
    return of_bytes("\n".join(sorted(seen)).encode("utf-8", "surrogateescape")) if seen else ""


def of_bytes(content: bytes) -> str:
    """The stamp of bytes: half of their SHA-256, which nobody finds a second content for."""
    return hashlib.sha256(content).hexdigest()[:32]


def _lines(folder: str) -> Iterator[str]:
    """A line for each file below a folder. Links are looked at and not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _PASSED_OVER:
                    yield from _lines(entry.path)
            else:
                status = entry.stat()
                yield f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}"
