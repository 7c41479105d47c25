"""The program's side of the guard process."""

import asyncio
import contextlib
import sys
from collections.abc import Callable

import msgspec

from deskready.engine.aside import aside, start_process
from deskready.engine.guard.aftermath import Aftermath
from deskready.engine.guard.protocol import Notice, Order, Sweep, Swept, TooMuchMemory, Watch, decode_notice, encode
from deskready.engine.guard.rounds import SWEEP_SECONDS

_SWEEP_LIMIT_SECONDS = SWEEP_SECONDS + 2.0
"""How long the program waits for a sweep; the guard itself gives up a little sooner."""
_CLOSE_LIMIT_SECONDS = SWEEP_SECONDS + 0.5
"""How long the program waits for the guard's own end."""
_RESTARTS = 5
"""So often a guard that died is replaced while runs go on; one that cannot live is not tried for ever."""


class _Line(asyncio.SubprocessProtocol):
    """Hands over each line of the guard's output."""

    def __init__(self, heard: Callable[[Notice], None], gone: Callable[[], None]) -> None:
        self.exited = asyncio.Event()
        """Set when the guard has ended."""
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
        """The guard is gone."""
        self.exited.set()
        self._gone()


class GuardClient:
    """Starts the guard when it is first needed, and again should it die."""

    def __init__(self) -> None:
        self._transport: asyncio.SubprocessTransport | None = None
        self._line: _Line | None = None
        self._starting = asyncio.Lock()
        self._sweeps: dict[str, asyncio.Future[Swept | None]] = {}
        self._unguarded: set[str] = set()
        self._watches: dict[str, Watch] = {}
        self._over_memory: dict[str, Callable[[int], None]] = {}
        self._restarts = 0
        self._restarting: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Starts the guard unless it runs, and tells it of every run that goes on.

        Raises:
            OSError: No process can be started.
        """
        async with self._starting:
            if self._transport is not None:
                return
            transport, line = await start_process(
                lambda: _Line(self._heard, self._gone),
                sys.executable,
                "-P",
                "-X",
                "utf8",
                "-m",
                "deskready.engine.guard.guard",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
            if line.exited.is_set():
                transport.close()
                return
            self._transport, self._line = transport, line
            for watch in self._watches.values():
                self._order(watch)

    async def watch(self, watch: Watch, over_memory: Callable[[int], None]) -> None:
        """Has a run watched; `over_memory` is called once with its resident bytes when it passes its limit.

        Raises:
            OSError: No process can be started.
        """
        self._watches[watch.run] = watch
        self._over_memory[watch.run] = over_memory
        try:
            await self.start()
        except OSError:
            self._forget(watch.run)
            raise
        self._order(watch)

    async def sweep(self, run: str) -> Aftermath:
        """Ends everything of a run: by the guard, by the next one should it die, or else by this program itself."""
        swept = await self._swept(run) or await self._swept(run)
        watch = self._watches.get(run)
        left = swept.left if swept is not None else await _sweep_alone(run, watch.root if watch else None)
        aftermath = Aftermath(run in self._unguarded or swept is None, left)
        self._forget(run)
        return aftermath

    async def close(self) -> None:
        """Closes the guard's input, which makes it end what is left and then itself. Waits 5.5 s at most."""
        if self._restarting is not None:
            await self._restarting
        watches = tuple(self._watches.values())
        self._watches.clear()
        if self._transport is None or self._line is None:
            for watch in watches:
                await _sweep_alone(watch.run, watch.root)
            return
        transport, line = self._transport, self._line
        pipe = transport.get_pipe_transport(0)
        if pipe is not None:
            pipe.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(line.exited.wait(), _CLOSE_LIMIT_SECONDS)
        transport.close()
        self._transport = None

    def _forget(self, run: str) -> None:
        self._watches.pop(run, None)
        self._over_memory.pop(run, None)
        self._unguarded.discard(run)

    async def _swept(self, run: str) -> Swept | None:
        """What the guard says of its sweep; None where there is no guard, it dies meanwhile, or is silent."""
        with contextlib.suppress(OSError):
            await self.start()
        if self._transport is None:
            return None
        future: asyncio.Future[Swept | None] = asyncio.get_running_loop().create_future()
        self._sweeps[run] = future
        self._order(Sweep(run))
        try:
            return await asyncio.wait_for(future, _SWEEP_LIMIT_SECONDS)
        except TimeoutError:
            self._dismiss()
            return None
        finally:
            self._sweeps.pop(run, None)

    def _dismiss(self) -> None:
        """Kills a guard that no longer answers, so that another can take its place."""
        if self._transport is not None:
            with contextlib.suppress(ProcessLookupError):
                self._transport.kill()

    def _order(self, order: Order) -> None:
        pipe = self._transport.get_pipe_transport(0) if self._transport else None
        if isinstance(pipe, asyncio.WriteTransport) and not pipe.is_closing():
            pipe.write(encode(order))

    def _heard(self, notice: Notice) -> None:
        match notice:
            case Swept():
                self._settle(notice.run, notice)
            case TooMuchMemory():
                callback = self._over_memory.pop(notice.run, None)
                if callback is not None:
                    callback(notice.resident)

    def _settle(self, run: str, swept: Swept | None) -> None:
        future = self._sweeps.get(run)
        if future is not None and not future.done():
            future.set_result(swept)

    def _gone(self) -> None:
        """The guard has died; while runs go on, another takes its place at once."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None
        self._unguarded |= self._watches.keys()
        for run in self._sweeps:
            self._settle(run, None)
        if self._watches and self._restarts < _RESTARTS:
            self._restarts += 1
            self._restarting = asyncio.create_task(self._restart())

    async def _restart(self) -> None:
        with contextlib.suppress(OSError):
            await self.start()


async def _sweep_alone(run: str, root: int | None) -> tuple[int, ...]:
    """The sweep, by this program itself; what it takes is loaded only now."""
    from deskready.engine.guard.sweep import sweep

    return await aside(sweep, run, root)
