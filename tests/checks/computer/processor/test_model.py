"""The processor's name, on this system."""

import sys
from pathlib import Path

import pytest

from deskready_checks.computer.processor.model import processor_model


@pytest.mark.skipif(sys.platform != "linux", reason="compares with a file of Linux")
def test_the_name_is_the_kernels_without_runs_of_spaces() -> None:
    name = processor_model()
    assert name == " ".join(name.split())
    assert name in " ".join(Path("/proc/cpuinfo").read_text(errors="replace").split())
    assert bool(name) == ("model name" in Path("/proc/cpuinfo").read_text(errors="replace"))


def test_an_unknown_system_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    assert processor_model() == ""
