"""The child process by itself, spoken to over its pipes."""

import subprocess
import sys
from pathlib import Path
from typing import Self

import psutil
import pytest

from deskready.core.audit.event import Logged, Measured, Progress, Started
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.words.text import Text
from deskready.engine.run.protocol import Begin, Cancel, Finished, Report, decode_report, encode
from deskready.testing.leftovers import wait_for
from helpers import engine_checks as checks

COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "deskready.engine.run.worker")


def begin(check: type, **options: float | str) -> bytes:
    import os

    return encode(Begin(f"{checks.__file__}:{check.__name__}", {"seconds": 0.0, **options}, os.getpid()))


def reports(output: bytes) -> list[Report]:
    return [decode_report(line) for line in output.splitlines()]


class Worker:
    """A worker whose input stays open until it is closed."""

    def __init__(self, first: bytes, *before: str) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([*before, *COMMAND], stdin=pipe, stdout=pipe, stderr=pipe)
        self.say(first)

    def say(self, line: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def hear(self) -> Report:
        assert self.process.stdout is not None
        return decode_report(self.process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()


def test_a_run_from_begin_to_finished() -> None:
    with Worker(begin(checks.Sleeps)) as worker:
        assert isinstance(worker.hear(), Started)
        assert isinstance(worker.hear(), Measured)
        assert worker.hear() == Finished(Outcome.MEASURED)
        assert worker.process.wait(10) == 0


def test_what_a_person_declined_is_left_out_and_not_failed() -> None:
    with Worker(begin(checks.Declines)) as worker:
        assert isinstance(worker.hear(), Started)
        assert worker.hear() == Finished(Outcome.SKIPPED, None, Text("You said no."), Text("Say yes."))


def test_without_a_begin_it_ends() -> None:
    ended = subprocess.run(COMMAND, input=b"", capture_output=True, check=True)
    assert ended.stdout == ended.stderr == b""


@pytest.mark.parametrize("line", [b"no message\n", encode(Cancel())])
def test_what_is_no_begin_ends_it(line: bytes) -> None:
    ended = subprocess.run(COMMAND, input=line, capture_output=True, check=False)
    assert ended.returncode == 1
    assert b"Error" in ended.stderr


@pytest.mark.parametrize("check", [checks.Cooperates, checks.Spins])
def test_end_of_input_ends_it_whatever_it_does(check: type) -> None:
    with Worker(begin(check)) as worker:
        assert isinstance(worker.hear(), Started)
        assert isinstance(worker.hear(), Progress)
        assert worker.process.stdin is not None
        worker.process.stdin.close()
        worker.process.stdin = None
        assert worker.process.wait(10) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a C call that holds the interpreter's lock is POSIX here")
def test_where_nobody_ends_it_it_ends_itself_after_its_deadline() -> None:
    with Worker(begin(checks.Defies, limit=0.3)) as worker:
        assert worker.process.wait(20) == 1
        assert worker.process.stderr is not None
        assert b"Timeout" in worker.process.stderr.read(), "and says where it hung"


def test_a_target_that_is_no_check_is_refused() -> None:
    with Worker(encode(Begin("os:path", {}, psutil.Process().pid))) as worker:
        logged = worker.hear()
        assert isinstance(logged, Logged)
        assert "not a class derived from" in logged.text
        assert worker.hear() == Finished(Outcome.FAILED, Failure.PROTOCOL)


def test_a_target_that_is_not_there_cannot_be_loaded(tmp_path: Path) -> None:
    with Worker(encode(Begin(f"{tmp_path / 'gone.py'}:Check", {}, psutil.Process().pid))) as worker:
        assert worker.hear() == Finished(Outcome.FAILED, Failure.LOAD)


def test_a_cancel_while_it_imports_is_no_error(tmp_path: Path) -> None:
    mark, slow = tmp_path / "mark", tmp_path / "slow.py"
    slow.write_text(f"import os, time\nos.close(os.open({str(mark)!r}, os.O_CREAT))\nwhile True: time.sleep(0.01)\n")
    with Worker(encode(Begin(f"{slow}:Check", {}, psutil.Process().pid))) as worker:
        wait_for(mark.exists, 10)
        worker.say(encode(Cancel()))
        assert worker.hear() == Finished(Outcome.CANCELLED)
        assert worker.process.wait(10) == 0
        assert worker.process.stderr is not None
        assert worker.process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX lets a child inherit what is ignored")
def test_a_background_job_of_a_script_can_be_cancelled_too(tmp_path: Path) -> None:
    mark, slow = tmp_path / "mark", tmp_path / "slow.py"
    slow.write_text(f"import os, time\nos.close(os.open({str(mark)!r}, os.O_CREAT))\nwhile True: time.sleep(0.01)\n")
    begun = encode(Begin(f"{slow}:Check", {}, psutil.Process().pid))
    with Worker(begun, "sh", "-c", 'trap "" INT; exec "$@"', "sh") as worker:
        wait_for(mark.exists, 10)
        worker.say(encode(Cancel()))
        assert worker.hear() == Finished(Outcome.CANCELLED)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child who its parent is and kills it")
def test_another_parent_than_the_one_named_is_none() -> None:
    with Worker(encode(Begin(f"{checks.__file__}:Spins", {}, 1))) as worker:
        wait_for(lambda: worker.process.poll() is not None, 10)
        assert worker.process.stdout is not None
        assert worker.process.stdout.read() == b""
