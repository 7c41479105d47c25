"""The program's side of the guard process."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable

import msgspec

from deskready.engine.guard_protocol import Notice, Order, Sweep, Swept, TooMuchMemory, Watch, decode_notice, encode

_SWEEP_LIMIT_SECONDS = 2.0
"""How long the program waits for a sweep; the guard itself gives up after one second."""


class _Line(asyncio.SubprocessProtocol):
    """Hands over each line of the guard's output."""

    def __init__(self, heard: Callable[[Notice], None], gone: Callable[[], None]) -> None:
        self._heard = heard
        self._gone = gone
        self._rest = b""

    def pipe_data_received(self, fd: int, data: bytes | str) -> None:
        """Takes in a chunk; stderr is not listened to."""
        if fd != 1 or isinstance(data, str):
            return
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            with contextlib.suppress(msgspec.MsgspecError):
                self._heard(decode_notice(line))

    def process_exited(self) -> None:
        """The guard is gone; the next order starts another."""
        self._gone()


class GuardClient:
    """Starts the guard when it is first needed, and again should it die."""

    def __init__(self) -> None:
        self._transport: asyncio.SubprocessTransport | None = None
        self._starting = asyncio.Lock()
        self._sweeps: dict[str, asyncio.Future[tuple[int, ...]]] = {}
        self._over_memory: dict[str, Callable[[int], None]] = {}

    async def start(self) -> None:
        """Starts the guard unless it runs."""
        async with self._starting:
            if self._transport is None:
                self._transport, _ = await asyncio.get_running_loop().subprocess_exec(
                    lambda: _Line(self._heard, self._gone),
                    sys.executable, "-P", "-X", "utf8", "-m", "deskready.engine.guard",
                    stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                    stderr=asyncio.subprocess.DEVNULL, start_new_session=True,
                )  # fmt: skip

    async def watch(self, watch: Watch, over_memory: Callable[[int], None]) -> None:
        """Has a run watched; `over_memory` is called once with its resident bytes when it passes its limit."""
        await self.start()
        self._over_memory[watch.run] = over_memory
        self._order(watch)

    async def sweep(self, run: str) -> None:
        """Has everything of a run ended and buries what the program adopted. Waits 2 s at most."""
        await self.start()
        self._over_memory.pop(run, None)
        future: asyncio.Future[tuple[int, ...]] = asyncio.get_running_loop().create_future()
        self._sweeps[run] = future
        self._order(Sweep(run))
        try:
            dead = await asyncio.wait_for(future, _SWEEP_LIMIT_SECONDS)
        except TimeoutError:
            dead = ()
        finally:
            self._sweeps.pop(run, None)
        _bury(dead)

    def close(self) -> None:
        """Closes the guard's input, which makes it end what is left and then itself."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    def _order(self, order: Order) -> None:
        pipe = self._transport.get_pipe_transport(0) if self._transport else None
        if isinstance(pipe, asyncio.WriteTransport):
            pipe.write(encode(order))

    def _heard(self, notice: Notice) -> None:
        match notice:
            case Swept():
                future = self._sweeps.get(notice.run)
                if future is not None and not future.done():
                    future.set_result(notice.dead)
            case TooMuchMemory():
                callback = self._over_memory.pop(notice.run, None)
                if callback is not None:
                    callback(notice.resident)

    def _gone(self) -> None:
        self._transport = None
        for future in self._sweeps.values():
            if not future.done():
                future.set_result(())


def _bury(dead: tuple[int, ...]) -> None:
    """Takes the exit status of adopted processes, so that none stays a zombie. Others' children are left alone."""
    if not hasattr(os, "WNOHANG"):
        return
    for pid in dead:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
