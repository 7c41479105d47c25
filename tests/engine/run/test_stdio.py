"""A child's descriptors: the protocol's are private, and the plug-in's are harmless."""

import os
import subprocess
import sys
import threading

from deskready.engine.run.stdio import LineReader, write_all

PROBE = """
import os, subprocess, sys
from deskready.engine.run.stdio import take_over
commands, reports = take_over()
print("printed")
os.write(1, b"written")
subprocess.run([sys.executable, "-c", "import os; [os.write(n, b'stolen') for n in range(3, 20) if n in FDS]"
    .replace("FDS", repr([commands, reports]))])
os.write(reports, b"reported")
os.write(2, repr((sys.stdin.read(), os.read(commands, 100), os.get_inheritable(reports))).encode())
os._exit(0)
"""


def test_only_what_is_reported_reaches_the_program() -> None:
    child = subprocess.run([sys.executable, "-c", PROBE], input=b"command", capture_output=True, check=True)
    assert child.stdout == b"reported"
    assert child.stderr.startswith(b"printed\nwritten")
    assert child.stderr.endswith(b"('', b'command', False)")


def test_lines_are_read_however_they_arrive() -> None:
    reading, writing = os.pipe()
    reader = LineReader(reading)
    os.write(writing, b"one\ntw")
    assert reader.read() == b"one"
    os.write(writing, b"o\n\nhalf")
    assert reader.read() == b"two"
    assert reader.read() == b""
    os.close(writing)
    assert reader.read() == b""
    os.close(reading)


def test_all_is_written_however_small_the_pipe() -> None:
    reading, writing = os.pipe()
    data = bytes(range(256)) * 4000
    writer = threading.Thread(target=write_all, args=(writing, data))
    writer.start()
    found = b""
    while len(found) < len(data):
        found += os.read(reading, 65536)
    writer.join()
    assert found == data
    os.close(reading)
    os.close(writing)
