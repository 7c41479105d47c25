import os
import stat
import sys
from pathlib import Path

import pytest

from deskready.core.errors import UsageError
from deskready.store import paths


def test_one_variable_moves_everything(home: Path) -> None:
    assert paths.settings_file() == home / "config" / "settings.toml"
    assert paths.profiles_dir() == home / "config" / "profiles"
    assert paths.partial_dir() == home / "state" / "partial"
    assert paths.machine_id_file() == home / "state" / "machine-id"
    assert paths.log_file().parent == home / "state"
    assert paths.audits_dir() == home / "data" / "audits"
    assert not home.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG variables are those of Linux")
def test_without_it_the_system_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESKREADY_HOME")
    for name in ("CONFIG", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    assert paths.config_dir() == tmp_path / "CONFIG" / "deskready"
    assert paths.state_dir() == tmp_path / "STATE" / "deskready"
    assert paths.data_dir() == tmp_path / "DATA" / "deskready"


def test_saving_proposes_documents_then_here_then_the_data_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert paths.save_dir() == here
    (home / "documents").mkdir(parents=True)
    assert paths.save_dir() == home / "documents"
    (home / "documents").rmdir()
    here.rmdir()
    assert paths.save_dir() == home / "data"


def test_folders_are_made_for_this_user_only(tmp_path: Path) -> None:
    folder = paths.made(tmp_path / "a" / "b")
    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, folder.parent)] == [0o700, 0o700]
    assert paths.made(folder) == folder


def test_a_folder_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="Cannot make the folder"):
        paths.made(tmp_path / "file" / "under")
    with pytest.raises(UsageError, match="Cannot make the folder"):
        paths.made(tmp_path / "file")
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208
