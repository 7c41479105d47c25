import os
import sys
from pathlib import Path

import pytest

from deskready.core.errors import UsageError
from deskready.store import paths
from deskready.store.home import NoHomeError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="HOME names the home folder on POSIX systems only")


@pytest.fixture(autouse=True)
def without_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DESKREADY_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)


def nobody(_uid: int) -> object:
    raise KeyError("uid not found")


@pytest.mark.parametrize("home", [None, "", "not/whole"])
def test_a_user_whom_the_system_does_not_know_has_none(home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pwd.getpwuid", nobody)
    monkeypatch.delenv("HOME")
    if home is not None:
        monkeypatch.setenv("HOME", home)
    for folder in (paths.config_dir, paths.state_dir, paths.data_dir):
        with pytest.raises(NoHomeError) as caught:
            folder()
        assert "DESKREADY_HOME" in caught.value.remedy.words
    assert paths.save_dir().is_absolute()


@pytest.mark.parametrize(("name", "told"), [("none", "does not exist"), ("file", "is no folder")])
def test_one_that_is_no_folder_is_not_made(
    name: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("HOME", str(tmp_path / name))
    with pytest.raises(NoHomeError, match=told):
        paths.config_dir()
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208


def test_one_of_another_user_is_none_but_ones_own_is_never_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert paths.config_dir().is_relative_to(tmp_path)
    monkeypatch.setattr("os.getuid", lambda: tmp_path.stat().st_uid + 1)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    with pytest.raises(NoHomeError, match="belongs to another user"):
        paths.config_dir()
    listed = type("Entry", (), {"pw_dir": str(tmp_path)})
    monkeypatch.setattr("pwd.getpwuid", lambda uid: listed)
    assert paths.config_dir().is_relative_to(tmp_path)


def test_a_tilde_in_the_variable_is_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("DESKREADY_HOME", "~/x")
    assert paths.made(paths.config_dir()) == tmp_path / "me" / "x" / "config"
    assert not (tmp_path / "~").exists()
    monkeypatch.setenv("DESKREADY_HOME", "~nobody-of-this-name/x")
    with pytest.raises(UsageError, match="DESKREADY_HOME: ~nobody-of-this-name/x names no folder"):
        paths.config_dir()
    monkeypatch.setenv("DESKREADY_HOME", "here")
    assert paths.config_dir() == tmp_path / "here" / "config"
    monkeypatch.setenv("DESKREADY_HOME", "")
    assert not paths.config_dir().is_relative_to(tmp_path / "here")
