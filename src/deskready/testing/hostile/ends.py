"""Checks that end their process, or the interpreter's patience, in their own way."""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Iterator

from deskready.core.audit.outcome import Failure, Outcome
from deskready.plugin import Context, Measurement
from deskready.testing.hostile.base import NUMBER, hostile


class _Mute(Exception):  # noqa: N818 - its name is part of a log that is compared
    """An exception that cannot be put into words."""

    def __str__(self) -> str:
        raise RuntimeError


@hostile(Failure.CRASH, log="exit code 3")
def exits_at_once(context: Context) -> None:
    """Ends its process behind Python's back."""
    os._exit(3)


@hostile(Failure.CRASH, log="exit code 0")
def exits_as_if_well(context: Context) -> None:
    """Ends its process with the exit code of success."""
    os._exit(0)


@hostile(Failure.CRASH, log="SystemExit: 4")
def exits_politely(context: Context) -> None:
    """Calls sys.exit."""
    sys.exit(4)


@hostile(Failure.CRASH, log="Segmentation fault", posix=True)
def breaks_memory(context: Context) -> None:
    """Reads from address zero."""
    ctypes.string_at(0)


@hostile(Failure.CRASH, log="SIGKILL", posix=True)
def kills_its_group(context: Context) -> None:
    """Kills its own process group."""
    os.killpg(0, signal.SIGKILL)


@hostile(Failure.CRASH, log="KeyboardInterrupt")
def interrupts_itself(context: Context) -> None:
    """Raises what Ctrl-C raises."""
    raise KeyboardInterrupt


@hostile(Failure.CRASH, log="_Mute")
def raises_what_cannot_be_said(context: Context) -> None:
    """Raises an exception whose text raises another."""
    raise _Mute


@hostile(Failure.CRASH, log="RuntimeError")
def raises_what_cannot_be_pickled(context: Context) -> None:
    """Raises an exception that holds a lock and a function without a name."""
    raise RuntimeError(threading.Lock(), lambda: None)


@hostile(Failure.CRASH, log="xxx")
def raises_a_long_text(context: Context) -> None:
    """Raises an exception with 3 MB of text."""
    raise RuntimeError("x" * 3_000_000)


@hostile(Failure.OUTPUT)
def raises_an_endless_text(context: Context) -> None:
    """Raises an exception with 20 MB of text."""
    raise RuntimeError("x" * 20_000_000)


@hostile(Failure.CRASH, log="RecursionError")
def calls_itself(context: Context) -> None:
    """Recurses without end."""
    calls_itself.behaviour(context)


@hostile(Failure.CRASH, log="half way", whole=True)
def crashes_half_way(context: Context) -> Iterator[Measurement]:
    """Measures, and then crashes: what it measured is kept, and not judged."""
    yield NUMBER.measured(1)
    raise RuntimeError("half way")


@hostile(Failure.CRASH, log="exit code 0")
def closes_every_descriptor(context: Context) -> None:
    """Closes all its descriptors, those of the protocol included."""
    os.closerange(0, 256)


@hostile(Outcome.MEASURED)
def closes_its_streams(context: Context) -> None:
    """Closes standard output and error, as some libraries do."""
    sys.stdout.close()
    sys.stderr.close()


@hostile(Failure.CRASH, log="exit code 1")
def crashes_without_streams(context: Context) -> None:
    """Crashes where nothing can be printed any more."""
    os.closerange(1, 3)
    os._exit(1)
