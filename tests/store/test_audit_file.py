import os
import sys
from pathlib import Path

import pytest

from deskready.core.errors import UsageError
from deskready.store import audit_file
from helpers.samples import sample_audit


def test_what_is_written_is_read(tmp_path: Path) -> None:
    audit_file.write(tmp_path / "a.json", sample_audit())
    assert audit_file.read(tmp_path / "a.json") == sample_audit()


def test_exclusive_refuses_an_existing_file(tmp_path: Path) -> None:
    audit_file.write(tmp_path / "a.json", sample_audit(), exclusive=True)
    with pytest.raises(UsageError, match="exists already"):
        audit_file.write(tmp_path / "a.json", sample_audit(), exclusive=True)


def test_what_is_no_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Cannot read .*: there is no such file\."):
        audit_file.read(tmp_path / "a.json")
    with pytest.raises(UsageError, match="this is a folder, not a file"):
        audit_file.read(tmp_path)
    with pytest.raises(UsageError, match="Cannot read"):
        audit_file.read(tmp_path / "nul\0.json")
    (tmp_path / "b.json").write_text("{")
    with pytest.raises(UsageError, match=r"b\.json: not JSON, or cut off"):
        audit_file.read(tmp_path / "b.json")


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
def test_a_pipe_or_a_device_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(UsageError, match="this is a device or a pipe, not a file"):
            audit_file.read(path)


def test_a_huge_file_is_refused_without_reading_it_whole(tmp_path: Path) -> None:
    with (tmp_path / "a.json").open("wb") as file:
        file.truncate(10 * 1024**3)
    with pytest.raises(UsageError, match="larger than 32 MiB"):
        audit_file.read(tmp_path / "a.json")
