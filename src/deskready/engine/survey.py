"""The survey: every installed check described by child processes, so that the program never imports one."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence

import msgspec

from deskready.core.check_info import CheckInfo, Origin, Problem
from deskready.engine.describe import Broken, Described, Done, Line, Loading
from deskready.engine.protocol import LINE_LIMIT

IMPORT_LIMIT_SECONDS = 5.0
"""How long one check may take to import."""
_decoder: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


class Survey:
    """Descriptions of origins. The first child starts at once, so that the caller can do other things meanwhile."""

    def __init__(self, origins: Sequence[Origin], import_limit_seconds: float = IMPORT_LIMIT_SECONDS) -> None:
        self._pending = list(origins)
        self._limit = import_limit_seconds
        self._infos: list[CheckInfo] = []
        self._problems: list[Problem] = []
        self._child = _Child(self._pending) if self._pending else None

    def result(self) -> tuple[list[CheckInfo], list[Problem]]:
        """Waits for the descriptions of all origins, whatever single ones do to the process that imports them."""
        while self._child is not None:
            blamed, reason = self._listen(self._child)
            self._child.end()
            if self._pending:
                origin = blamed or self._pending[0]
                self._problems.append(Problem(origin, reason))
                self._pending.remove(origin)
            self._child = _Child(self._pending) if self._pending else None
        return self._infos, self._problems

    def _listen(self, child: "_Child") -> tuple[Origin | None, str]:
        """Takes in lines until the child ends or hangs: the origin it was at, and what happened."""
        loading: Origin | None = None
        for line in child.lines(self._limit):
            if line is None:
                return loading, "It takes too long to import."
            try:
                message = _decoder.decode(line)
            except msgspec.MsgspecError:
                return loading, "Its declaration cannot be read."
            match message:
                case Loading(origin):
                    loading = origin
                case Described(info):
                    self._infos.append(info)
                case Broken(problem):
                    self._problems.append(problem)
                case Done(origin):
                    self._pending.remove(origin)
            if not self._pending:
                break
        return loading, "Importing it ends the process."


class _Child:
    """One describing process, and a thread that reads it, so that waiting for a line has an end on every system."""

    def __init__(self, origins: Sequence[Origin]) -> None:
        command = [sys.executable, "-P", "-X", "utf8", "-m", "deskready.engine.describe"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
        )  # fmt: skip
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._converse, args=(list(origins),), daemon=True).start()

    def lines(self, limit_seconds: float) -> Iterator[bytes | None]:
        """Each line; None when the next takes longer than `limit_seconds`."""
        while True:
            try:
                line = self._lines.get(timeout=limit_seconds)
            except queue.Empty:
                yield None
                return
            if not line:
                return
            yield line

    def end(self) -> None:
        """Kills the process, and what it started in its own group."""
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self._process.pid, 9)
            else:
                self._process.kill()
        self._process.wait()

    def _converse(self, origins: Sequence[Origin]) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError), self._process.stdin as pipe:
            pipe.write(b"".join(msgspec.json.encode(origin) + b"\n" for origin in origins))
        with self._process.stdout as pipe:
            while line := pipe.readline(LINE_LIMIT):
                self._lines.put(line)
        self._lines.put(b"")
