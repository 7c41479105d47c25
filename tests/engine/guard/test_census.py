"""Which process belongs to which run, among real processes."""

import subprocess
import sys
import uuid
from collections.abc import Iterator

import pytest

from deskready.engine.guard.census import Census
from deskready.engine.tag import TAG_VARIABLE

SLEEP = "import time; time.sleep(600)"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sessions are POSIX by design")


@pytest.fixture(autouse=True)
def no_brands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other systems have none; with them, Linux would pass without the other ties."""
    monkeypatch.setattr("deskready.engine.guard.census.brand_of", lambda _pid: None)


class Processes:
    """Real processes that end with the test."""

    def __init__(self) -> None:
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, code: str = SLEEP, *arguments: str, **how: object) -> int:
        child: subprocess.Popen[bytes] = subprocess.Popen(  # type: ignore[call-overload]
            [sys.executable, "-c", f"print(flush=True); {code}", *arguments], stdout=subprocess.PIPE, **how
        )
        self.started.append(child)
        assert child.stdout is not None
        child.stdout.readline()
        return child.pid


@pytest.fixture
def processes() -> Iterator[Processes]:
    processes = Processes()
    yield processes
    for child in processes.started:
        child.kill()
        child.wait()
        assert child.stdout is not None
        child.stdout.close()


def pids(census: Census, run: str) -> set[int]:
    census.refresh()
    return {process.pid for process in census.members(run)}


def test_the_first_process_is_found() -> None:
    census, run = Census(), uuid.uuid4().hex
    with subprocess.Popen([sys.executable, "-c", SLEEP], start_new_session=True) as root:
        census.add(run, root.pid)
        assert pids(census, run) == {root.pid}
        root.kill()
    assert pids(census, run) == set()


def test_a_tag_in_the_environment_is_enough(processes: Processes) -> None:
    census, run = Census(), uuid.uuid4().hex
    tagged = processes.start(env={TAG_VARIABLE: run}, start_new_session=True)
    processes.start(env={TAG_VARIABLE: uuid.uuid4().hex}, start_new_session=True)
    census.add(run)
    assert pids(census, run) == {tagged}


def test_a_session_and_a_parent_are_enough(processes: Processes) -> None:
    census, run = Census(), uuid.uuid4().hex
    nested = (
        "import subprocess, sys, time; "
        "a = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], env={}); "
        "b = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], env={}, start_new_session=True); "
        "time.sleep(600)"
    )
    root = processes.start(nested, start_new_session=True)
    census.add(run, root)
    children = set[int]()
    while len(children) < 3:
        children = pids(census, run)
    assert root in children
    for process in census.members(run):
        process.kill()


def test_strangers_are_left_alone(processes: Processes) -> None:
    census, run = Census(), uuid.uuid4().hex
    processes.start()
    census.add(run)
    assert pids(census, run) == set()


def test_a_forgotten_run_has_no_members(processes: Processes) -> None:
    census, run = Census(), uuid.uuid4().hex
    processes.start(env={TAG_VARIABLE: run})
    census.add(run)
    assert len(pids(census, run)) == 1
    census.forget(run)
    assert pids(census, run) == set()
    census.add(run)
    assert len(pids(census, run)) == 1


def test_memory_is_that_of_all_together(processes: Processes) -> None:
    census, run = Census(), uuid.uuid4().hex
    for _ in range(2):
        processes.start(f"x = b'x' * 50_000_000; print(flush=True); {SLEEP}", env={TAG_VARIABLE: run})
        stream = processes.started[-1].stdout
        assert stream is not None
        stream.readline()
    census.add(run)
    census.refresh()
    assert 100_000_000 < census.resident(run) < 300_000_000
