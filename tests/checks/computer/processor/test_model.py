"""The processor's name: on this system, out of /proc/cpuinfo, out of sysctl and out of the registry."""

import sys
from pathlib import Path

import pytest

from deskready_checks.computer.processor.model import of_kernel, of_registry, of_sysctl, processor_model
from deskready_checks.system.unread import Unread
from helpers.programs import Played
from helpers.registry import Registry

XEON = (
    "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 106\n"
    "model name\t: Intel(R) Xeon(R) Processor @ 2.80GHz\nstepping\t: 6\n\n"
    "processor\t: 1\nmodel name\t: second\n"
)
ARM = "processor\t: 0\nBogoMIPS\t: 108.00\nFeatures\t: fp asimd evtstrm\nCPU implementer\t: 0x41\nCPU part\t: 0xd08\n"


@pytest.mark.skipif(sys.platform != "linux", reason="compares with a file of Linux")
def test_the_name_is_the_kernels_without_runs_of_spaces() -> None:
    name = processor_model()
    assert name == " ".join(name.split())
    assert name in " ".join(Path("/proc/cpuinfo").read_text(errors="replace").split())
    assert bool(name) == ("model name" in Path("/proc/cpuinfo").read_text(errors="replace"))


def test_an_unknown_system_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    with pytest.raises(Unread):
        processor_model()


@pytest.mark.parametrize(("text", "name"), [(XEON, "Intel(R) Xeon(R) Processor @ 2.80GHz"), (ARM, ""), ("", "")])
def test_the_first_name_counts(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/cpuinfo").write_text(text)
    assert of_kernel(tmp_path).strip() == name


def test_no_file_is_no_name(tmp_path: Path) -> None:
    with pytest.raises(Unread):
        of_kernel(tmp_path)


@pytest.fixture
def sysctl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    """A Mac's program."""
    monkeypatch.setattr(sys, "platform", "darwin")
    return Played("sysctl", tmp_path, monkeypatch)


def test_what_sysctl_prints_is_the_name(sysctl: Played) -> None:
    sysctl.does('[ "$*" = "-n machdep.cpu.brand_string" ] && echo "Apple  M2 Pro"')
    assert processor_model() == "Apple M2 Pro"


def test_a_failure_is_no_name(sysctl: Played) -> None:
    with pytest.raises(Unread):
        of_sysctl()
    sysctl.does("echo unknown oid; exit 1")
    with pytest.raises(Unread):
        of_sysctl()


def test_the_registry_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    key = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
    monkeypatch.setitem(sys.modules, "winreg", Registry({key: {"ProcessorNameString": "AMD Ryzen 5  "}}))
    monkeypatch.setattr(sys, "platform", "win32")
    assert processor_model() == "AMD Ryzen 5"


def test_a_registry_without_the_name_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "winreg", Registry({r"HARDWARE\DESCRIPTION\System\CentralProcessor\0": {}}))
    assert of_registry() == ""
