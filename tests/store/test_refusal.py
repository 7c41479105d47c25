import errno
import os
from pathlib import Path

import pytest

from deskready.core.clean import has_harmful
from deskready.core.words.message import Message
from deskready.core.words.text import Name
from deskready.store.refusal import LOCK, MAKE_FOLDER, READ, WRITE, refused


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_refusal_is_a_sentence_with_a_remedy(number: int) -> None:
    error = refused(WRITE, Path("/tmp/a"), OSError(number, os.strerror(number)))
    assert error.message.words.startswith("Cannot write /tmp/a: ")
    assert error.message.words.endswith(".")
    assert error.remedy.words.endswith(".")
    assert "Errno" not in error.message.words


def test_a_missing_folder_is_told_from_a_missing_file(tmp_path: Path) -> None:
    missing = OSError(errno.ENOENT, "x")
    assert "no such file" in refused(READ, tmp_path / "a", missing).message.words
    assert "the folder does not exist" in refused(READ, tmp_path / "no" / "a", missing).message.words


def test_a_hostile_name_is_harmless_in_the_error() -> None:
    error = refused(READ, Path("/tmp/\x1b]2;pwned\x07\nfake"), OSError(errno.EIO, "x"))
    assert not has_harmful(error.message.words)
    assert "\n" not in error.message.words


@pytest.mark.parametrize(
    ("action", "words"),
    [(READ, "read"), (WRITE, "write"), (LOCK, "lock"), (MAKE_FOLDER, "make the folder")],
)
def test_what_was_tried_has_its_own_sentence(action: Message, words: str) -> None:
    error = refused(action, Path("/tmp/a"), OSError(errno.EIO, "x"))
    assert error.message.words == f"Cannot {words} /tmp/a: the disk reports an error."


def test_what_the_system_says_itself_and_names_of_files_are_personal() -> None:
    message = refused(READ, Path("/home/jo/a"), OSError(9999, "Unheard of on /home/jo")).message
    assert message.values == {"file": Name("/home/jo/a"), "reason": Name("Unheard of on /home/jo")}
    assert message.words == "Cannot read /home/jo/a: Unheard of on /home/jo."
