import ast
import re
import subprocess
import sys
from importlib.metadata import entry_points
from itertools import pairwise
from pathlib import Path

import pytest

import deskready_checks.sound
from deskready_checks.sound.listening.privacy import Telling, forbid_core_dumps

WAYS_OUT = {
    "dbm",
    "ftplib",
    "http",
    "io",
    "logging",
    "mmap",
    "multiprocessing",
    "pickle",
    "shelve",
    "smtplib",
    "socket",
    "sqlite3",
    "ssl",
    "tempfile",
    "urllib",
    "wave",
}
"""Modules by which sound could be kept or sent."""
WRITES = {"dump", "memmap", "open_memmap", "save", "savetxt", "savez", "tofile", "write_bytes", "write_text"}
"""What is called to write."""
MODULES = sorted(Path(deskready_checks.sound.__path__[0]).rglob("*.py"))
assert MODULES


def test_a_crash_writes_no_memory() -> None:
    pytest.importorskip("resource", reason="Windows writes no core files")
    code = (
        "import resource as r; from deskready_checks.sound.listening.privacy import forbid_core_dumps;"
        "r.setrlimit(r.RLIMIT_CORE, (r.getrlimit(r.RLIMIT_CORE)[1],) * 2);"
        "forbid_core_dumps(); print(r.getrlimit(r.RLIMIT_CORE)[0])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "0\n"


def test_where_there_is_nothing_to_forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    forbid_core_dumps()


@pytest.mark.parametrize("block", [50, 2400, 6000])
def test_levels_are_told_eight_times_a_second_at_most(block: int) -> None:
    telling = Telling(48_000)
    times = [number * block for number in range(1, 4 * 48_000 // block + 1) if telling.due(block)]
    assert 26 <= len(times) <= 32
    assert all(later - earlier >= 6000 for earlier, later in pairwise(times))


def test_no_option_keeps_sound() -> None:
    checks = [point.load() for point in entry_points(group="deskready.checks") if point.name.startswith("sound.")]
    assert checks
    keeps = re.compile(r"\b(save|store|keep|file|path|folder|record|dump|wav|audio)", re.IGNORECASE)
    names = [(check.id, option.name) for check in checks for option in check.options]
    assert [name for name in names if keeps.search(name[1])] == []


def test_no_module_has_a_way_to_keep_or_send_sound() -> None:
    found = {path.name: ways_out(path.read_text(encoding="utf-8")) for path in MODULES}
    assert {name: ways for name, ways in found.items() if ways} == {}


def test_ways_out_are_noticed() -> None:
    text = "import wave, numpy\nfrom socket import socket\nopen('x')\nnumpy.save(1, 2)\nPath('x').write_bytes(b'')\n"
    assert ways_out(text) == {"wave", "socket", "open", "save", "write_bytes"}


def ways_out(text: str) -> set[str]:
    """What a module's text imports or calls to keep or send something."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names} & WAYS_OUT
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module.partition(".")[0]} & WAYS_OUT
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found |= {node.func.attr} & WRITES
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found |= {node.func.id} & {"open"}
    return found
