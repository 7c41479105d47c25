import os
import sys
from pathlib import Path

import pytest

from deskready.core.errors import UsageError
from deskready.store.regular_file import read_file, read_regular


def test_no_more_is_read_than_shows_that_there_is_too_much(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abcdef")
    assert read_file(tmp_path / "a", 3, "") == read_regular(tmp_path / "a", 3) == b"abcd"


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="this is a folder, not a file") as caught:
        read_file(tmp_path, 3, "Name a file.")
    assert caught.value.remedy.words == "Name a file."
    with pytest.raises(UsageError, match=r"Cannot read .*: there is no such file\."):
        read_file(tmp_path / "none", 3, "")
    with pytest.raises(UsageError, match="Cannot read"):
        read_file(tmp_path / "nul\0", 3, "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="this is a device or a pipe, not a file"):
        read_file(tmp_path / "pipe", 3, "")
