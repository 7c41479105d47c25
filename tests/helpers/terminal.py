"""A real pseudo-terminal with a program in it, and an emulator that says what it shows."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte


class Terminal:
    """A program in a terminal of its own.

    Attributes:
        raw: Every byte that the program wrote.
        pid: Its process id.
    """

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str] | None = None, columns: int = 120, lines: int = 40
    ) -> None:
        self.raw = bytearray()
        self._screen = pyte.Screen(columns, lines)
        self._lines: dict[int, str] = {}
        self._stream = pyte.ByteStream(self._screen)
        size = ("COLUMNS", "LINES")  # of another terminal; they would be believed before this one is asked
        inherited = {name: value for name, value in os.environ.items() if name not in size}
        environment = inherited | {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | dict(env or {})
        self.begun = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            _set_size(0, columns, lines)  # before it can ask: one that has asked already may not listen yet
            os.execvpe(command[0], list(command), environment)
        self._code: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)
            self.wait(5)
        os.close(self._master)

    def resize(self, columns: int, lines: int) -> None:
        """Changes the terminal's size; the program is told."""
        self._screen.resize(lines, columns)
        self._lines.clear()
        _set_size(self._master, columns, lines)

    def type(self, text: str) -> None:
        """Types."""
        os.write(self._master, text.encode())

    @property
    def text(self) -> str:
        """What the screen shows."""
        for y in range(self._screen.lines):
            if y not in self._lines:
                line = self._screen.buffer[y]
                self._lines[y] = "".join(line[x].data for x in range(self._screen.columns))
        return "\n".join(self._lines[y] for y in range(self._screen.lines))

    def read(self, seconds: float = 0.05) -> bool:
        """Takes in what the program writes within that time; False when it has closed the terminal."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        for y in self._screen.dirty:
            self._lines.pop(y, None)
        self._screen.dirty.clear()
        return bool(data)

    def until(self, condition: str | Callable[[str], bool], seconds: float = 20) -> float:
        """Waits until the screen shows a text, or meets a condition. Returns the seconds since the program began."""
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            shown = self.text
            if condition in shown if isinstance(condition, str) else condition(shown):
                return time.perf_counter() - self.begun
            if not self.read():
                break
        raise AssertionError(f"The screen never showed {condition!r}. It shows:\n{self._seen()}")

    def _seen(self) -> str:
        """The lines of the screen that hold something."""
        return "\n".join(line.rstrip() for line in self.text.splitlines() if line.strip())

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code

    def wait(self, seconds: float = 10) -> int:
        """Waits for the end; the exit code."""
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            if self.poll() is not None:
                while self.read(0):
                    if not select.select([self._master], [], [], 0)[0]:
                        break
                assert self._code is not None
                return self._code
            self.read(0.01)
        raise AssertionError(f"The program did not end within {seconds} s. It shows:\n{self._seen()}")


def _set_size(terminal: int, columns: int, lines: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
