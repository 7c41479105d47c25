"""Latency, jitter, loss and call quality over real UDP: through a router in namespaces, and a bad line in a box."""

import json
import os
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

from deskready_checks.internet.probe.interval import wilson
from deskready_checks.internet.probe.prober import Prober
from deskready_checks.internet.probe.stun import Address
from deskready_checks.internet.probe.trace import Trace
from helpers.box import Box, Line
from helpers.check_child import ChildRun, run_in_child
from helpers.routed import SERVER_ADDRESS, SERVER_ADDRESS_6, TESTS, Lab, can_build_a_lab
from helpers.stun_server import StunServer

NEEDS_LAB = pytest.mark.skipif(not can_build_a_lab(), reason="needs Linux, root, unshare and ip")
LATENCY = "deskready_checks.internet.latency.check:Latency"
QUALITY = "deskready_checks.internet.quality.check:CallQuality"
SERVER = """
import socket, sys, threading
from helpers.stun_server import StunServer
host = {host!r}
family = socket.AF_INET6 if ":" in host else socket.AF_INET
with StunServer(host=host, port=3478), socket.create_server((host, 3478), family=family, backlog=100):
    print("ready")
    threading.Event().wait()
"""
FLOOR = """
import json, time
from deskready_checks.internet.probe.delay import jitter
from deskready_checks.internet.probe.prober import Prober
from deskready_checks.internet.probe.stun import VOICE, Address
prober = Prober([Address({host!r}, 3478)], 50, VOICE)
prober.start()
while prober.sent < 100:
    time.sleep(0.05)
print(json.dumps([jitter(prober.stop()).value, prober.stamped]))
"""
RUNS, PROBES, RATE = 20, 500, 2000.0

pytestmark = pytest.mark.rig


def probe(box: Box) -> Trace:
    """Exactly so many probes through the box."""
    prober = Prober([Address(box.host, box.port)], RATE)
    prober.start()
    while prober.sent < PROBES:
        time.sleep(0.005)
    return Trace(prober.stop(0.2).probes[:PROBES])


@pytest.mark.parametrize(("up", "down"), [(0.01, 0.01), (0.02, 0.03)])
def test_the_truth_lies_in_the_interval_of_nineteen_runs_in_twenty(up: float, down: float) -> None:
    truth = 1 - (1 - up) * (1 - down)
    held = 0
    with StunServer() as server:
        for seed in range(RUNS):
            with Box((server.host, server.port), Line(loss=up), Line(loss=down), seed=seed) as box:
                trace = probe(box)
            low, high = wilson(trace.lost, trace.sent)
            held += low <= truth <= high
    assert held >= 0.95 * RUNS


def check(lab: Lab, target: str, options: dict[str, Any], *, replace: dict[str, float] | None = None) -> ChildRun:
    """What a check finds in the client's namespace."""
    return run_in_child(target, options, prefix=lab.inside(lab.client), replace=replace)


@NEEDS_LAB
def test_a_still_path_has_next_to_no_jitter() -> None:
    with Lab() as lab:
        lab.serve(SERVER.format(host=SERVER_ADDRESS))
        floors = []
        for _ in range(3):
            done = subprocess.run(
                [*lab.inside(lab.client), sys.executable, "-c", FLOOR.format(host=SERVER_ADDRESS)],
                env=os.environ | {"PYTHONPATH": str(TESTS)},
                capture_output=True,
                check=True,
                timeout=60,
            )
            floor, stamped = json.loads(done.stdout)
            assert stamped
            floors.append(floor)
        assert min(floors) <= 5 * 0.5, f"jitter floor in ms: {floors}"


@NEEDS_LAB
def test_udp_that_a_router_swallows() -> None:
    with Lab() as lab:
        lab.serve(SERVER.format(host=SERVER_ADDRESS))
        responder = f"{SERVER_ADDRESS}:3478"
        free = check(lab, LATENCY, {"responder": responder, "seconds": 1})
        assert free.measurements["internet.udp"]["value"] is True
        assert free.measurements["internet.loss"]["value"] == 0
        lab.ip(lab.router, "rule", "add", "ipproto", "udp", "blackhole")
        blocked = check(lab, LATENCY, {"responder": responder, "count": 3})
        assert blocked.measurements["internet.udp"]["value"] is False
        assert "TCP" in blocked.measurements["internet.latency"]["method"]
        assert "does not get through" in blocked.gaps["internet.jitter"][0]
        call = check(lab, QUALITY, {"responder": responder}).unavailable
        assert call is not None
        assert call[0] == "Your own responder does not answer."


@NEEDS_LAB
def test_a_cable_that_is_pulled_half_way() -> None:
    with Lab() as lab:
        lab.serve(SERVER.format(host=SERVER_ADDRESS))
        pull = threading.Timer(3.0, lambda: lab.ip(lab.client, "link", "set", "eth0", "down"))
        pull.start()
        run = check(lab, LATENCY, {"responder": f"{SERVER_ADDRESS}:3478", "seconds": 6})
        pull.join()
        assert run.unavailable is None
        assert 10 < run.measurements["internet.loss"]["value"] < 95
        assert run.measurements["internet.loss.burst"]["value"] > 10
        assert run.measurements["internet.latency"]["value"] < 50


@NEEDS_LAB
def test_a_network_of_ipv6_only() -> None:
    with Lab(ipv4=False) as lab:
        lab.serve(SERVER.format(host=SERVER_ADDRESS_6))
        responder = f"[{SERVER_ADDRESS_6}]:3478"
        run = check(lab, LATENCY, {"responder": responder, "seconds": 1})
        assert run.measurements["internet.loss"]["value"] == 0
        assert run.measurements["internet.nat"]["value"] == "none"
        call = check(lab, QUALITY, {"responder": responder, "seconds": 2})
        assert call.measurements["internet.quality.mos"]["value"] > 4


@NEEDS_LAB
def test_no_way_to_the_responder() -> None:
    with Lab() as lab:
        for family in ("-4", "-6"):
            lab.ip(lab.client, family, "route", "del", "default")
        for target in (LATENCY, QUALITY):
            run = check(lab, target, {"responder": f"{SERVER_ADDRESS}:3478"})
            assert run.unavailable is not None
            assert run.unavailable[0] == "Your own responder does not answer."
            alone = check(lab, target, {}).unavailable
            assert alone is not None
            assert alone[0] == "This computer is not connected to the internet."
