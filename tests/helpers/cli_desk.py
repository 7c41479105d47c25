"""A desk of its own for tests of the command line: folders, checks and profiles of one test, and real processes."""

import contextlib
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

import psutil

TOY_CHECKS = Path(__file__).with_name("toy_checks.py")
_TAG = "DESKREADY_TEST_TAG"
SECONDS = 60
"""How long one command may take on a busy machine."""


class Desk:
    """The folders, and how to run the program in them.

    Attributes:
        folder: Where commands run.
        home: The program's own folders.
        environment: What its processes see.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.tag = uuid.uuid4().hex
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH", "SYSTEMROOT")}
        self.environment = kept | {
            "DESKREADY_HOME": str(self.home), "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm-256color",
            _TAG: self.tag,
        }  # fmt: skip
        self.add_check(TOY_CHECKS)

    def add_check(self, source: Path | str, name: str = "toy.py") -> Path:
        """Puts a check's file, or its text, into the person's own folder of checks."""
        checks = self.home / "config" / "checks"
        checks.mkdir(parents=True, exist_ok=True)
        target = checks / name
        if isinstance(source, Path):
            shutil.copyfile(source, target)
        else:
            target.write_text(source, encoding="utf-8")
        target.chmod(0o600)
        return target

    def write(self, name: str, text: str) -> Path:
        """A file in the folder where commands run."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def profile(self, name: str = "toy.toml", *, requirements: str = "", options: str = "") -> Path:
        """A profile that asks for a `toy.value` of at most 5, better 4, or for what is given."""
        asked = requirements or '[requirements."toy.value"]\nmaximum = 5\nrecommended = 4\n'
        head = 'schema = 1\nid = "toy"\ntitle = "Toy"\npublisher = "Tests"\nsource = "Tests"\ndate = 2026-01-31\n'
        return self.write(name, head + asked + options)

    def command(self, *arguments: str) -> list[str]:
        """The command line of the program."""
        return [sys.executable, "-m", "deskready", *arguments]

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs a command to its end, with nothing but pipes."""
        return subprocess.run(
            self.command(*arguments), cwd=self.folder, env=self.environment | environment, stdin=subprocess.DEVNULL,
            capture_output=True, timeout=SECONDS, check=False, encoding="utf-8",
        )  # fmt: skip

    def start(self, *arguments: str, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
        """Begins a command, in a session of its own."""
        return subprocess.Popen(
            self.command(*arguments), cwd=self.folder, env=self.environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE,
        )  # fmt: skip

    def processes(self) -> list[psutil.Process]:
        """Every living process that was begun by this desk's commands."""
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def runs(self, module: str) -> bool:
        """Whether one of them runs that module."""
        for process in self.processes():
            with contextlib.suppress(psutil.Error):  # it has ended since
                if module in process.cmdline():
                    return True
        return False

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            return process.status() != psutil.STATUS_ZOMBIE and process.environ().get(_TAG) == self.tag
        except (psutil.Error, OSError):
            return False
