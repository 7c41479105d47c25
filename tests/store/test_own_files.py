import os
import sys
from pathlib import Path

import pytest

from deskready.core.errors import UsageError
from deskready.store.own_files import append_own, own_files, read_own, write_own


def test_what_is_not_there_is_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert read_own(tmp_path / "none", 9, "") is None
    assert read_own(tmp_path / "file" / "below", 9, "") is None
    assert own_files(tmp_path / "none", "*") == own_files(tmp_path / "file", "*") == []


def test_what_is_there_and_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "gone").symlink_to(tmp_path / "not plugged in")
    for path, told in (
        (tmp_path / "loop", "leads to itself"),
        (tmp_path / "gone" / "config" / "a", "it is a link that leads nowhere"),
        (tmp_path / ("x" * 300), "the name is too long"),
        (tmp_path, "this is a folder, not a file"),
    ):
        with pytest.raises(UsageError, match=told):
            read_own(path, 9, "Remove it.")
    with pytest.raises(UsageError, match=r"Cannot look into the folder .*leads to itself"):
        own_files(tmp_path / "loop", "*")


def test_files_are_found_by_name_in_order(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", "a.txt", os.fsdecode(b"\xff.toml")):
        (tmp_path / name).touch()
    found = [path.name for path in own_files(tmp_path, "*.toml")]
    assert found == ["a.toml", "b.toml", os.fsdecode(b"\xff.toml")]


def test_writing_makes_the_folder_and_refusals_name_the_variable(tmp_path: Path) -> None:
    write_own(tmp_path / "a" / "b", b"x")
    assert read_own(tmp_path / "a" / "b", 9, "") == b"x"
    with pytest.raises(UsageError, match="a part of the path is a file and no folder") as caught:
        write_own(tmp_path / "a" / "b" / "c", b"x")
    assert "DESKREADY_HOME" in caught.value.remedy.words


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes and devices")
def test_nothing_is_added_to_a_pipe_or_a_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for reader in (None, os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)):
        with pytest.raises(OSError, match=r"device|^$"):
            append_own(tmp_path / "pipe", b"x")
        if reader is not None:
            assert os.read(reader, 9) == b""
            os.close(reader)
