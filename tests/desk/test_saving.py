import errno
import os
import sys
from pathlib import Path

import pytest
from msgspec import structs

from deskready.core.audit.encoding import encode
from deskready.core.audit.record import Audit
from deskready.core.errors import UsageError
from deskready.core.privacy.allow_list import public
from deskready.desk import saving
from deskready.formats.registry import format_named, format_of
from deskready.store import audit_file
from helpers.samples import CANARIES, sample_audit


def test_the_name_comes_from_the_time_alone() -> None:
    assert saving.propose_name(sample_audit()) == "deskready-2026-11-21-1200.json"
    assert saving.propose_name(sample_audit(), ".md") == "deskready-2026-11-21-1200.md"
    assert saving.propose_name(structs.replace(sample_audit(), started="../../x")) == "deskready.json"


@pytest.mark.parametrize("suffix", [".json", ".md", ".txt"])
def test_the_suffix_says_the_format_and_what_is_saved_may_leave(tmp_path: Path, suffix: str) -> None:
    path = saving.save(sample_audit(), tmp_path / f"a{suffix}")
    text = path.read_bytes().decode()
    assert text == saving.export(sample_audit(), format_of(path))
    assert CANARIES["SSID"] not in text
    saving.save(sample_audit(), path, force=True, include_identity=True)
    assert CANARIES["SSID"] in path.read_bytes().decode()


def test_a_saved_file_is_byte_stable_when_saved_again(tmp_path: Path) -> None:
    first = saving.save(sample_audit(), tmp_path / "a.json")
    again = saving.save(audit_file.read(first), tmp_path / "b.json")
    assert first.read_bytes() == again.read_bytes() == encode(public(sample_audit()))


def test_an_existing_file_needs_force(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        saving.save(sample_audit(), tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text() == "mine"
    assert saving.plan([tmp_path / "a.json"], force=True)[0].format is format_named("json")


def test_a_plan_finds_each_file_its_format(tmp_path: Path) -> None:
    targets = saving.plan([tmp_path / "a.json", tmp_path / "a.MD", tmp_path / "a.txt"])
    assert [target.format.name for target in targets] == ["json", "markdown", "text"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["a.docx"], "'.docx' is no suffix of a format"),
        (["a"], "the suffix that says the format is missing"),
        (["no/a.json"], "the folder does not exist"),
        (["old.json"], "exists already"),
        (["link.json"], "exists already"),
        (["folder.json"], "is a folder"),
        (["old.json/a.json"], "the folder does not exist"),
        (["x" * 300 + ".json"], "this cannot be a file's name"),
        (["a.json", "./a.json"], "is named twice"),
        (["good.json", "a.docx"], "'.docx' is no suffix of a format"),
    ],
)
def test_a_plan_refuses_what_would_fail_later(tmp_path: Path, names: list[str], message: str) -> None:
    (tmp_path / "old.json").touch()
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "link.json").symlink_to("nowhere")
    with pytest.raises(UsageError) as caught:
        saving.plan([tmp_path / name for name in names])
    assert message in caught.value.message.words
    assert caught.value.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_plan_refuses_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UsageError, match="you may not write in that folder"):
        saving.plan([tmp_path / "a.json"])


def test_a_refusal_while_saving_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="the disk is full"):
        saving.save(sample_audit(), tmp_path / "a.json")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_audit_is_saved_in_every_format(tmp_path: Path) -> None:
    sample = sample_audit()
    profile = structs.replace(sample.profile, requirements=())
    empty: Audit = structs.replace(sample, checks=(), verdicts=(), profile=profile, finished="")
    for suffix in (".json", ".md", ".txt"):
        assert saving.save(empty, tmp_path / f"a{suffix}").stat().st_size > 100
