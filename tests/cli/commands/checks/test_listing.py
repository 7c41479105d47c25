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


CLAIMS = """
from deskready.plugin import Check, Metric
class Mine(Check):
    id = "{id}"
    title = why = about = "It claims what is another's."
    metrics = (Metric("{metric}", "Metric"),)
    def run(self, context):
        yield self.metrics[0].measured(1)
"""


def test_who_claims_what_is_built_in_is_named_with_whom_it_clashes_and_harms_only_itself(desk: Desk) -> None:
    desk.add_check(CLAIMS.format(id="computer.memory", metric="mine.own"), "claims.py")
    desk.add_check(CLAIMS.format(id="mine.cores", metric="computer.cores"), "rival.py")
    listed = " ".join(desk.run("checks").stdout.split())
    assert "computer.memory: Memory (deskready " in listed
    assert (
        "claims.py (your checks folder) cannot be used: deskready 0.1.0 has a check called 'computer.memory'" in listed
    )
    assert "rival.py (your checks folder) cannot be used: 'computer.processor' of deskready 0.1.0 already" in listed
    done = desk.run("audit", "computer.memory", "--format", "json")
    runs = {check["id"]: check["runs"] for check in json.loads(done.stdout)["checks"]}
    assert [run["outcome"] for run in runs["computer.memory"]] == ["measured"]
    assert "claims.py (your checks folder) cannot be used" in done.stderr
    refused = desk.run("audit", "mine.cores")
    assert refused.returncode == 2
    assert "The check 'mine.cores' cannot be used: 'computer.processor' of deskready 0.1.0" in " ".join(
        refused.stderr.split()
    )


def test_two_files_that_claim_one_id_are_both_named(desk: Desk) -> None:
    for name in ("one.py", "two.py"):
        desk.add_check(CLAIMS.format(id="mine.same", metric=f"mine.{name[:3]}"), name)
    refused = desk.run("audit", "mine.same")
    assert refused.returncode == 2
    assert "More than one check is called 'mine.same' (one.py, two.py); none is used." in " ".join(
        refused.stderr.split()
    )
    problems = json.loads(desk.run("checks", "--json").stdout)["problems"]
    assert [(each["name"], each["check"]) for each in problems] == [("one.py", "mine.same"), ("two.py", "mine.same")]


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
