"""The program's side of the describer: it is given orders, and its news are waited for with an end."""

import contextlib
import os
import queue
import subprocess
import sys
import threading

import msgspec

from deskready.core.declare.check_info import Origin
from deskready.engine.describe.orders import (
    OUTPUT_LIMIT,
    Begun,
    News,
    Order,
    Rules,
    decode_news,
    encode,
)
from deskready.engine.guard.bonds import end_branded

_EXIT_LIMIT_SECONDS = 2.0
"""How long the program waits for a describer that has been told to go, or was killed."""
_LINE_LIMIT = 2 * OUTPUT_LIMIT
"""Bytes that one line of news may have: an output as Base64, and what is around it."""


class Office:
    """A describer, and another in its place should it die."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._number = 0
        self._tags: dict[int, str] = {}
        self._roots: dict[int, int] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._news: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._words: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._open()

    def order(self, origins: tuple[Origin, ...]) -> int:
        """Has these described by one process; the number by which news name it."""
        self._number += 1
        self._tags[self._number] = tag = os.urandom(16).hex()
        self._words.put(encode(Order(self._number, tag, origins)))
        return self._number

    def news(self, seconds: float) -> News | None:
        """The next news; None where there is none for so long, and where the describer is gone or talks nonsense."""
        if self._process is None:
            return None
        try:
            line = self._news.get(timeout=seconds)
            return decode_news(line) if line else None
        except (queue.Empty, msgspec.MsgspecError):
            return None

    def note(self, begun: Begun) -> None:
        """Remembers a process, to end it should the describer be gone."""
        self._roots[begun.number] = begun.root

    def forget(self, number: int) -> None:
        """Forgets a process that has ended."""
        self._roots.pop(number, None)
        self._tags.pop(number, None)

    def open_again(self, at_once: int) -> bool:
        """Starts another describer in place of one that is gone; whether the system has a process for it."""
        self._end_left()
        self._rules = msgspec.structs.replace(self._rules, at_once=at_once)
        return self._open()

    def close(self) -> None:
        """Has the describer end all that it started, and itself."""
        process = self._process
        if process is None:
            return
        self._words.put(b"")
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_EXIT_LIMIT_SECONDS)
        self._end_left()

    def _open(self) -> bool:
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-X", "utf8", "-m", "deskready.engine.describe.describer"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                start_new_session=os.name == "posix",
            )  # fmt: skip
        except OSError:
            self._process = None
            return False
        self._news, self._words = queue.SimpleQueue(), queue.SimpleQueue()
        for talk, words in ((_hear, self._news), (_speak, self._words)):
            threading.Thread(target=talk, args=(self._process, words), daemon=True).start()
        self._words.put(encode(self._rules))
        return True

    def _end_left(self) -> None:
        """Ends a describer, and what it can no longer end itself."""
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_EXIT_LIMIT_SECONDS)
            self._process = None
        for number, root in self._roots.items():
            if os.name == "posix":
                with contextlib.suppress(OSError):
                    os.killpg(root, 9)
            end_branded(self._tags[number])
        self._roots.clear()
        self._tags.clear()


def _hear(process: "subprocess.Popen[bytes]", news: "queue.SimpleQueue[bytes]") -> None:
    """Hears a describer to its end, in a thread of its own, so that waiting for a line has an end on every system."""
    assert process.stdout is not None
    with contextlib.suppress(OSError, ValueError), process.stdout as pipe:
        while line := pipe.readline(_LINE_LIMIT):
            news.put(line)
    news.put(b"")


def _speak(process: "subprocess.Popen[bytes]", words: "queue.SimpleQueue[bytes]") -> None:
    """Tells a describer what it is to do, in a thread of its own: it may be slow to listen. Nothing ends the talk."""
    assert process.stdin is not None
    with contextlib.suppress(OSError), process.stdin as pipe:
        while line := words.get():
            pipe.write(line)
            if words.empty():
                pipe.flush()
