"""Programs of the system, played by shell scripts."""

import sys
from pathlib import Path

import pytest


class Played:
    """A program in a folder of its own, which is the only one that is searched for programs."""

    def __init__(self, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        if sys.platform == "win32":
            pytest.skip("plays a program by a shell script")
        monkeypatch.setenv("PATH", str(folder))
        monkeypatch.setattr("deskready_checks.system.command._PLACES", str(folder))
        self._program = folder / name
        self._asked = folder / "asked"

    @property
    def asked(self) -> list[str]:
        """The arguments that it was last given."""
        return self._asked.read_text().splitlines()

    def prints(self, text: str) -> None:
        """Makes it print this."""
        (self._program.parent / "answer").write_text(f"{text}\n")
        self.does(f"/bin/cat {self._program.parent}/answer")

    def does(self, script: str) -> None:
        """Makes it do this."""
        self._program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {self._asked}\n{script}\n')
        self._program.chmod(0o755)
