"""Checks that print or send too much, or where they should not."""

import contextlib
import os
import select
import stat
import sys
from collections.abc import Iterator

from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.words.text import Text, text_of
from deskready.engine.run.protocol import LINE_LIMIT
from deskready.plugin import Context, Measurement
from deskready.testing.hostile.base import NUMBER, hostile

_MEGABYTE = 1024**2


def _write_all(descriptor: int, megabytes: int) -> None:
    for _ in range(megabytes):
        data = memoryview(b"x" * (_MEGABYTE - 1) + b"\n")
        while data:
            data = data[os.write(descriptor, data) :]


def _pipes() -> Iterator[int]:
    """Every pipe that this process could write to, beside its standard streams."""
    for descriptor in range(3, 64):
        with contextlib.suppress(OSError):
            writable = descriptor in select.select((), (descriptor,), (), 0)[1]
            if stat.S_ISFIFO(os.fstat(descriptor).st_mode) and writable:
                yield descriptor


def _forge(line: bytes) -> None:
    for descriptor in _pipes():
        view = memoryview(line)
        with contextlib.suppress(OSError):
            while view:
                view = view[os.write(descriptor, view) :]


@hostile(Failure.OUTPUT)
def prints_without_end(context: Context) -> None:
    """Prints 50 MB."""
    for _ in range(50):
        print("x" * _MEGABYTE)  # noqa: T201 - the point of it


@hostile(Failure.OUTPUT)
def complains_without_end(context: Context) -> None:
    """Writes 50 MB to standard error."""
    for _ in range(50):
        sys.stderr.write("x" * _MEGABYTE)


@hostile(Failure.OUTPUT)
def writes_to_descriptor_1(context: Context) -> None:
    """Writes 50 MB to descriptor 1, as a C library would."""
    _write_all(1, 50)


@hostile(Failure.OUTPUT)
def writes_to_descriptor_2(context: Context) -> None:
    """Writes 50 MB to descriptor 2, as a C library would."""
    _write_all(2, 50)


@hostile(Outcome.MEASURED)
def prints_a_lot(context: Context) -> None:
    """Prints 7 MB in three ways, which is allowed."""
    print("x" * 2 * _MEGABYTE)  # noqa: T201 - the point of it
    _write_all(1, 2)
    _write_all(2, 3)


@hostile(Failure.OUTPUT)
def floods_with_samples(context: Context) -> None:
    """Sends samples as fast as it can."""
    while True:
        context.sample("flood", 1.0)


@hostile(Failure.OUTPUT)
def floods_with_log_lines(context: Context) -> None:
    """Logs as fast as it can."""
    while True:
        context.log("flood")


@hostile(Outcome.MEASURED)
def tells_its_progress_a_lot(context: Context) -> None:
    """Tells its progress 100,000 times, of which few are sent."""
    for step in range(100_000):
        context.progress(step / 100_000, "counting")


@hostile(Failure.PROTOCOL)
def plots_too_many_series(context: Context) -> None:
    """Plots a new series with every point."""
    for number in range(100):
        context.sample(f"series {number}", 1.0)


@hostile(Failure.OUTPUT)
def logs_an_endless_line(context: Context) -> None:
    """Logs one line of 3 MB."""
    context.log("x" * 3 * _MEGABYTE)


@hostile(Failure.OUTPUT, whole=True)
def measures_an_endless_text(context: Context) -> Iterator[Measurement]:
    """Hands over a measurement of more than 1 MB."""
    yield Measurement(NUMBER.id, text_of(NUMBER.label), 1, method=Text("x" * 2 * _MEGABYTE))


@hostile(Failure.PROTOCOL, posix=True)
def forges_a_line(context: Context) -> None:
    """Finds the protocol's descriptor and writes what is no message."""
    _forge(b'{"type": "measured"}\n')
    context.progress(1.0)


@hostile(Failure.OUTPUT, posix=True)
def forges_an_endless_line(context: Context) -> None:
    """Finds the protocol's descriptor and writes a line without end."""
    _forge(b"x" * 2 * LINE_LIMIT)


@hostile(Outcome.FAILED, posix=True)
def scribbles_everywhere(context: Context) -> None:
    """Writes to every descriptor that it has."""
    for descriptor in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(descriptor, b"scribble\n")


@hostile(Outcome.MEASURED)
def reads_standard_input(context: Context) -> None:
    """Reads from the person's keyboard in every way that it can."""
    assert not sys.stdin.read()
    assert not os.read(0, 100)
    with contextlib.suppress(EOFError):
        input()


@hostile(Outcome.MEASURED, posix=True)
def writes_to_the_terminal(context: Context) -> None:
    """Opens the terminal behind everybody's back and writes an escape sequence."""
    with contextlib.suppress(OSError), open("/dev/tty", "w", encoding="utf-8") as terminal:  # noqa: PTH123 - a device
        terminal.write("\x1b]0;owned\x07")
    with contextlib.suppress(OSError), open("/dev/tty", encoding="utf-8") as terminal:  # noqa: PTH123 - a device
        terminal.read(1)
