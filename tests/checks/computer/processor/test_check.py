"""The processor: real loads inside and outside of our own processes, and what the system does not tell."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from deskready.core.audit.event import Logged, Progress
from deskready.core.declare.check_info import Origin, describe
from deskready.plugin import Privacy
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.computer.processor import check as processor
from deskready_checks.computer.processor.check import Processor
from deskready_checks.computer.processor.load import Load

CORES = os.cpu_count() or 1
CHECK = """
import json
from deskready_checks.computer.processor.check import Processor
from deskready.testing.context import run_check
found, gaps, _ = run_check(Processor, {"seconds": 0.5})
print(json.dumps({metric: each.value for metric, each in found.items()}))
"""
#: Plays the program: keeps as many of its own processes spinning as it is told, runs the check, and tells what that
#: measured and how many percent of the machine its own processes took meanwhile.
PROGRAM = """
import json, subprocess, sys, time
import psutil
spin = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\\nwhile True: pass"
spinners = [psutil.Popen([sys.executable, "-c", spin]) for _ in range(int(sys.argv[1]))]
try:
    while not all(each.cpu_times().user > 0.1 for each in spinners):
        time.sleep(0.01)
    begun, used = time.monotonic(), sum(each.cpu_times().user for each in spinners)
    found = json.loads(subprocess.check_output([sys.executable, "-c", sys.argv[2]]))
    spent = sum(each.cpu_times().user for each in spinners) - used
    found["own"] = 100 * spent / (time.monotonic() - begun) / psutil.cpu_count()
finally:
    for each in spinners:
        each.kill()
print(json.dumps(found))
"""
posix_only = pytest.mark.skipif(os.name != "posix", reason="spins shell scripts under names of their own")


def checked_by_a_program(spinners: int) -> dict[str, Any]:
    """The values that the check measures below a program with so many spinning processes of its own."""
    command = [sys.executable, "-c", PROGRAM, str(spinners), CHECK]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.fixture
def spin(tmp_path: Path) -> Iterator[Callable[[str, int], None]]:
    """Starts processes of a given name that keep the processor busy, below no program of ours but this test."""
    started: list[psutil.Popen] = []

    def start(name: str, number: int) -> None:
        (tmp_path / name).symlink_to("/bin/sh")
        command = [str(tmp_path / name), "-c", "ulimit -t 60; while :; do :; done"]
        started.extend(psutil.Popen(command) for _ in range(number))
        while not all(each.cpu_times().user > 0.05 for each in started):
            assert all(each.poll() is None for each in started)

    yield start
    for each in started:
        each.kill()
        each.wait(10)


def test_the_declaration_is_valid() -> None:
    info = describe(Processor, Origin("computer.processor", "", ""))
    assert info.id == "computer.processor"
    metric = info.metric("computer.load.top")
    assert metric is not None
    assert metric.privacy is Privacy.PERSONAL
    assert [option.name for option in info.options] == ["seconds"]


def test_this_machine() -> None:
    found, gaps, context = run_check(Processor, {"seconds": 0.2})
    assert set(found) | set(gaps) == {metric.id for metric in Processor.metrics}
    assert 0 < found["computer.cores"].value <= CORES  # type: ignore[operator]
    load = found["computer.load"]
    assert load.low is not None
    assert load.high is not None
    assert 0 <= load.low <= load.high <= 100
    fractions = [event.fraction for event in context.events if isinstance(event, Progress)]
    assert fractions == sorted(fractions)
    assert 0 <= fractions[0] <= fractions[-1] <= 1


@posix_only
def test_our_own_load_is_left_out() -> None:
    """With every core kept busy, the load is what our own processes leave to others; counted wrongly it is 100."""
    found = checked_by_a_program(CORES)
    assert found["own"] > 0
    assert found["computer.load"] <= 100 - found["own"] / 2


@posix_only
def test_the_load_of_others_counts_and_is_named(spin: Callable[[str, int], None]) -> None:
    spin("busybee" + 60 * "z", 2 * CORES)
    found = checked_by_a_program(0)
    assert found["computer.load"] >= 70
    top = found["computer.load.top"]
    assert "busybeezzz" in top
    assert top.count(" %") <= 3
    assert max(len(name) for name in top.split(", ")) <= 40 + len(" 100 %")


@posix_only
def test_a_hostile_name_is_made_harmless(spin: Callable[[str, int], None]) -> None:
    spin("bad\x1b[31m\u202eee", 2 * CORES)
    top = checked_by_a_program(0)["computer.load.top"]
    assert "bad\ufffd[31m\ufffdee" in top
    assert "\x1b" not in top
    assert "\u202e" not in top


@pytest.mark.parametrize(
    ("top", "text"),
    [
        (
            (("calls", 40.4), ("browser", 20.0), ("scanner", 0.6), ("fourth", 0.5)),
            "calls 40 %, browser 20 %, scanner 1 %",
        ),
        ((("calls", 7.0), ("asleep", 0.4)), "calls 7 %"),
        ((("asleep", 0.4),), "none"),
        ((), "none"),
    ],
)
def test_at_most_three_programs_that_matter_are_named(
    monkeypatch: pytest.MonkeyPatch, top: tuple[tuple[str, float], ...], text: str
) -> None:
    monkeypatch.setattr(processor, "watch", lambda wait: Load(50, 48, 52, 1.0, top))
    found, _, _ = run_check(Processor)
    assert found["computer.load.top"].value == text


def seconds_measured(method: str) -> float:
    """The time that the load's method names."""
    return float(method.removeprefix("all cores over ").partition(" s")[0])


def test_the_measuring_time_is_an_option() -> None:
    found, _, _ = run_check(Processor, {"seconds": 1.2})
    assert seconds_measured(found["computer.load"].method.words) >= 1.2


def test_asked_to_end_early_it_measures_for_the_shortest_time() -> None:
    context = RecordingContext()
    context.concluded = True
    found, _, _ = run_check(Processor, {"seconds": 10.0}, context)
    assert 0.2 <= seconds_measured(found["computer.load"].method.words) < 9


@pytest.mark.parametrize("nothing", [0, None])
def test_a_zero_is_a_gap_and_no_value(monkeypatch: pytest.MonkeyPatch, nothing: int | None) -> None:
    monkeypatch.setattr("psutil.cpu_count", lambda logical=True: nothing)
    monkeypatch.setattr(processor, "read_clock", lambda: None)
    monkeypatch.setattr(processor, "processor_model", lambda: "")
    found, gaps, _ = run_check(Processor, {"seconds": 0.2})
    missing = {"computer.cores", "computer.cores.physical", "computer.clock", "computer.processor.model"}
    assert set(gaps) == missing
    assert not missing & set(found)
    assert all(gap.reason and gap.remedy for gap in gaps.values())


def test_a_share_of_the_cores_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("psutil.cpu_count", lambda logical=True: 8)
    monkeypatch.setattr(processor, "core_limit", lambda logical: 1.5)
    found, _, _ = run_check(Processor, {"seconds": 0.2})
    assert found["computer.cores"].value == 1.5
    assert found["computer.cores"].method.words == "1.5 of the machine's 8 logical cores"


def test_counters_that_cannot_be_read_are_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise PermissionError("/proc/stat")

    monkeypatch.setattr("psutil.cpu_times", refuse)
    found, gaps, _ = run_check(Processor, {"seconds": 0.2})
    assert {"computer.load", "computer.load.top"} <= set(gaps)
    assert "computer.cores" in found
    assert "/proc" not in gaps["computer.load"].reason.words


@pytest.mark.parametrize(
    "error", [FileNotFoundError("cpufreq"), NotImplementedError("old"), RuntimeError("no service")]
)
def test_a_system_that_refuses_to_tell_its_clock_is_a_gap(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(percpu: bool) -> None:
        raise error

    monkeypatch.setattr("psutil.cpu_freq", refuse)
    found, gaps, context = run_check(Processor, {"seconds": 0.2})
    assert gaps["computer.clock"].reason.words == "This system does not tell the processor's clock."
    assert gaps["computer.clock"].remedy
    assert "computer.cores" in found
    assert any(str(error) in event.text for event in context.events if isinstance(event, Logged))
