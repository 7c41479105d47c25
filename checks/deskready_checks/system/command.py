"""What a program of the system prints: the one place that runs one."""

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from threading import Thread
from typing import Any

import msgspec

from deskready_checks.system.decoding import decoded
from deskready_checks.system.unread import Unread, Why, or_nothing, unread

SECONDS = 8.0
"""How long a program may take; a Mac's report takes one."""
LIMIT = 4 * 1024**2
"""How many bytes it may print: twenty times what a Mac with many devices tells of them."""
_PLACES = os.pathsep.join(["/usr/sbin", "/sbin", "/usr/bin", "/bin"])


def output_of(command: Sequence[str], seconds: float = SECONDS) -> str:
    """What a program prints, in the language "C".

    Args:
        command: The program and its arguments; looked for in the system's own folders, too.
        seconds: How long it may take.

    Raises:
        Unread: It is not installed, fails, does not end, or prints more than `LIMIT`.
    """
    program = shutil.which(command[0]) or shutil.which(command[0], path=_PLACES)
    if not program:
        raise Unread(Why.SILENT, f"{command[0]} is not installed")
    try:
        process = subprocess.Popen(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"LC_ALL": "C"},
        )
    except OSError as error:
        raise unread(error) from error
    try:
        return decoded(_printed(process, seconds))
    except subprocess.TimeoutExpired as error:
        raise Unread(Why.LATE, f"{command[0]} had not ended after {seconds:g} s") from error
    finally:
        process.kill()
        process.wait()


def printed(command: Sequence[str]) -> str:
    """The same, or "" where it cannot: for one of several programs that may tell something."""
    return or_nothing(output_of, command)


def json_of(command: Sequence[str], seconds: float = SECONDS) -> Any:
    """The JSON that a program prints, of any shape.

    Raises:
        Unread: Also where what it prints is none.
    """
    try:
        return msgspec.json.decode(output_of(command, seconds))
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unread(Why.UNCLEAR, f"{command[0]}: {error}") from error


def _printed(process: "subprocess.Popen[bytes]", seconds: float) -> bytes:
    """All that a process prints, once it has ended.

    A thread reads, for what the process started may hold its pipe open after it is gone.

    Raises:
        subprocess.TimeoutExpired: It goes on.
    """
    deadline = time.monotonic() + seconds
    parts: list[bytes] = []

    def read() -> None:
        assert process.stdout is not None
        with process.stdout:
            parts.append(process.stdout.read(LIMIT + 1))

    reader = Thread(target=read, daemon=True)
    reader.start()
    reader.join(seconds)
    data = b"".join(parts)
    if len(data) > LIMIT:
        raise Unread(Why.UNCLEAR, f"{process.args!r} prints more than {LIMIT} bytes")
    if process.wait(0.0 if reader.is_alive() else max(0.0, deadline - time.monotonic())):
        raise Unread(Why.SILENT, f"{process.args!r} ended with {process.returncode}")
    if reader.is_alive():
        raise subprocess.TimeoutExpired(process.args, seconds)
    return data
