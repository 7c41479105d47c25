"""Check files that cannot be imported, each in one way."""

from pathlib import Path

from deskready.core.audit.outcome import Failure

FILES = {
    "syntax_error": ("def run(:\n", Failure.LOAD, "SyntaxError"),
    "missing_module": ("import no_such_module_anywhere\n", Failure.LOAD, "No module named"),
    "attack": ('raise RuntimeError("\\x1b]0;owned\\x07")\n', Failure.LOAD, "owned"),
    "no_words": ("class E(Exception):\n    __str__ = None\nraise E\n", Failure.LOAD, "E"),
    "exit": ("import sys\nsys.exit(4)\n", Failure.LOAD, "SystemExit"),
    "exit_at_once": ("import os\nos._exit(3)\n", Failure.CRASH, "exit code 3"),
    "endless": ("while True: pass\n", Failure.TIMEOUT, "in <module>"),
    "recursion": ("def f(): f()\nf()\n", Failure.LOAD, "RecursionError"),
    "no_check": ("x = 1\n", Failure.LOAD, "has no"),
    "no_python": ("\0\xff", Failure.LOAD, "Error"),
}
"""By name: what the file holds, what goes wrong when a run loads it, and what the log of that run says."""


def write(folder: Path, name: str) -> Path:
    """Writes a broken file into a folder."""
    path = folder / f"{name}.py"
    path.write_text(FILES[name][0], encoding="latin-1")
    return path
