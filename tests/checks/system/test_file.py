"""Files of the system, as they are and as they should not be."""

import os
import plistlib
from pathlib import Path

import pytest

from deskready_checks.system import file
from deskready_checks.system.unread import Unread, Why


def test_text_that_names_a_path_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "mountinfo").write_bytes(b"caf\xe9 /\n")
    assert os.fsencode(file.text(tmp_path / "mountinfo")) == b"caf\xe9 /\n"


def test_no_more_is_read_than_is_sensible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "LIMIT", 4)
    (tmp_path / "long").write_text("abcdefgh")
    assert file.text(tmp_path / "long") == "abcd"


def test_what_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "absent", tmp_path):
        with pytest.raises(Unread) as caught:
            file.text(path)
        assert caught.value.why is Why.SILENT


def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Unread) as caught:
        file.text(tmp_path / "locked")
    assert caught.value.why is Why.DENIED


@pytest.mark.parametrize("kind", [plistlib.FMT_XML, plistlib.FMT_BINARY])
def test_a_property_list_of_both_forms(tmp_path: Path, kind: plistlib.PlistFormat) -> None:
    (tmp_path / "update.plist").write_bytes(plistlib.dumps({"RecommendedUpdates": [1, "two"]}, fmt=kind))
    assert file.plist(tmp_path / "update.plist") == {"RecommendedUpdates": [1, "two"]}


@pytest.mark.parametrize(
    "data", [b"", b"text", b"bplist00", b"<?xml version='1.0'?><plist><dict>", plistlib.dumps(["no", "entries"])]
)
def test_what_is_no_property_list(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "update.plist").write_bytes(data)
    with pytest.raises(Unread) as caught:
        file.plist(tmp_path / "update.plist")
    assert caught.value.why is Why.UNCLEAR
