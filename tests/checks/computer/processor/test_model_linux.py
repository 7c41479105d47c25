"""The processor's name out of /proc/cpuinfo."""

from pathlib import Path

import pytest

from deskready_checks.computer.processor.model_linux import read_model

XEON = (
    "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 106\n"
    "model name\t: Intel(R) Xeon(R) Processor @ 2.80GHz\nstepping\t: 6\n\n"
    "processor\t: 1\nmodel name\t: second\n"
)
ARM = "processor\t: 0\nBogoMIPS\t: 108.00\nFeatures\t: fp asimd evtstrm\nCPU implementer\t: 0x41\nCPU part\t: 0xd08\n"


@pytest.mark.parametrize(("text", "name"), [(XEON, "Intel(R) Xeon(R) Processor @ 2.80GHz"), (ARM, ""), ("", "")])
def test_the_first_name_counts(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/cpuinfo").write_text(text)
    assert read_model(tmp_path) == name


def test_no_file_is_no_name(tmp_path: Path) -> None:
    assert read_model(tmp_path) == ""
