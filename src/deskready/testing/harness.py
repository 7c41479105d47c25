"""The test's side of the program that runs checks on a terminal of its own."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from deskready.core.audit.event import Ended, Event
from deskready.core.audit.run import Run
from deskready.testing.program import MARK, Account, Heard, Notice, Order, Tag
from deskready.testing.terminal import Terminal

PATIENCE_SECONDS = 60.0
"""How long an order may take before the program counts as hung."""
_notices: msgspec.json.Decoder[Notice] = msgspec.json.Decoder(Notice)


class Report(msgspec.Struct, frozen=True):
    """What came of an order."""

    events: dict[str, list[Event]]
    """What happened to each target."""
    account: Account
    """What the program found afterwards."""
    printed: bytes
    """What appeared on the terminal."""

    def ended(self, target: str) -> Run:
        """How a target's run ended; exactly one end was reported."""
        (end,) = (event for event in self.events[target] if isinstance(event, Ended))
        return end.run


class Program:
    """A running program with a terminal of its own. As a context manager it is killed at the end.

    Args:
        environment: Its environment variables, if not this process's.
        folder: Its current folder, if not this process's.
        load_seconds: How long a check may take to import.
    """

    def __init__(
        self, environment: Mapping[str, str] | None = None, folder: Path | None = None, load_seconds: float = 20.0
    ) -> None:
        self.tags: list[str] = []
        """The tags of all runs so far."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = str(server.getsockname()[1])
            command = (sys.executable, "-P", "-X", "utf8", "-m", "deskready.testing.program", port, str(load_seconds))
            self.terminal = Terminal(command, environment, folder)
            server.settimeout(PATIENCE_SECONDS)
            self._connection, _ = server.accept()
        self._connection.settimeout(PATIENCE_SECONDS)
        self._lines = self._connection.makefile("rb")

    @property
    def process(self) -> "subprocess.Popen[bytes]":
        """Its process."""
        return self.terminal.process

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process.poll() is None

    def run(self, *targets: str, places: Mapping[str, str] | None = None) -> Report:
        """Runs checks and waits for their ends.

        Raises:
            EOFError: The program has died.
            TimeoutError: It hangs.
        """
        self.order(targets, places)
        events: dict[str, list[Event]] = {target: [] for target in targets}
        while not isinstance(notice := self._next(), Account):
            if isinstance(notice, Heard):
                events[notice.target].append(notice.event)
        return Report(events, notice, self.terminal.read_until(MARK, PATIENCE_SECONDS))

    def order(
        self, targets: Sequence[str], places: Mapping[str, str] | None = None, seconds: float | None = None
    ) -> None:
        """Has checks run without waiting for anything; `seconds` is another time limit for hostile ones."""
        order = Order(tuple(targets), dict(places or {}), seconds)
        self._connection.sendall(msgspec.json.encode(order) + b"\n")

    def wait_for(self, wanted: Callable[[Event], bool], count: int = 1) -> list[Event]:
        """The next events that are wanted, so many of them."""
        found: list[Event] = []
        while len(found) < count:
            notice = self._next()
            if isinstance(notice, Heard) and wanted(notice.event):
                found.append(notice.event)
        return found

    def wait_for_run(self) -> None:
        """Waits until a check's process has been started."""
        known = len(self.tags)
        while len(self.tags) == known:
            self._next()

    def close(self) -> int:
        """Has it end by itself: its exit code."""
        self._connection.shutdown(socket.SHUT_WR)
        return self.process.wait(PATIENCE_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        self._lines.close()
        self._connection.close()
        self.terminal.close()

    def _next(self) -> Notice:
        line = b""
        with contextlib.suppress(ConnectionError):
            line = self._lines.readline()
        if not line:
            raise EOFError(f"The program has died: exit code {self.process.wait(PATIENCE_SECONDS)}.")
        notice = _notices.decode(line)
        if isinstance(notice, Tag):
            self.tags.append(notice.tag)
        return notice
