"""The processor's name out of sysctl, played by a real process."""

import os
from pathlib import Path

import pytest

from deskready_checks.computer.processor.model_macos import read_model

pytestmark = pytest.mark.skipif(os.name != "posix", reason="runs a shell script")


def sysctl(folder: Path, script: str) -> str:
    """The path of a program that plays sysctl."""
    path = folder / "sysctl"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_what_it_prints_is_the_name(tmp_path: Path) -> None:
    command = sysctl(tmp_path, '[ "$*" = "-n machdep.cpu.brand_string" ] && echo "Apple M2 Pro"')
    assert read_model(command) == "Apple M2 Pro"


def test_a_failure_is_no_name(tmp_path: Path) -> None:
    assert read_model(sysctl(tmp_path, "echo unknown oid; exit 1")) == ""
    assert read_model(str(tmp_path / "absent")) == ""
