"""Checks that never come to an end, and those that end while something of theirs does not."""

import atexit
import ctypes
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator
from typing import NoReturn

from deskready.core.audit.outcome import Failure, Outcome
from deskready.plugin import Context, Measurement, Question, Use
from deskready.testing.hostile.base import NUMBER, hostile

_SOON = 0.4
"""Seconds after which a check that hangs is stopped."""
_POLITE_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGABRT", "SIGBREAK")


class _EndedError(Exception):
    """Raised by a signal handler that wants to go on as if nothing were."""


def spin() -> NoReturn:
    """Spins for ever."""
    while True:
        pass


def hold_the_gil() -> None:
    """Sleeps in C for ever without letting go of the interpreter's lock."""
    if sys.platform == "win32":
        ctypes.PyDLL("kernel32").Sleep(0xFFFFFFFF)
    else:
        while True:
            ctypes.PyDLL(None).pause()


def ignore_signals() -> None:
    """Ignores every signal that asks."""
    for name in _POLITE_SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


@hostile(Failure.TIMEOUT, log="in spin", seconds=_SOON)
def spins(context: Context) -> None:
    """Spins for ever."""
    spin()


@hostile(Failure.TIMEOUT, log="in hold_the_gil", seconds=_SOON)
def holds_the_gil(context: Context) -> None:
    """Never returns from a C call that holds the interpreter's lock."""
    hold_the_gil()


@hostile(Failure.TIMEOUT, log="in matches_for_ever", seconds=_SOON)
def matches_for_ever(context: Context) -> None:
    """Matches a regular expression that takes longer than the universe is old."""
    re.match(r"(a+)+$", "a" * 60 + "b")


@hostile(Failure.TIMEOUT, seconds=_SOON)
def ignores_every_signal(context: Context) -> None:
    """Spins and ignores every signal that asks."""
    ignore_signals()
    spin()


@hostile(Failure.TIMEOUT, seconds=_SOON)
def ignores_every_signal_in_c(context: Context) -> None:
    """Ignores every signal that asks, inside a C call that holds the interpreter's lock."""
    ignore_signals()
    hold_the_gil()


@hostile(Failure.TIMEOUT, seconds=_SOON, posix=True)
def stops_itself(context: Context) -> None:
    """Stops its own process, so that no signal but one is delivered."""
    os.kill(os.getpid(), signal.SIGSTOP)


@hostile(Failure.TIMEOUT, seconds=_SOON, posix=True, whole=True)
def says_it_was_well(context: Context) -> Iterator[Measurement]:
    """Measures and finishes as soon as it is told to die."""

    def go_on(number: int, frame: object) -> None:
        raise _EndedError

    for name in ("SIGTERM", "SIGABRT"):
        signal.signal(getattr(signal, name), go_on)
    try:
        while True:
            time.sleep(0.01)
    except _EndedError:
        yield NUMBER.measured(1)


@hostile(Failure.TIMEOUT, seconds=_SOON)
def swallows_everything(context: Context) -> None:
    """Catches whatever is raised in it and starts again."""
    while True:
        try:
            time.sleep(0.01)
        except BaseException:  # noqa: BLE001 - the point of it
            continue


@hostile(Failure.TIMEOUT, seconds=_SOON, uses=frozenset({Use.PERSON, Use.ROOM}))
def hangs_in_a_thread(context: Context) -> None:
    """Waits for a thread that never ends."""
    threading.Thread(target=spin, daemon=True).start()
    threading.Event().wait()


@hostile(Outcome.MEASURED)
def leaves_a_thread(context: Context) -> None:
    """Leaves a thread behind that would keep its process alive."""
    threading.Thread(target=threading.Event().wait, daemon=False).start()


@hostile(Outcome.MEASURED)
def leaves_a_daemon_thread(context: Context) -> None:
    """Leaves a thread behind that spins."""
    threading.Thread(target=spin, daemon=True).start()


@hostile(Outcome.MEASURED)
def leaves_an_exit_handler(context: Context) -> None:
    """Registers an exit handler that never returns."""
    atexit.register(spin)


@hostile(Failure.CRASH, log="SystemExit")
def exits_with_a_handler(context: Context) -> None:
    """Calls sys.exit with an exit handler that never returns."""
    atexit.register(spin)
    sys.exit(1)


@hostile(Failure.PROTOCOL, uses=frozenset({Use.PERSON, Use.ROOM}))
def asks_twice_at_once(context: Context) -> None:
    """Asks a second question from a thread while the first is open."""
    threading.Thread(target=context.ask, args=(Question("first", "First?"),), daemon=True).start()
    context.ask(Question("second", "Second?"))
