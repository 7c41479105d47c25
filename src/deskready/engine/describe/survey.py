"""The survey: every installed check described by child processes, so that the program never imports one."""

import contextlib
import os
import queue
import subprocess
import threading
from collections.abc import Iterator, Sequence

import msgspec

from deskready.core.declare.check_info import CheckInfo, Origin, Problem
from deskready.core.words.message import text
from deskready.core.words.text import Text
from deskready.engine.describe.describe import Broken, Described, Done, Line, Loading
from deskready.engine.describe.describer import Describer, start_describer
from deskready.engine.guard.bonds import end_branded
from deskready.engine.run.protocol import LINE_LIMIT

IMPORT_LIMIT_SECONDS = 5.0
"""How long one check may take to import."""
_EXIT_LIMIT_SECONDS = 2.0
"""How long the program waits for a killed process."""
_TOO_LONG = text("problem.too-long", "It takes too long to import.")
_UNREADABLE = text("problem.unreadable", "Its declaration cannot be read.")
_ENDS = text("problem.ends", "Importing it ends the process.")
_decoder: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


class Survey:
    """Descriptions of origins. The first child starts at once, so that the caller can do other things meanwhile.

    Args:
        origins: What to describe.
        import_limit_seconds: How long one check may take to import.
        begun: The first child, where it has been started even earlier.
    """

    def __init__(
        self,
        origins: Sequence[Origin],
        import_limit_seconds: float = IMPORT_LIMIT_SECONDS,
        begun: Describer | None = None,
    ) -> None:
        self._pending = list(origins)
        self._limit = import_limit_seconds
        self._infos: list[CheckInfo] = []
        self._problems: list[Problem] = []
        self._child = _Child(self._pending, begun) if self._pending or begun else None

    def result(self) -> tuple[list[CheckInfo], list[Problem]]:
        """Waits for the descriptions of all origins, whatever single ones do to the process that imports them."""
        while self._child is not None:
            before = len(self._pending)
            hangs, reason = self._listen(self._child)
            self._child.end()
            if self._pending and (hangs or len(self._pending) == before):
                self._problems.append(Problem(self._pending.pop(0), reason))
            self._child = _Child(self._pending) if self._pending else None
        return self._infos, self._problems

    def _listen(self, child: "_Child") -> tuple[bool, Text]:
        """Takes in lines until the child ends or hangs: whether it hangs, and what happened.

        What is said of an origin counts once all has been said. A child that dies may do so of what it imported
        earlier, so the origin it was at is to blame only where it was the child's first.
        """
        infos: list[CheckInfo] = []
        problems: list[Problem] = []
        for line in child.lines(self._limit):
            if line is None:
                return True, _TOO_LONG
            try:
                message = _decoder.decode(line)
            except msgspec.MsgspecError:
                return False, _UNREADABLE
            match message:
                case Loading():
                    infos, problems = [], []
                case Described(info):
                    infos.append(info)
                case Broken(problem):
                    problems.append(problem)
                case Done():
                    self._pending.pop(0)
                    self._infos += infos
                    self._problems += problems
            if not self._pending:
                break
        return False, _ENDS


class _Child:
    """One describing process, and a thread that reads it, so that waiting for a line has an end on every system."""

    def __init__(self, origins: Sequence[Origin], begun: Describer | None = None) -> None:
        self._process, self._tag = begun or start_describer()
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
