import os
from pathlib import Path

from deskready.core import stamp


def test_a_pipe_a_folder_and_what_is_missing_have_none(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    assert {stamp.of_file(tmp_path / name) for name in ("pipe", "none", ".", "a\0b")} == {""}
    assert stamp.of_tree(tmp_path / "none") == ""


def test_what_is_too_large_has_none(tmp_path: Path) -> None:
    file = tmp_path / "large.py"
    file.write_bytes(b"#" * stamp.FILE_LIMIT)
    assert stamp.of_file(file)
    with file.open("ab") as more:
        more.write(b"#")
    assert stamp.of_file(file) == ""
    for number in range(stamp.TREE_LIMIT + 1):
        (tmp_path / f"{number}").touch()
    assert stamp.of_tree(tmp_path) == ""


def test_a_tree_that_leads_into_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.py").touch()
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert stamp.of_tree(tmp_path)
