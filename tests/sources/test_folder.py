import os
import sys
from pathlib import Path

import pytest

from deskready.core.words.text import text_of
from deskready.sources.folder import find, in_folder


def test_a_folder_that_is_missing_holds_nothing(tmp_path: Path) -> None:
    assert in_folder(tmp_path / "none") == ([], [])


def test_own_files_are_found_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "checks"
    folder.mkdir(mode=0o700)
    for name in ("b.py", "a.py", "notes.txt"):
        (folder / name).touch(mode=0o600)
    sources, problems = in_folder(folder)
    assert [(origin.name, origin.target) for source in sources for origin in source.origins] == [
        ("a.py", str(folder / "a.py")), ("b.py", str(folder / "b.py")),
    ]  # fmt: skip
    assert problems == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes, links and names that are no text")
def test_what_cannot_be_imported_or_named_is_a_problem(tmp_path: Path) -> None:
    assert find(None) == ([], [])
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "It cannot be read" in text_of(in_folder(tmp_path / "loop").problems[0].reason).words
    folder = tmp_path / "checks"
    folder.mkdir(mode=0o700)
    os.mkfifo(folder / "pipe.py", 0o600)
    (folder / os.fsdecode(b"\xff.py")).touch(mode=0o600)
    origins, problems = in_folder(folder)
    assert origins == []
    told = [text_of(problem.reason).words for problem in problems]
    assert told == [
        "It is a folder, a device or a pipe, not a file.",
        "Its name, or that of a folder it lies in, is no text in UTF-8.",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="rights of a group and of others exist on POSIX systems only")
@pytest.mark.parametrize("where", ["folder", "file"])
@pytest.mark.parametrize("right", [0o020, 0o002])
def test_what_others_can_write_is_refused_with_the_way_out(tmp_path: Path, where: str, right: int) -> None:
    folder = tmp_path / "checks"
    folder.mkdir(mode=0o700)
    file = folder / "a.py"
    file.touch(mode=0o600)
    target = folder if where == "folder" else file
    target.chmod(target.stat().st_mode | right)
    sources, problems = in_folder(folder)
    assert sources == []
    assert "chmod go-w" in text_of(problems[0].reason).words


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_somebody_elses_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "checks"
    folder.mkdir(mode=0o700)
    (folder / "a.py").touch(mode=0o600)
    os.chown(folder / "a.py", 65534, 65534)
    sources, problems = in_folder(folder)
    assert (sources, "belongs to somebody else" in text_of(problems[0].reason).words) == ([], True)


def test_it_is_the_folder_of_that_name_in_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir(mode=0o700)
    (tmp_path / "checks" / "a.py").touch(mode=0o600)
    assert [source.origins[0].target for source in find(tmp_path).sources] == [str(tmp_path / "checks" / "a.py")]


def test_a_file_is_stamped_by_what_it_holds(tmp_path: Path) -> None:
    folder = tmp_path / "checks"
    folder.mkdir(mode=0o700)
    file = folder / "a.py"
    file.touch(mode=0o600)

    def stamped() -> str:
        return in_folder(folder).sources[0].stamp

    empty = stamped()
    times = file.stat()
    file.write_text("a = 1\n")
    one = stamped()
    file.write_text("a = 2\n")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert len({empty, one, stamped()}) == 3
    file.write_text("a = 1\n")
    assert stamped() == one
