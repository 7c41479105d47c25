import getpass
import platform
import re
import stat
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec import structs

from deskready.core.audit.record import Audit
from deskready.core.errors import UsageError
from deskready.store import machine
from deskready.store.paths import machine_id_file
from helpers.samples import sample_audit


def marked() -> Audit:
    audit = sample_audit()
    return structs.replace(audit, machine=machine.describe(audit.id))


def test_it_says_what_helps_a_diagnosis_and_nothing_personal() -> None:
    found = machine.describe()
    assert platform.python_version() == found.python
    assert platform.system() in found.os or "macOS" in found.os
    assert found.architecture == platform.machine()
    assert found.mark == ""
    words = re.findall(r"\w+", f"{found.os} {found.architecture}")
    assert platform.node() not in words
    assert getpass.getuser() not in words


def test_of_a_kernel_only_the_number_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "release", lambda: "6.1.0-18-annas-box")
    assert "annas" not in machine.describe().os
    assert "6.1.0" in machine.describe().os


def test_only_this_machine_recognises_its_audits(home: Path) -> None:
    audit = marked()
    assert re.fullmatch("[0-9a-f]{64}", audit.machine.mark)
    assert machine.is_ours(audit)
    assert not machine.is_ours(structs.replace(audit, id="another"))
    for foreign in ("", "é" * 64, "0" * 64):
        assert not machine.is_ours(structs.replace(audit, machine=structs.replace(audit.machine, mark=foreign)))
    machine_id_file().unlink()
    assert not machine.is_ours(audit)


def test_the_id_is_kept_private_and_never_stands_in_the_mark() -> None:
    audit = marked()
    path = machine_id_file()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text().strip() not in audit.machine.mark
    assert marked().machine.mark == audit.machine.mark


def test_a_broken_id_is_made_anew() -> None:
    marked()
    machine_id_file().write_text("torn")
    assert machine.is_ours(marked())


def test_at_the_same_moment_all_agree() -> None:
    for _ in range(20):
        machine_id_file().unlink(missing_ok=True)
        start = threading.Barrier(8)

        def marked_at_once(_number: int, start: threading.Barrier = start) -> str:
            start.wait()
            return machine.mark("x")

        with ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(marked_at_once, range(8)))) == 1


def test_a_machine_that_can_keep_no_id_is_described_without_mark(home: Path) -> None:
    home.write_text("a file where the folder should be")
    assert machine.describe("x").mark == ""
    with pytest.raises(UsageError):
        machine.mark("x")
