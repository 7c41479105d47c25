"""What is installed, described by processes that may die of it."""

import sys
import time
from pathlib import Path

import psutil
import pytest

from deskready.core.declare.catalogue import settle
from deskready.core.declare.check_info import Origin
from deskready.core.words.text import text_of
from deskready.engine.describe.survey import Survey
from deskready.testing.leftovers import wait_for

CHECK = """
from deskready.plugin import Check, Metric
class {name}(Check):
    \"\"\"A check.\"\"\"
    id = "{id}"
    title = "Title"
    why = "It is a test."
    metrics = (Metric("{metric}", "Metric"),)
"""


def write(folder: Path, name: str, text: str) -> Origin:
    path = folder / f"{name}.py"
    path.write_text(text)
    return Origin(path.name, str(path), "your checks folder")


def check(folder: Path, name: str, check_id: str = "", metric: str = "") -> Origin:
    text = CHECK.format(name=name.capitalize(), id=check_id or f"trial.{name}", metric=metric or f"trial.{name}-m")
    return write(folder, name, text)


def test_nothing_takes_no_process() -> None:
    assert Survey([]).result() == ([], [])


def test_each_is_described_with_what_a_worker_loads(tmp_path: Path) -> None:
    origin = check(tmp_path, "one")
    infos, problems = Survey([origin]).result()
    assert problems == []
    assert infos[0].id == "trial.one"
    assert infos[0].summary.words == "A check."
    assert infos[0].origin.target == f"{tmp_path / 'one.py'}:One"


def test_one_dead_import_costs_the_others_nothing(tmp_path: Path) -> None:
    origins = [
        check(tmp_path, "one"),
        write(tmp_path, "dead", "import os\nos._exit(3)"),
        check(tmp_path, "two"),
        write(tmp_path, "hangs", "while True: pass"),
        check(tmp_path, "three"),
    ]
    infos, problems = Survey(origins, import_limit_seconds=2.0).result()
    assert [info.id for info in infos] == ["trial.one", "trial.two", "trial.three"]
    assert [(problem.origin.name, text_of(problem.reason).words) for problem in problems] == [
        ("dead.py", "Importing it ends the process."),
        ("hangs.py", "It takes too long to import."),
    ]


def test_one_that_dies_later_is_not_blamed_on_another(tmp_path: Path) -> None:
    later = "import os, threading, time\nthreading.Thread(target=lambda: (time.sleep(0.7), os._exit(3))).start()\n"
    text = later + CHECK.format(name="Late", id="trial.late", metric="trial.late-m")
    slow = "import time\ntime.sleep(1.0)\n" + CHECK.format(name="Slow", id="trial.slow", metric="trial.slow-m")
    infos, problems = Survey([write(tmp_path, "late", text), write(tmp_path, "slow", slow)]).result()
    assert [info.id for info in infos] == ["trial.late", "trial.slow"]
    assert problems == []


def test_one_broken_class_of_a_file_is_one_line(tmp_path: Path) -> None:
    text = CHECK.format(name="Good", id="trial.good", metric="trial.good-m")
    origin = write(tmp_path, "both", text + CHECK.format(name="Bad", id="No id", metric="trial.bad-m"))
    infos, problems = Survey([origin]).result()
    assert [info.id for info in infos] == ["trial.good"]
    assert ["Bad.id" in text_of(problem.reason).words for problem in problems] == [True]


def test_what_an_import_says_is_made_harmless(tmp_path: Path) -> None:
    origin = write(tmp_path, "attack", "print('\\x1b[2J' * 100000)\nraise RuntimeError('\\x1b]0;owned\\x07')")
    _, (problem,) = Survey([origin]).result()
    assert text_of(problem.reason).words.startswith("It cannot be imported: RuntimeError")
    assert "\x1b" not in text_of(problem.reason).words


def test_an_entry_point_has_to_bear_its_check_s_id() -> None:
    origin = Origin("another.id", "deskready.testing.polite:Polite", "package")
    _, (problem,) = Survey([origin]).result()
    assert "another.id" in text_of(problem.reason).words
    assert "polite.number" in text_of(problem.reason).words


def test_two_with_one_id_and_two_with_one_metric(tmp_path: Path) -> None:
    origins = [
        check(tmp_path, "one", "trial.same"),
        check(tmp_path, "two", "trial.same"),
        check(tmp_path, "three", "trial.three", "trial.claimed"),
        check(tmp_path, "four", "trial.four", "trial.claimed"),
    ]
    catalogue = settle(*Survey(origins).result())
    assert [info.id for info in catalogue.checks] == ["trial.four"]
    assert sorted(problem.origin.name for problem in catalogue.problems) == ["one.py", "three.py", "two.py"]
    assert all(problem.reason for problem in catalogue.problems)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a tie that survives a session of its own")
def test_what_an_import_leaves_behind_is_ended(tmp_path: Path) -> None:
    told = tmp_path / "told"
    text = (
        "import subprocess, sys, time\n"
        "command = [sys.executable, '-c', 'import time; time.sleep(600)']\n"
        "child = subprocess.Popen(command, start_new_session=True, env={})\n"
        f"open({str(told)!r}, 'w').write(str(child.pid))\n"
    )
    Survey([write(tmp_path, "leaves", text)]).result()
    pid = int(told.read_text())
    wait_for(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE, 5)


def test_it_begins_before_it_is_asked(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    survey = Survey([write(tmp_path, "marks", f"open({str(mark)!r}, 'w').close()\n")])
    until = time.monotonic() + 10
    while not mark.exists():
        assert time.monotonic() < until
        time.sleep(0.01)
    survey.result()
