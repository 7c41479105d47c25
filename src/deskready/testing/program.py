"""A small headless program that runs checks in the real engine on a terminal of its own, steered by a test.

Started as `python -P -m deskready.testing.program PORT LOAD_SECONDS`: it connects to that port of this computer, obeys
one order a line and tells what happens one notice a line. Its standard streams are the terminal, where it prints `MARK`
after each order and nothing else.
"""

import asyncio
import contextlib
import os
import select
import socket
import sys
from collections.abc import Callable

import msgspec
from msgspec import Struct, structs

from deskready.core.audit.event import Ended, Event, Sample
from deskready.core.audit.walk import map_texts
from deskready.core.clean import has_harmful
from deskready.core.declare.check_info import CheckInfo, Origin, describe
from deskready.core.declare.option import Chosen
from deskready.engine.describe.loading import load
from deskready.engine.run.child import ChildRun
from deskready.engine.run.executor import ChildExecutor
from deskready.engine.run.job import Emit, Job
from deskready.engine.run.limits import Limits
from deskready.engine.schedule import Schedule
from deskready.testing.hostile.base import LEFT, SECONDS
from deskready.testing.leftovers import leftovers, zombies

MARK = b"-- done --\n"
"""All that the program ever prints."""


class Order(Struct, frozen=True):
    """Run checks, one after the other or as they fit."""

    targets: tuple[str, ...]
    """What to run, as `module:attribute`."""
    places: dict[str, str] = {}
    """Where to load a target from when it runs, if elsewhere than where it is declared."""
    seconds: float | None = None
    """Another time limit for hostile checks."""


class Tag(Struct, frozen=True, tag="tag"):
    """A run begins."""

    tag: str


class Heard(Struct, frozen=True, tag="heard"):
    """Something happened to a check."""

    target: str
    event: Event


class Account(Struct, frozen=True, tag="account"):
    """An order was carried out; the program still runs, and closed nothing."""

    left: tuple[str, ...]
    """Processes of the runs that still live."""
    zombies: tuple[str, ...]
    """Children of the program that nobody waited for."""
    harmful: tuple[str, ...]
    """Texts that came through and could trick a terminal."""
    typed: bytes
    """What there was to be read on the terminal."""


Notice = Tag | Heard | Account
"""What the program tells."""


class _TellingExecutor(ChildExecutor):
    """The real executor, which also tells the tag of each run."""

    def __init__(self, tell: Callable[[Notice], None], limits: Limits) -> None:
        super().__init__(limits)
        self.tags: list[str] = []
        self._tell = tell

    async def start(self, job: Job, emit: Emit) -> ChildRun:
        """Begins a run."""
        run = await super().start(job, emit)
        self.tags.append(run.tag)
        self._tell(Tag(run.tag))
        return run


class _Program:
    """Carries out orders with one schedule, as the real program would."""

    def __init__(self, writer: asyncio.StreamWriter, limits: Limits) -> None:
        self._writer = writer
        self._executor = _TellingExecutor(self._tell, limits)
        self._schedule = Schedule(self._executor, self._heard, cores=64)
        self._targets: dict[str, str] = {}
        self._told: set[int] = set()
        self._harmful: list[str] = []

    async def carry_out(self, order: Order) -> None:
        """Runs what the order names, and gives account."""
        self._told.clear()
        self._harmful.clear()
        infos = [self._info(target, order.places.get(target, target)) for target in order.targets]
        options = {} if order.seconds is None else {SECONDS: Chosen(order.seconds)}
        self._schedule.submit(Job(info, options) for info in infos)
        await self._schedule.idle()
        left = await asyncio.to_thread(leftovers, set(self._executor.tags), set(self._told))
        self._tell(Account(tuple(left), tuple(zombies()), tuple(self._harmful), _typed()))
        os.write(1, MARK)

    async def close(self) -> None:
        """Lets go of everything."""
        await self._schedule.close()

    def _info(self, target: str, place: str) -> CheckInfo:
        info = describe(load(target), Origin(target, place, "deskready.testing"))
        self._targets[info.id] = target
        return structs.replace(info, origin=structs.replace(info.origin, target=place))

    def _heard(self, check_id: str, event: Event) -> None:
        map_texts(event, self._inspect)
        if isinstance(event, Sample) and event.series == LEFT:
            self._told.add(int(event.v))
        if isinstance(event, Ended) or self._writer.transport.get_write_buffer_size() < 1024**2:
            self._tell(Heard(self._targets[check_id], event))

    def _inspect(self, text: str, _field: str) -> str:
        if has_harmful(text):
            self._harmful.append(ascii(text))
        return text

    def _tell(self, notice: Notice) -> None:
        self._writer.write(msgspec.json.encode(notice) + b"\n")


def _typed() -> bytes:
    """What was typed and is still there to be read."""
    typed = b""
    if os.name == "posix":
        while select.select((0,), (), (), 0)[0] and (chunk := os.read(0, 1024)):
            typed += chunk
    return typed


def _own_the_terminal() -> None:
    """Makes the terminal on standard input this session's controlling terminal, as a shell does."""
    with contextlib.suppress(ImportError, OSError):
        import fcntl
        import termios

        fcntl.ioctl(0, termios.TIOCSCTTY, 0)


async def _main(port: int, load_seconds: float) -> None:
    reader, writer = await asyncio.open_connection(sock=socket.create_connection(("127.0.0.1", port)))
    program = _Program(writer, Limits(load_seconds=load_seconds))
    while line := await reader.readline():
        await program.carry_out(msgspec.json.decode(line, type=Order))
        await writer.drain()
    await program.close()


if __name__ == "__main__":
    _own_the_terminal()
    asyncio.run(_main(int(sys.argv[1]), float(sys.argv[2])))
