"""The survey: every installed check described by child processes, so that the program never imports one."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator, Sequence

import msgspec

from deskready.core.check_info import CheckInfo, Origin, Problem
from deskready.engine.bonds import end_branded
from deskready.engine.describe import Broken, Described, Done, Line, Loading
from deskready.engine.protocol import LINE_LIMIT, TAG_VARIABLE

IMPORT_LIMIT_SECONDS = 5.0
"""How long one check may take to import."""
_EXIT_LIMIT_SECONDS = 2.0
"""How long the program waits for a killed process."""
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
            before = len(self._pending)
            loading, reason = self._listen(self._child)
            self._child.end()
            if self._pending and (loading or len(self._pending) == before):
                self._problems.append(Problem(self._pending.pop(0), reason))
            self._child = _Child(self._pending) if self._pending else None
        return self._infos, self._problems

    def _listen(self, child: "_Child") -> tuple[bool, str]:
        """Takes in lines until the child ends or hangs: whether it was at the first pending origin, and what happened.

        What is said of an origin counts once all has been said.
        """
        infos: list[CheckInfo] = []
        problems: list[Problem] = []
        loading = False
        for line in child.lines(self._limit):
            if line is None:
                return loading, "It takes too long to import."
            try:
                message = _decoder.decode(line)
            except msgspec.MsgspecError:
                return loading, "Its declaration cannot be read."
            match message:
                case Loading():
                    loading, infos, problems = True, [], []
                case Described(info):
                    infos.append(info)
                case Broken(problem):
                    problems.append(problem)
                case Done():
                    loading = False
                    self._pending.pop(0)
                    self._infos += infos
                    self._problems += problems
            if not self._pending:
                break
        return loading, "Importing it ends the process."


class _Child:
    """One describing process, and a thread that reads it, so that waiting for a line has an end on every system."""

    def __init__(self, origins: Sequence[Origin]) -> None:
        self._tag = uuid.uuid4().hex
        command = [sys.executable, "-P", "-X", "utf8", "-m", "deskready.engine.describe"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=os.environ | {TAG_VARIABLE: self._tag}, start_new_session=os.name == "posix",
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
        """Kills the process, and what it started: in its own group, and on Linux wherever it went."""
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self._process.pid, 9)
            else:
                self._process.kill()
        end_branded(self._tag)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_EXIT_LIMIT_SECONDS)

    def _converse(self, origins: Sequence[Origin]) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError), self._process.stdin as pipe:
            pipe.write(b"".join(msgspec.json.encode(origin) + b"\n" for origin in origins))
        with self._process.stdout as pipe:
            while line := pipe.readline(LINE_LIMIT):
                self._lines.put(line)
        self._lines.put(b"")
