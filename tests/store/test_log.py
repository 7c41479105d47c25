import os
import stat
import sys
from pathlib import Path

import pytest

from deskready.store.log import SIZE_LIMIT, keep_details


def _error() -> ValueError:
    secret = "local" + " secret"
    try:
        int(f"boom \x1b[31m {len(secret)}")
    except ValueError as error:
        return error
    raise AssertionError


def test_details_are_appended_without_values_of_variables(home: Path) -> None:
    path = keep_details(_error())
    assert path == home / "state" / "deskready.log"
    keep_details(_error())
    text = path.read_text()
    assert text.count("\nTraceback") == 2
    assert "ValueError: invalid literal" in text
    assert "\x1b" not in text
    assert "local secret" not in text


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_only_this_user_may_read_it(home: Path) -> None:
    path = keep_details(_error())
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_large_file_is_put_aside(home: Path) -> None:
    path = keep_details(_error())
    assert path is not None
    path.write_bytes(b"x" * (SIZE_LIMIT + 1))
    keep_details(_error())
    assert path.stat().st_size < 10_000
    assert path.with_suffix(".1.log").stat().st_size == SIZE_LIMIT + 1


def test_a_log_that_cannot_be_written_is_no_error(home: Path) -> None:
    home.mkdir()
    (home / "state").write_text("a file where the folder should be")
    assert keep_details(_error()) is None


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
def test_a_pipe_is_not_waited_for(home: Path) -> None:
    (home / "state").mkdir(parents=True)
    os.mkfifo(home / "state" / "deskready.log")
    assert keep_details(_error()) is None


def test_without_a_home_folder_there_is_no_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESKREADY_HOME")
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "none"))
    assert keep_details(_error()) is None


@pytest.mark.skipif(sys.platform == "win32", reason="needs O_NOFOLLOW")
def test_a_link_is_not_followed(home: Path, tmp_path: Path) -> None:
    (home / "state").mkdir(parents=True)
    (home / "state" / "deskready.log").symlink_to(tmp_path / "elsewhere")
    assert keep_details(_error()) is None
    assert not (tmp_path / "elsewhere").exists()
