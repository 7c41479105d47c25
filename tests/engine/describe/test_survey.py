"""What is installed, described by processes that may die of it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from msgspec import structs

from deskready.core.clean import has_harmful
from deskready.core.declare.catalogue import settle
from deskready.core.declare.check_info import Origin, Source
from deskready.core.words.text import text_of
from deskready.engine.describe.orders import Rules
from deskready.engine.describe.survey import SECONDS_EACH, SPARE_SECONDS, Survey, survey
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
    assert Survey([]).result() == ()


def test_each_is_described_with_what_a_worker_loads(tmp_path: Path) -> None:
    origin = check(tmp_path, "one")
    infos, problems = survey([origin])
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
    infos, problems = survey(origins, Rules(seconds=2.0))
    assert [info.id for info in infos] == ["trial.one", "trial.two", "trial.three"]
    assert [(problem.origin.name, text_of(problem.reason).words) for problem in problems] == [
        ("dead.py", "Importing it ends the process."),
        ("hangs.py", "It takes too long to import."),
    ]


def test_one_that_dies_later_is_not_blamed_on_another(tmp_path: Path) -> None:
    later = "import os, threading, time\nthreading.Thread(target=lambda: (time.sleep(0.7), os._exit(3))).start()\n"
    text = later + CHECK.format(name="Late", id="trial.late", metric="trial.late-m")
    slow = "import time\ntime.sleep(1.0)\n" + CHECK.format(name="Slow", id="trial.slow", metric="trial.slow-m")
    infos, problems = survey([write(tmp_path, "late", text), write(tmp_path, "slow", slow)])
    assert [info.id for info in infos] == ["trial.late", "trial.slow"]
    assert problems == []


def test_one_broken_class_of_a_file_is_one_line(tmp_path: Path) -> None:
    text = CHECK.format(name="Good", id="trial.good", metric="trial.good-m")
    origin = write(tmp_path, "both", text + CHECK.format(name="Bad", id="No id", metric="trial.bad-m"))
    infos, problems = survey([origin])
    assert [info.id for info in infos] == ["trial.good"]
    assert ["Bad.id" in text_of(problem.reason).words for problem in problems] == [True]


def test_what_an_import_says_is_made_harmless(tmp_path: Path) -> None:
    origin = write(tmp_path, "attack", "print('\\x1b[2J' * 100000)\nraise RuntimeError('\\x1b]0;owned\\x07')")
    _, (problem,) = survey([origin])
    assert text_of(problem.reason).words.startswith("It cannot be imported: RuntimeError")
    assert "\x1b" not in text_of(problem.reason).words


def test_an_entry_point_has_to_bear_its_check_s_id() -> None:
    origin = Origin("another.id", "deskready.testing.polite:Polite", "package")
    _, (problem,) = survey([origin])
    assert "another.id" in text_of(problem.reason).words
    assert "polite.number" in text_of(problem.reason).words


def test_two_with_one_id_and_two_with_one_metric(tmp_path: Path) -> None:
    origins = [
        check(tmp_path, "one", "trial.same"),
        check(tmp_path, "two", "trial.same"),
        check(tmp_path, "three", "trial.three", "trial.claimed"),
        check(tmp_path, "four", "trial.four", "trial.claimed"),
    ]
    catalogue = settle(*survey(origins))
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
    survey([write(tmp_path, "leaves", text)])
    pid = int(told.read_text())
    wait_for(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE, 5)


def test_it_begins_before_it_is_asked(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    origin = write(tmp_path, "marks", f"open({str(mark)!r}, 'w').close()\n")
    found = Survey([Source((origin,))])
    wait_for(mark.exists, 10)
    found.result()


GRAVE = """
import builtins, json, os, signal, sys, msgspec
import deskready.core.declare.check_info as info
import deskready.engine.describe.describe as describing
info.describe = describing.describe = lambda *_: 1 / 0
builtins.isinstance = lambda *_: False
sys.modules.clear()
sys.path.clear()
os.environ.clear()
os.chdir("/")
"""


@pytest.mark.parametrize(
    "trouble", [GRAVE, "print('x' * 10**6)", "import os\nos.fork()", "import os\nos.closerange(0, 99)"]
)
def test_what_one_file_does_to_its_process_is_nothing_to_another(tmp_path: Path, trouble: str) -> None:
    if "fork" in trouble and not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    text = f"try:\n    exec({trouble!r})\nfinally:\n    pass\n" + CHECK.format(name="Bad", id="a.bad", metric="a.bad-m")
    infos, problems = survey([write(tmp_path, "bad", text), check(tmp_path, "good")])
    assert [info.id for info in infos if info.origin.name == "good.py"] == ["trial.good"]
    assert all(problem.origin.name == "bad.py" for problem in problems)
    assert len(infos) + len(problems) == 2


def test_the_memory_that_importing_takes_is_limited(tmp_path: Path) -> None:
    greedy = write(tmp_path, "greedy", "kept = []\nwhile True: kept.append(b'x' * 10**7)")
    begun = time.monotonic()
    infos, (problem,) = survey([greedy, check(tmp_path, "one")], Rules(seconds=20.0, memory=200 * 10**6))
    assert [info.id for info in infos] == ["trial.one"]
    assert text_of(problem.reason).words == "Importing it takes more than 190 MiB of memory."
    assert time.monotonic() - begun < 10


def test_memory_counts_with_all_that_is_started(tmp_path: Path) -> None:
    hoard = "kept = b'x' * (80 * 10**6); import time; time.sleep(600)"
    text = (
        "import subprocess, sys, time\n"
        f"for _ in range(4): subprocess.Popen([sys.executable, '-c', {hoard!r}], start_new_session=True)\n"
        "time.sleep(600)\n"
    )
    _, (problem,) = survey([write(tmp_path, "spreads", text)], Rules(seconds=20.0, memory=250 * 10**6))
    assert "of memory" in text_of(problem.reason).words


FORGED = """
import os
from deskready.core.declare.check_info import CheckInfo, Origin
from deskready.core.declare.metric import Metric
from deskready.core.words.text import Text
from deskready.engine.describe.orders import Described, Done, encode
origin = Origin({name!r}, {target!r}, "deskready", "9")
info = CheckInfo("computer.memory", Text("T\x1b[2J"), Text(), Text(), frozenset(), frozenset(), True, 1.0, 1.0, 1,
                 (Metric("computer.memory", "M\x1b"),), {{}}, (), origin)
for fd in range(3, 99):
    try:
        if not os.isatty(fd): os.write(fd, encode(Described(info)) + encode(Done(origin)))
    except OSError:
        pass
os._exit(0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the descriptors are those of a copied process")
def test_nobody_can_pass_for_another(tmp_path: Path) -> None:
    path = tmp_path / "forger.py"
    of_file = write(tmp_path, "forger", FORGED.format(name="forger.py", target=f"{path}:Forger"))
    ((info,), problems) = survey([of_file])
    assert (info.origin, problems) == (structs.replace(of_file, target=f"{path}:Forger"), [])
    assert not has_harmful(info.title.words + text_of(info.metrics[0].label).words)
    elsewhere = write(tmp_path, "stranger", FORGED.format(name="computer.memory", target="deskready_checks:X"))
    infos, (problem,) = survey([elsewhere])
    assert (infos, text_of(problem.reason).words) == ([], "Its declaration cannot be read.")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="elsewhere the describer is no parent of all")
def test_one_that_ends_the_describer_is_found_and_the_others_are_described(tmp_path: Path) -> None:
    kills = "import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(600)"
    origins = [check(tmp_path, f"n{number}") for number in range(5)]
    origins.insert(2, write(tmp_path, "kills", kills))
    infos, problems = survey(origins)
    assert [info.id for info in infos] == [f"trial.n{number}" for number in range(5)]
    assert [problem.origin.name for problem in problems] == ["kills.py"]


def test_many_that_hang_take_as_long_as_one(tmp_path: Path) -> None:
    origins = [write(tmp_path, f"hangs{number}", "while True: pass") for number in range(8)]
    begun = time.monotonic()
    infos, problems = survey([*origins, check(tmp_path, "one")], Rules(seconds=1.5))
    assert time.monotonic() - begun < 5
    assert [info.id for info in infos] == ["trial.one"]
    assert {text_of(problem.reason).words for problem in problems} == {"It takes too long to import."}


def test_all_together_have_an_end_and_what_was_not_reached_is_not_blamed(tmp_path: Path) -> None:
    sources = [Source((write(tmp_path, f"hangs{number}", "import time\ntime.sleep(600)"),)) for number in range(10)]
    begun = time.monotonic()
    found = Survey(sources, Rules(at_once=2, seconds=1.0))
    reasons = [text_of(sheet.problems[0].reason).words for sheet in found.result()]
    assert time.monotonic() - begun < 1.0 + SPARE_SECONDS + 10 * SECONDS_EACH + 3.0
    assert set(reasons[:2]) == {"It takes too long to import."}
    assert reasons[-1].startswith("Others took too long to import")
    assert [found.lasting()[0], found.lasting()[-1]] == [True, False]


def test_of_a_package_only_the_check_that_cannot_be_imported_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two", "three"):
        text = CHECK.format(name="It", id=f"pack.{name}", metric=f"pack.{name}-m")
        (tmp_path / f"pack_{name}.py").write_text("import os\nos._exit(3)" if name == "two" else text)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    origins = [Origin(f"pack.{name}", f"pack_{name}:It", "pack", "1") for name in ("one", "two", "three")]
    infos, problems = survey(origins)
    assert [info.id for info in infos] == ["pack.one", "pack.three"]
    assert [(problem.check, text_of(problem.reason).words) for problem in problems] == [
        ("pack.two", "Importing it ends the process.")
    ]


def test_a_system_without_another_process_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("subprocess.Popen", refuse)
    found = Survey([Source((check(tmp_path, "one"),))])
    (sheet,) = found.result()
    assert "no process" in text_of(sheet.problems[0].reason).words
    assert found.lasting() == (False,)


def test_a_program_that_is_killed_leaves_nobody(tmp_path: Path) -> None:
    told = tmp_path / "told"
    text = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(told)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}} {{os.getppid()}}')\n"
        "time.sleep(600)\n"
    )
    origin = write(tmp_path, "sleeps", text)
    program = (
        "import sys\nfrom deskready.core.declare.check_info import Origin\n"
        "from deskready.engine.describe.survey import survey\n"
        f"survey([Origin({origin.name!r}, {origin.target!r}, 'x')])"
    )
    with subprocess.Popen([sys.executable, "-c", program]) as process:
        wait_for(lambda: told.exists() and told.read_text().count(" ") == 2, 20)
        process.kill()
    pids = [int(pid) for pid in told.read_text().split()]
    wait_for(lambda: not any(_lives(pid) for pid in pids), 5)


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
