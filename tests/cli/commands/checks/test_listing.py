import json
import subprocess
import sys

import pytest

from helpers.cli_desk import Desk

_BROKEN = "raise RuntimeError('\\x1b[31mno')\n"
TIMES = 5 * 5
"""Five times as long as importing msgspec is the aim, which the benchmark shows; a test allows five times that."""


def test_every_check_is_told_with_metrics_options_and_origin(desk: Desk) -> None:
    desk.add_check(_BROKEN, "broken.py")
    done = desk.run("checks")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "toy.good: Good (your checks folder)\n  Measures whatever its option says.\n" in done.stdout
    assert "  measures toy.value: Value in ms, lower is better\n" in done.stdout
    assert "  option value = 3: What it measures. (at least 0, at most 1000)\n" in done.stdout
    assert "broken.py (your checks folder) cannot be used: It cannot be imported: RuntimeError: \ufffd[31mno" in (
        done.stdout.replace("\n  ", " ")
    )


def test_scripts_get_the_same_as_json(desk: Desk) -> None:
    desk.add_check(_BROKEN, "broken.py")
    done = desk.run("checks", "--json")
    content = json.loads(done.stdout)
    good = next(check for check in content["checks"] if check["id"] == "toy.good")
    assert good["metrics"] == [
        {"id": "toy.value", "label": "Value", "unit": "ms", "better": "lower", "kind": "number", "privacy": "public"}
    ]
    assert good["options"] == [
        {
            "name": "value",
            "default": 3,
            "help": "What it measures.",
            "minimum": 0.0,
            "maximum": 1000.0,
            "choices": [],
            "policy": None,
            "follows": "",
            "learned": "",
            "served": "",
            "blank": "",
        }
    ]
    assert (good["package"], good["version"], good["default"]) == ("your checks folder", "", False)
    assert [problem["name"] for problem in content["problems"]] == ["broken.py"]
    assert str(desk.folder) not in done.stdout


def test_the_built_in_checks_say_their_package_and_version(desk: Desk) -> None:
    from deskready import __version__

    content = json.loads(desk.run("checks", "--json").stdout)
    found = {check["id"]: (check["package"], check["version"]) for check in content["checks"]}
    assert found["computer.memory"] == ("deskready", __version__)


def test_both_ways_into_the_command_give_the_same(desk: Desk) -> None:
    assert desk.run("checks", "--").stdout == desk.run("checks").stdout


def test_it_takes_little_longer_than_importing_msgspec(desk: Desk) -> None:
    """Processor time of all its processes: what it takes on one free core, and more than it takes on two."""
    resource = pytest.importorskip("resource", reason="needs the system's account of child processes")
    (desk.home / "config" / "checks" / "toy.py").unlink()  # only what comes with the program

    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return float(usage.ru_utime + usage.ru_stime)

    def seconds(*command: str) -> float:
        before = spent()
        subprocess.run([sys.executable, *command], env=desk.environment, check=True, capture_output=True, timeout=60)
        return spent() - before

    rounds = [(seconds("-m", "deskready", "checks"), seconds("-c", "import msgspec")) for _ in range(5)]
    assert min(ours for ours, _ in rounds) <= TIMES * min(theirs for _, theirs in rounds)
