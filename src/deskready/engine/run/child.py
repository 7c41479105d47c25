"""One child process for one run of a check, and everything that can go wrong with it."""

import asyncio
import contextlib
import os
import signal
import sys
import time
import uuid
from asyncio.subprocess import PIPE

from deskready.core.audit.event import Answered, Asked, Ended, Logged, Noted, Sample, Started
from deskready.core.audit.limits import SERIES_LIMIT
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.audit.run import Run
from deskready.core.declare.check_info import CheckInfo
from deskready.core.errors import CheckError
from deskready.core.words.terms import FAILURE_REASON, FAILURE_REMEDY
from deskready.engine.aside import start_process
from deskready.engine.guard.client import GuardClient
from deskready.engine.guard.protocol import Watch
from deskready.engine.run.death import how_it_died
from deskready.engine.run.intake import Intake, TooMuchOutputError
from deskready.engine.run.job import Emit, Job
from deskready.engine.run.limits import Limits
from deskready.engine.run.protocol import (
    Answer,
    Begin,
    Cancel,
    Command,
    Conclude,
    Finished,
    accept,
    decode_report,
    encode,
)
from deskready.engine.run.stopwatch import Stopwatch
from deskready.engine.tag import TAG_VARIABLE

GRACE_SECONDS = 0.1
"""How long a child may take to end by itself."""
_EXIT_LIMIT_SECONDS = 2.0
"""How long the program waits for a killed process."""


class ChildRun(asyncio.SubprocessProtocol):
    """A run in a child process. Every wait in it is bounded."""

    def __init__(self, info: CheckInfo, emit: Emit, guard: GuardClient, limits: Limits) -> None:
        self.tag = uuid.uuid4().hex
        self._limits = limits
        self._info = info
        self._emit = emit
        self._guard = guard
        self._intake = Intake()
        self._watch = Stopwatch(self._timed_out)
        self._begun = time.monotonic()
        self._transport: asyncio.SubprocessTransport | None = None
        self._stopped = asyncio.Event()
        self._exited = asyncio.Event()
        self._end: Finished | None = None
        self._under_way = False
        self._series: set[str] = set()

    async def begin(self, job: Job) -> None:
        """Starts the child and tells it what to run.

        Raises:
            OSError: No process can be started; nothing is left of one that could be.
        """
        new_group = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x08000200}
        command = (sys.executable, "-P", "-X", "utf8", "-m", "deskready.engine.run.worker")
        marked = os.environ | {TAG_VARIABLE: self.tag}
        await start_process(lambda: self, *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=marked, **new_group)
        assert self._transport is not None
        self._watch.start(self._limits.load_seconds)
        watch = Watch(self.tag, self._transport.get_pid(), self._info.limit_memory)
        try:
            await self._guard.watch(watch, self._over_memory)
        except OSError:
            self._watch.stop()
            self._transport.close()
            raise
        values = {name: chosen.value for name, chosen in job.options.items()}
        self._tell(Begin(self._info.origin.target, values, os.getpid()))

    async def wait(self) -> None:
        """Waits for the end of the run, reports it, and sees to it that nothing is left."""
        await self._stopped.wait()
        assert self._end is not None
        self._watch.stop()
        await self._end_process()
        self._emit(self._ended(self._end))
        for note in (await self._guard.sweep(self.tag)).notes:
            self._emit(Noted(note))
        if self._transport is not None:
            self._transport.close()

    def cancel(self) -> None:
        """Ends the run: asks the child, and kills it 100 ms later."""
        if not self._stopped.is_set():
            self._tell(Cancel())
            self._stop(Finished(Outcome.CANCELLED))

    def conclude(self) -> None:
        """Asks the check to end early with what there is."""
        self._tell(Conclude())

    def answer(self, text: str) -> None:
        """Answers the open question and lets the clock run on; without one, nothing is said."""
        if self._watch.paused:
            self._watch.resume()
            self._emit(Answered())
            self._tell(Answer(text))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The child runs."""
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._transport = transport

    def pipe_data_received(self, fd: int, data: bytes | str) -> None:
        """Takes in what the child sent (1) or printed (2)."""
        assert isinstance(data, bytes)
        if fd == 1 and self._stopped.is_set():
            return
        try:
            if fd == 2:
                self._intake.printed(data)
                return
            for line in self._intake.lines(data):
                self._hear(line)
                if self._stopped.is_set():
                    return
        except CheckError as error:
            failure = Failure.OUTPUT if isinstance(error, TooMuchOutputError) else Failure.PROTOCOL
            self._intake.note(str(error))
            self._stop(Finished(Outcome.FAILED, failure))

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """The child closed its end of the protocol, which it does only by ending."""
        if fd == 1:
            self._crashed()

    def process_exited(self) -> None:
        """The child's process has ended; its forks may hold the pipes open, and a last line may still be in them."""
        self._exited.set()
        asyncio.get_running_loop().call_later(GRACE_SECONDS, self._crashed)

    def _hear(self, line: bytes) -> None:
        report = accept(self._info, decode_report(line))
        if isinstance(report, Finished):
            self._stop(report)
            return
        match report:
            case Started():
                self._set_out(report)
            case Asked():
                self._open_question()
            case Logged():
                self._intake.note(report.text)
            case Sample():
                self._series.add(report.series)
                if len(self._series) > SERIES_LIMIT:
                    raise CheckError(f"It plots more than {SERIES_LIMIT} series.")
        self._emit(report)

    def _set_out(self, started: Started) -> None:
        if self._under_way:
            raise CheckError("It says twice that it begins.")
        self._under_way = True
        self._watch.start(started.limit_seconds)
        self._begun = time.monotonic()

    def _open_question(self) -> None:
        if self._watch.paused:
            raise CheckError("It asked a second question while one was open.")
        self._watch.pause(self._limits.ask_seconds)

    def _stop(self, end: Finished) -> None:
        """Decides how the run ended; the first to say so is right, whatever the child says while dying."""
        if not self._stopped.is_set():
            self._end = end
            self._stopped.set()

    def _crashed(self) -> None:
        self._stop(Finished(Outcome.FAILED, Failure.CRASH))

    def _timed_out(self) -> None:
        self._stop(Finished(Outcome.FAILED, Failure.TIMEOUT))

    def _over_memory(self, resident: int) -> None:
        self._intake.note(f"Its processes held {resident // 1024**2} MiB of memory.")
        self._stop(Finished(Outcome.FAILED, Failure.MEMORY))

    def _tell(self, command: Command) -> None:
        pipe = self._transport.get_pipe_transport(0) if self._transport else None
        if isinstance(pipe, asyncio.WriteTransport) and not pipe.is_closing():
            pipe.write(encode(command))

    async def _end_process(self) -> None:
        """Lets a child that has finished or was asked to stop end by itself, then kills its group."""
        assert self._end is not None
        assert self._transport is not None
        if self._end.failure in (None, Failure.CRASH, Failure.LOAD):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._exited.wait(), GRACE_SECONDS)
        if self._end.failure is Failure.TIMEOUT and os.name == "posix":
            await self._ask_where()
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self._transport.get_pid(), signal.SIGKILL)
            else:
                self._transport.kill()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._exited.wait(), _EXIT_LIMIT_SECONDS)

    async def _ask_where(self) -> None:
        """Has a hung child print its traceback into the log: faulthandler answers SIGABRT without the GIL."""
        assert self._transport is not None
        with contextlib.suppress(OSError):
            os.kill(self._transport.get_pid(), signal.SIGABRT)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._exited.wait(), 2 * GRACE_SECONDS)

    def _ended(self, end: Finished) -> Ended:
        reason, remedy = end.reason, end.remedy
        if end.failure is not None:
            reason, remedy = FAILURE_REASON[end.failure], FAILURE_REMEDY
            if end.failure is Failure.CRASH:
                self._intake.note(how_it_died(self._transport.get_returncode() if self._transport else None))
        seconds = max(0.0, time.monotonic() - self._begun - self._watch.paused_seconds)
        return Ended(
            Run(
                end.outcome,
                seconds=seconds,
                failure=end.failure,
                reason=reason,
                remedy=remedy,
                cause=end.cause,
                log=self._intake.log,
            )
        )
