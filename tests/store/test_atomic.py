import errno
import os
import re
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskready.core.errors import UsageError
from deskready.store import atomic
from deskready.store.atomic import STALE_SECONDS, sweep, write_atomic

ROOT_ON_LINUX = sys.platform == "linux" and os.geteuid() == 0


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("exclusive", [False, True])
def test_a_new_file_is_whole_alone_and_private(tmp_path: Path, exclusive: bool) -> None:
    write_atomic(tmp_path / "a.json", b"x" * 300_000, exclusive=exclusive)
    assert (tmp_path / "a.json").read_bytes() == b"x" * 300_000
    assert names(tmp_path) == ["a.json"]
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o600
    assert (tmp_path / "a.json").stat().st_nlink == 1


def test_an_old_file_is_replaced_or_refused(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    with pytest.raises(UsageError, match="the file exists already") as caught:
        write_atomic(target, b"new", exclusive=True)
    assert "--force" in caught.value.remedy.words
    assert target.read_bytes() == b"old"
    write_atomic(target, b"new")
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["a.json"]


def test_of_many_exclusive_writers_one_wins(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    start = threading.Barrier(8)
    lost: list[int] = []

    def write(number: int) -> None:
        start.wait()
        try:
            write_atomic(target, bytes([number]), exclusive=True)
        except UsageError:
            lost.append(number)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(lost) == 7
    assert target.read_bytes()[0] not in lost
    assert names(tmp_path) == ["a.json"]


def test_a_disk_without_hard_links_is_written_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    write_atomic(tmp_path / "a", b"x", exclusive=True)
    assert (tmp_path / "a").read_bytes() == b"x"
    assert names(tmp_path) == ["a"]


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"victim")
    (tmp_path / "a").symlink_to(tmp_path / "victim")
    with pytest.raises(UsageError, match="exists already"):
        write_atomic(tmp_path / "a", b"x", exclusive=True)
    write_atomic(tmp_path / "a", b"x")
    assert (tmp_path / "victim").read_bytes() == b"victim"
    assert not (tmp_path / "a").is_symlink()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing/a.json", "the folder does not exist"),
        ("folder", "this is a folder"),
        ("file/a.json", "a part of the path is a file and no folder"),
        ("x" * 300, "the name is too long"),
        ("nul\0.json", "the name holds a character that this disk does not take"),
        ("loop/a.json", "a link in the path leads to itself"),
    ],
)
@pytest.mark.parametrize("exclusive", [False, True])
def test_what_the_system_refuses_is_told(tmp_path: Path, name: str, reason: str, exclusive: bool) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(UsageError) as caught:
        write_atomic(tmp_path / name, b"x", exclusive=exclusive)
    assert caught.value.message.words.endswith(f": {reason}.")
    assert caught.value.message.words.startswith("Cannot write ")
    assert caught.value.remedy
    assert names(tmp_path) == ["file", "folder", "loop"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_no_permission_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "a").write_text("old")
    folder.chmod(0o500)
    code = (
        "import os, sys, pathlib\n"
        "from deskready.store.atomic import write_atomic\n"
        "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "try: write_atomic(pathlib.Path(sys.argv[1]), b'x')\n"
        "except Exception as error: print(error)\n"
    )
    for parent in [tmp_path, *tmp_path.parents][:3]:
        parent.chmod(0o755)
    run = subprocess.run(
        [sys.executable, "-c", code, str(folder / "a")], capture_output=True, text=True, check=True, cwd="/"
    )
    folder.chmod(0o700)
    assert "you have no permission. Choose a folder of your own" in run.stdout, run.stderr
    assert (folder / "a").read_text() == "old"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 64 KiB."""
    if not ROOT_ON_LINUX:
        pytest.skip("needs root on Linux to mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], capture_output=True)
    if mount.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.rig
@pytest.mark.parametrize("exclusive", [False, True])
def test_a_full_disk_is_told_and_the_old_file_stays(small_disk: Path, exclusive: bool) -> None:
    target = small_disk / "a.json"
    write_atomic(target, b"old")
    wanted = small_disk / "b.json" if exclusive else target
    with pytest.raises(UsageError, match="the disk is full") as caught:
        write_atomic(wanted, b"n" * 200_000, exclusive=exclusive)
    assert "Free some space" in caught.value.remedy.words
    assert target.read_bytes() == b"old"
    assert names(small_disk) == ["a.json"]


@pytest.mark.rig
def test_a_disk_that_can_only_be_read_is_told(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(UsageError, match="the disk can only be read"):
        write_atomic(small_disk / "a.json", b"x")


KILL_CODE = """
import os, random, signal, sys, time
from pathlib import Path
from deskready.store.atomic import write_atomic
folder, torn, seen = Path(sys.argv[1]), 0, set()
target = folder / "a.json"
write_atomic(target, b"0" * 200_000)
for _ in range(50):
    written, tell = os.pipe()
    child = os.fork()
    if not child:
        while True:
            for digit in (b"1", b"2"):
                write_atomic(target, digit * 200_000)
                os.write(tell, b".")
    assert os.read(written, 1) == b"."
    time.sleep(random.uniform(0, 0.015))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(written)
    os.close(tell)
    data = target.read_bytes()
    torn += not (len(data) == 200_000 and len(set(data)) == 1)
    seen.add(data[:1])
print(torn, len(seen), sum(1 for each in folder.iterdir() if each.name != "a.json"))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_writer_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-c", KILL_CODE, str(tmp_path)], capture_output=True, text=True, check=True)
    torn, seen, stale = map(int, run.stdout.split())
    assert torn == 0
    assert seen >= 2, "no kill came after a write: the test proves nothing"
    assert sweep(tmp_path, older_than=0) == stale
    assert names(tmp_path) == ["a.json"]


@pytest.mark.rig
@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
@pytest.mark.parametrize(("exclusive", "naming"), [("False", "rename"), ("True", "link")])
def test_data_reaches_the_disk_before_its_name_and_the_name_before_the_end(
    tmp_path: Path, exclusive: str, naming: str
) -> None:
    code = (
        "import sys, pathlib\nfrom deskready.store.atomic import write_atomic\n"
        f"write_atomic(pathlib.Path(sys.argv[1]), b'CONTENT', exclusive={exclusive})"
    )
    traced = "trace=openat,write,fsync,rename,renameat,renameat2,link,linkat"
    run = subprocess.run(
        ["strace", "-f", "-y", "-e", traced, sys.executable, "-c", code, str(tmp_path / "a.json")],
        capture_output=True, text=True,
    )  # fmt: skip
    if "ptrace" in run.stderr and "Operation not permitted" in run.stderr:
        pytest.skip("tracing is not allowed here")
    lines = [line for line in run.stderr.splitlines() if str(tmp_path) in line and "= -1" not in line]
    calls = [re.sub(r"^(\[pid +\d+\] )?(\w+).*", r"\2", line) for line in lines]
    begin = next(i for i, line in enumerate(lines) if "O_CREAT" in line)
    order = [re.sub("renameat2?", "rename", call).replace("linkat", "link") for call in calls[begin:]]
    assert order == ["openat", "write", "fsync", naming, "openat", "fsync"]
    assert "O_EXCL" in lines[begin]
    assert "O_NOFOLLOW" in lines[begin]
    assert "0600" in lines[begin]
    assert f"<{tmp_path}>" in lines[-1]


def test_a_file_that_is_held_for_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = iter([PermissionError(errno.EACCES, "held")] * 3)
    rename = Path.replace

    def held(self: Path, target: Path) -> Path:
        for refusal in refusals:
            raise refusal
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", held)
    (tmp_path / "new").write_text("new")
    with pytest.raises(PermissionError):
        atomic._replace(tmp_path / "new", tmp_path / "a", patient=False)
    atomic._replace(tmp_path / "new", tmp_path / "a", patient=True)
    assert (tmp_path / "a").read_text() == "new"


def test_a_file_that_is_held_for_good_is_told_after_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(atomic, "_PATIENCE_SECONDS", 0.05)
    with pytest.raises(PermissionError):
        atomic._replace(tmp_path / "new", tmp_path / "a", patient=True)


def test_only_stale_files_of_ours_are_swept(tmp_path: Path) -> None:
    stale, fresh = tmp_path / f".deskready-{'0' * 16}.tmp", tmp_path / f".deskready-{'1' * 16}.tmp"
    others = [tmp_path / ".deskready-notes.tmp", tmp_path / "a.tmp"]
    for path in (stale, fresh, *others):
        path.write_text("x")
    old = time.time() - STALE_SECONDS - 1
    for path in (stale, *others):
        os.utime(path, (old, old))
    assert sweep(tmp_path) == 1
    assert not stale.exists()
    assert fresh.exists()
    assert all(path.exists() for path in others)
    assert sweep(tmp_path / "missing") == 0
