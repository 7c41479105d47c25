"""Processes that are started anew, each heard by a thread, for systems that cannot copy one (Windows)."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable

from deskready.engine.describe.orders import Order, encode
from deskready.engine.tag import TAG_VARIABLE

_CHUNK = 65536
_EXIT_LIMIT_SECONDS = 2.0
"""How long a killed process is waited for."""


class Starts:
    """Processes started one by one."""

    def __init__(self, commands: int) -> None:
        self._said: queue.SimpleQueue[tuple[int | None, bytes]] = queue.SimpleQueue()
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._ears: dict[int, threading.Thread] = {}
        self._hear(None, lambda: os.read(commands, _CHUNK))

    def start(self, order: Order) -> int:
        """As in `Hands`."""
        process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", "deskready.engine.describe.describe"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            env=os.environ | {TAG_VARIABLE: order.tag}, start_new_session=os.name == "posix",
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(OSError), process.stdin as pipe:
            pipe.write(encode(order))
        output = process.stdout.fileno()
        self._processes[order.number] = process
        self._ears[order.number] = self._hear(order.number, lambda: os.read(output, _CHUNK))
        return process.pid

    def listen(self, seconds: float | None) -> list[tuple[int | None, bytes]]:
        """As in `Hands`."""
        heard = []
        with contextlib.suppress(queue.Empty):
            heard.append(self._said.get(timeout=seconds))
            while True:
                heard.append(self._said.get_nowait())
        return heard

    def is_over(self, number: int) -> bool:
        """As in `Hands`. What it said last may still be on its way, for as long as the pipe is open."""
        over = self._processes[number].poll() is not None
        if over:
            self._ears[number].join(_EXIT_LIMIT_SECONDS / 20)
        return over and self._said.empty()

    def end(self, number: int) -> bytes:
        """As in `Hands`."""
        process = self._processes.pop(number)
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(process.pid, 9)
            else:
                process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_EXIT_LIMIT_SECONDS)
        self._ears.pop(number)
        return b""

    def _hear(self, number: int | None, read: Callable[[], bytes]) -> threading.Thread:
        """Hears until the end, in a thread of its own."""
        ear = threading.Thread(target=self._listen_to, args=(number, read), daemon=True)
        ear.start()
        return ear

    def _listen_to(self, number: int | None, read: Callable[[], bytes]) -> None:
        with contextlib.suppress(OSError):
            while said := read():
                self._said.put((number, said))
        self._said.put((number, b""))
