import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from deskready.core.audit.encoding import encode
from deskready.core.audit.record import Audit
from deskready.core.errors import UsageError
from deskready.store import audit_file
from deskready.store.partial import PartialFile, leftovers, record_path
from deskready.store.paths import partial_dir
from helpers.samples import sample_audit


def another(audit_id: str) -> Audit:
    return structs.replace(sample_audit(), id=audit_id)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def killed(audit: Audit, while_alive: Callable[[], None] = lambda: None) -> Path:
    """The partial file of a real process that wrote it and was killed."""
    code = (
        "import sys, pathlib, time\n"
        "from deskready.store.partial import PartialFile\n"
        "from deskready.core.audit.encoding import decode\n"
        "audit = decode(sys.stdin.buffer.read(), 'stdin')\n"
        "partial = PartialFile(audit.id)\n"
        "partial.write(audit)\n"
        "print(partial.path, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(encode(audit))
        process.stdin.close()
        path = Path(process.stdout.readline().decode().strip())
        assert path.exists()
        while_alive()
        process.kill()
    return path


def test_a_killed_program_leaves_what_it_had_and_no_lock() -> None:
    def nobody_else_has_it() -> None:
        assert leftovers() == ()
        with pytest.raises(UsageError, match="Another deskready works on this audit"):
            PartialFile(sample_audit().id)

    path = killed(sample_audit(), nobody_else_has_it)
    (found,) = leftovers()
    assert found.path == path
    assert found.audit == sample_audit()
    resumed = PartialFile(sample_audit().id)
    assert resumed.path == path
    assert leftovers() == ()
    resumed.discard()
    assert names(partial_dir()) == []


def test_a_leftover_can_be_thrown_away() -> None:
    killed(sample_audit())
    leftovers()[0].discard()
    assert leftovers() == ()
    assert names(partial_dir()) == []


def test_throwing_away_spares_what_a_living_program_has_taken_up() -> None:
    killed(sample_audit())
    (found,) = leftovers()
    resumed = PartialFile(sample_audit().id)
    found.discard()
    assert found.path.exists()
    resumed.discard()
    resumed.discard()


def test_the_newest_comes_first_and_the_unreadable_says_why() -> None:
    for age, audit_id in ((30, "old"), (10, "new"), (20, "torn")):
        partial = PartialFile(audit_id)
        partial.write(another(audit_id))
        if audit_id == "torn":
            partial.path.write_bytes(partial.path.read_bytes()[:100])
        partial._lock.release()
        os.utime(partial.path, (time.time() - age, time.time() - age))
    found = leftovers()
    assert [leftover.path.stem for leftover in found] == ["new", "torn", "old"]
    assert [leftover.audit and leftover.audit.id for leftover in found] == ["new", None, "old"]
    assert "not JSON, or cut off" in found[1].problem.words


def test_every_write_replaces_the_one_before() -> None:
    partial = PartialFile("x")
    partial.write(another("x"))
    partial.write(structs.replace(another("x"), partial=True))
    assert audit_file.read(partial.path).partial
    assert names(partial_dir()) == ["x.lock", "x.partial"]
    partial.discard()


def test_a_finished_audit_is_filed_by_time_and_id(home: Path) -> None:
    partial = PartialFile(sample_audit().id)
    partial.write(sample_audit())
    target = partial.finish(sample_audit())
    assert target == home / "data" / "audits" / "2026" / f"20261121T110000Z-{sample_audit().id}.json"
    assert audit_file.read(target) == sample_audit()
    assert names(partial_dir()) == []
    partial = PartialFile(sample_audit().id)
    assert partial.finish(structs.replace(sample_audit(), partial=True)) == target, "a rerun is the same audit"
    assert audit_file.read(target).partial


def test_an_audit_that_cannot_be_filed_stays_partial() -> None:
    partial = PartialFile("x")
    partial.write(another("x"))
    record_path(another("x")).mkdir(parents=True)
    with pytest.raises(UsageError):
        partial.finish(another("x"))
    assert audit_file.read(partial.path) == another("x")
    partial.discard()


def test_what_was_filed_before_the_kill_is_not_offered_again() -> None:
    path = killed(sample_audit())
    record = record_path(sample_audit())
    record.parent.mkdir(parents=True)
    record.write_bytes(path.read_bytes())
    assert leftovers() == ()
    assert names(partial_dir()) == []


@pytest.mark.parametrize("audit_id", ["../../evil", "/etc/passwd", "a\0b", "x" * 300, "", "CON.", "é"])
@pytest.mark.parametrize("started", ["2026-11-21T12:00:00+01:00", "../..", "", "0001-01-01T00:00:00+14:00"])
def test_a_foreign_id_or_time_never_becomes_a_path(home: Path, audit_id: str, started: str) -> None:
    path = record_path(structs.replace(another(audit_id), started=started))
    assert re.fullmatch(r"\d+", path.parent.name)
    assert path.parent.parent == home / "data" / "audits"
    assert re.fullmatch(r"\d+T\d{6}Z-[0-9A-Za-z-]+\.json", path.name)
    partial = PartialFile(audit_id)
    assert partial.path.parent == partial_dir()
    partial.discard()


def test_a_lock_is_freed_in_another_thread_too() -> None:
    partial = PartialFile("x")
    thread = threading.Thread(target=partial.discard)
    thread.start()
    thread.join()
    PartialFile("x").discard()


def test_what_killed_programs_left_is_swept() -> None:
    PartialFile("alive")
    stale = partial_dir() / f".deskready-{'0' * 16}.tmp"
    stale.write_text("x")
    os.utime(stale, (1, 1))
    (partial_dir() / "gone.lock").touch()
    assert leftovers() == ()
    assert "gone.lock" not in names(partial_dir())
    assert stale.name not in names(partial_dir())


def test_looking_for_leftovers_where_there_are_none_loads_no_lock_library() -> None:
    code = "import sys\nfrom deskready.store.partial import leftovers\nleftovers()\nprint('filelock' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_while_writing_the_file_is_still_whole(tmp_path: Path) -> None:
    code = (
        "import os, random, signal, sys, time\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from msgspec import structs\n"
        "from helpers.samples import sample_audit\n"
        "from deskready.store.partial import PartialFile, leftovers\n"
        "audits = [structs.replace(sample_audit(), partial=flag) for flag in (True, False)]\n"
        "for _ in range(15):\n"
        "    written, tell = os.pipe()\n"
        "    child = os.fork()\n"
        "    if not child:\n"
        "        partial = PartialFile(audits[0].id)\n"
        "        while True:\n"
        "            for audit in audits: partial.write(audit); os.write(tell, b'.')\n"
        "    assert os.read(written, 1) == b'.'\n"
        "    time.sleep(random.uniform(0, 0.02))\n"
        "    os.kill(child, signal.SIGKILL)\n"
        "    os.waitpid(child, 0)\n"
        "    os.close(written); os.close(tell)\n"
        "    for found in leftovers(): assert found.audit in audits, found.problem\n"
        "print(len(leftovers()))\n"
    )
    tests = str(Path(__file__).parent.parent)
    run = subprocess.run([sys.executable, "-c", code, tests], capture_output=True, text=True)
    assert run.stdout.strip() == "1", run.stderr
