import errno
import os
from pathlib import Path

import pytest

from deskready.core.clean import has_harmful
from deskready.store.refusal import refused


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_refusal_is_a_sentence_with_a_remedy(number: int) -> None:
    error = refused("write", Path("/tmp/a"), OSError(number, os.strerror(number)))
    assert error.message.words.startswith("Cannot write /tmp/a: ")
    assert error.message.words.endswith(".")
    assert error.remedy.words.endswith(".")
    assert "Errno" not in error.message.words


def test_a_missing_folder_is_told_from_a_missing_file(tmp_path: Path) -> None:
    missing = OSError(errno.ENOENT, "x")
    assert "no such file" in refused("read", tmp_path / "a", missing).message.words
    assert "the folder does not exist" in refused("read", tmp_path / "no" / "a", missing).message.words


def test_a_hostile_name_is_harmless_in_the_error() -> None:
    error = refused("read", Path("/tmp/\x1b]2;pwned\x07\nfake"), OSError(errno.EIO, "x"))
    assert not has_harmful(error.message.words)
    assert "\n" not in error.message.words
