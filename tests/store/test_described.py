"""What is kept of declarations: believed only where it is this user's own and whole."""

import os
import stat
import sys
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from deskready.core.declare.check_info import Origin, Problem, Source
from deskready.core.declare.sheet import Sheet
from deskready.core.words.text import Text
from deskready.store import described
from deskready.store.described import FAILURE_SECONDS, FILES_LIMIT, Dated, keep_described, read_described
from deskready.store.paths import described_dir
from helpers.declared import DOWNLOAD, check_info

FILE = Origin("mine.py", "/home/me/checks/mine.py", "your checks folder")
SOURCE = Source((FILE,), "stamp")
INFO = structs.replace(check_info("a.b", (DOWNLOAD,)), origin=structs.replace(FILE, target=f"{FILE.target}:Mine"))
GOOD = Dated(Sheet((INFO,)), 1e9)
BROKEN = Dated(Sheet(problems=(Problem(FILE, Text("It takes too long to import.")),)), 1e9)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESKREADY_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("time.time", lambda: 1e9 + 60)
    return tmp_path / "home"


def keep(dated: Dated = GOOD, source: Source = SOURCE) -> Path:
    keep_described("here", "now", {source: dated})
    return described_dir() / "here.json"


def test_what_is_kept_is_read_by_whoever_finds_the_same(home: Path) -> None:
    file = keep()
    assert file.is_relative_to(home)
    assert read_described("here", "now") == {SOURCE: GOOD}
    assert read_described("here", "later") == read_described("there", "now") == {}


@pytest.mark.skipif(sys.platform == "win32", reason="rights of others exist on POSIX systems only")
def test_only_this_user_can_read_it(home: Path) -> None:
    file = keep()
    assert [stat.S_IMODE(each.stat().st_mode) for each in (file, file.parent)] == [0o600, 0o700]
    for right in (0o020, 0o002):
        file.chmod(0o600 | right)
        assert read_described("here", "now") == {}
    file.chmod(0o600)
    assert read_described("here", "now")
    file.rename(file.with_suffix(".moved"))
    file.symlink_to(file.with_suffix(".moved"))
    assert read_described("here", "now") == {}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_what_is_another_users_is_neither_believed_nor_written(home: Path) -> None:
    os.chown(keep(), 65534, 65534)
    assert read_described("here", "now") == {}
    assert keep().stat().st_uid == 0
    folder = described_dir()
    os.chown(folder, 65534, 65534)
    keep_described("other", "now", {SOURCE: GOOD})
    assert not (folder / "other.json").exists()


def _altered(change: object) -> bytes:
    kept = msgspec.json.decode(described_dir().joinpath("here.json").read_bytes())
    (entry,) = kept["entries"]
    info = entry["dated"]["sheet"]["infos"][0]
    change(info)  # type: ignore[operator]
    return msgspec.json.encode(kept)


@pytest.mark.parametrize(
    "change",
    [
        lambda info: info.update(id="no id"),
        lambda info: info.update(limit_seconds=-1),
        lambda info: info["metrics"].clear(),
        lambda info: info["metrics"].append(info["metrics"][0]),
        lambda info: info["origin"].update(target="elsewhere:Check"),
        lambda info: info["origin"].update(target=f"{FILE.target}:Mine()"),
        lambda info: info["title"].update(words="\x1b[2J"),
        lambda info: info["title"].update(words="\u202e"),
        lambda info: info.update(uses=["everything"]),
        lambda info: info.pop("why"),
    ],
)
def test_what_no_check_can_declare_is_not_believed(home: Path, change: object) -> None:
    file = keep()
    file.write_bytes(_altered(change))
    assert read_described("here", "now") == {}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b"9" * 5000, b"null", b"\0" * 999])
def test_a_broken_file_is_passed_over_and_written_anew(home: Path, content: bytes) -> None:
    file = keep()
    file.write_bytes(content)
    assert read_described("here", "now") == {}
    keep()
    assert read_described("here", "now") == {SOURCE: GOOD}


def test_what_is_cut_is_passed_over(home: Path) -> None:
    file = keep()
    whole = file.read_bytes()
    for length in range(0, len(whole), 37):
        file.write_bytes(whole[:length])
        assert read_described("here", "now") == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_a_folder_and_what_is_too_large_are_passed_over(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = keep()
    monkeypatch.setattr(described, "SIZE_LIMIT", 10)
    assert read_described("here", "now") == {}
    monkeypatch.undo()
    monkeypatch.setenv("DESKREADY_HOME", str(home))
    file.unlink()
    os.mkfifo(file, 0o600)
    assert read_described("here", "now") == {}
    file.unlink()
    file.mkdir()
    assert read_described("here", "now") == {}
    keep()  # in vain, and quietly


def test_a_path_with_a_backslash_is_none_with_a_control_character(home: Path) -> None:
    windows = Origin("mine.py", "C:\\users\\me\\mine.py", "your checks folder")
    info = structs.replace(INFO, origin=structs.replace(windows, target=f"{windows.target}:Mine"))
    source = Source((windows,), "stamp")
    keep(Dated(Sheet((info,)), 1e9), source)
    assert source in read_described("here", "now")


def test_that_something_cannot_be_used_is_believed_for_an_hour(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(BROKEN)
    assert read_described("here", "now") == {SOURCE: BROKEN}
    assert read_described("here", "now", failures=False) == {}
    for later in (FAILURE_SECONDS, -1.0):  # a clock may be set back
        monkeypatch.setattr("time.time", lambda later=later: 1e9 + later)
        assert read_described("here", "now") == {}


def test_files_of_installations_that_are_gone_go(home: Path) -> None:
    for number in range(FILES_LIMIT + 3):
        keep_described(f"place{number}", "now", {SOURCE: GOOD})
        os.utime(described_dir() / f"place{number}.json", (number, number))
    keep()
    left = {path.stem for path in described_dir().glob("*.json")}
    assert left == {"here", *(f"place{number}" for number in range(4, FILES_LIMIT + 3))}


def test_where_nothing_can_be_kept_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("DESKREADY_HOME", str(tmp_path / "file"))
    keep_described("here", "now", {SOURCE: GOOD})
    assert read_described("here", "now") == {}


def test_without_a_home_folder_nothing_is_kept_and_no_folder_of_that_name_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DESKREADY_HOME", raising=False)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache/deskready"))
    monkeypatch.chdir(tmp_path)
    keep_described("here", "now", {SOURCE: GOOD})
    assert read_described("here", "now") == {}
    assert list(tmp_path.iterdir()) == []
