import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.cli_desk import Desk
from helpers.terminal import Terminal

_WRITES = "from deskready.cli import output; output.write({text!a})"
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell, /dev/full and pseudo-terminals")


@posix
@pytest.mark.parametrize("command", ["--help", "checks", "schema audit", "audit toy.good --format json"])
def test_a_reader_that_has_gone_is_no_error(desk: Desk, command: str) -> None:
    line = f"{sys.executable} -m deskready {command} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line], cwd=desk.folder, env=desk.environment, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (141, "")


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_in_one_line(desk: Desk) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    with desk.start("checks", stdout=full) as process:
        _, told = process.communicate(timeout=60)
    os.close(full)
    assert process.returncode == 2
    assert told.decode().splitlines() == [
        "deskready: Cannot write to standard output: No space left on device. Let the output go elsewhere."
    ]


@posix
def test_standard_output_that_is_closed_is_told(desk: Desk) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m deskready schema audit >&-"], env=desk.environment, capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Standard output is closed." in done.stderr


def test_a_pipe_gets_utf_8_whatever_the_locale_says(desk: Desk) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WRITES.format(text="✓ 5 µs\n\x85")], capture_output=True, timeout=60, check=True,
        env=desk.environment | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
    )  # fmt: skip
    assert done.stdout == "✓ 5 µs\n\x85".encode()


@posix
def test_a_terminal_gets_no_control_characters_whatever_its_encoding(desk: Desk) -> None:
    program = _WRITES.format(text="✓ \x1b[31m\x9b1m\u202e end\n")
    with Terminal([sys.executable, "-c", program], {"PYTHONIOENCODING": "ascii"}) as terminal:
        assert terminal.wait(60) == 0
    assert bytes(terminal.raw) == b"? ?[31m?1m? end\r\n"
