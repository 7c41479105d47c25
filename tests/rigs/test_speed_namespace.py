"""The speed and latency checks in a network namespace: a machine with no network but loopback. Needs root and Linux."""

import json
import os
import shutil
import subprocess
import sys
from typing import Any

import pytest

from helpers.check_child import TESTS

OWN_SERVER = """
from helpers.check_child import run_in_child
from helpers.speed_server import SpeedServer
with SpeedServer(rate_mbit=50) as server:
    run = run_in_child("deskready_checks.internet.speed.check:Speed", {"server": server.url, "seconds": 1})
"""
SERVICE = (
    'from helpers.check_child import run_in_child\nrun = run_in_child("deskready_checks.internet.speed.check:Speed")\n'
)
LATENCY = """
from helpers.check_child import run_in_child
quick = {"deskready_checks.internet.probe.connect:CONNECT_SECONDS": 0.2}
run = run_in_child("deskready_checks.internet.latency.check:Latency", replace=quick)
"""
REPORT = "import dataclasses, json\nprint(json.dumps(dataclasses.asdict(run)))\n"
LOOPBACK = "ip link set lo up"
NO_NAMES = f"{LOOPBACK} && ip route add default dev lo"
"""A network that leads somewhere, and where nobody answers."""


def can_unshare() -> bool:
    tools = all(shutil.which(tool) for tool in ("unshare", "ip"))
    return tools and subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0


pytestmark = [
    pytest.mark.rig,
    pytest.mark.skipif(sys.platform != "linux" or not can_unshare(), reason="needs Linux, root, unshare and ip"),
]


def run_alone(setup: str, code: str) -> dict[str, Any]:
    """What a check tells in a namespace of its own that `setup` has prepared."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        ["unshare", "-n", "sh", "-c", f'{setup} && exec "$0" "$@"', sys.executable, "-c", code + REPORT],
        env=kept | {"PYTHONPATH": str(TESTS), "RES_OPTIONS": "timeout:1 attempts:1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_own_server_needs_no_other_network() -> None:
    told = run_alone(LOOPBACK, OWN_SERVER)
    assert told["unavailable"] is None
    assert told["measurements"]["internet.download"]["value"] > 20
    assert told["measurements"]["internet.upload"]["value"] > 20


@pytest.mark.parametrize("code", [SERVICE, LATENCY])
def test_no_network_at_all(code: str) -> None:
    assert run_alone(LOOPBACK, code)["unavailable"][0] == "This computer is not connected to the internet."


def test_a_network_without_names() -> None:
    assert "names on the internet cannot be looked up" in run_alone(NO_NAMES, SERVICE)["unavailable"][0]


def test_a_network_without_answers() -> None:
    assert run_alone(NO_NAMES, LATENCY)["unavailable"][0] == "The internet does not answer."
