"""Latency of a full line whose queues are looked into meanwhile. Needs root and Linux."""

import json
import subprocess
import sys

import pytest

from helpers.lab import lab, why_not
from helpers.queues import NOTING, WAYS, Queues

RATE_MBIT, IDLE_MS = 25, 20
TARGET_MS, ROOM = 6, 5
"""How right it is on a quiet machine, and how many times as wrong it may be on one that does other work."""
CODE = f"""
import json, os, sys
from deskready.testing.context import run_check
from deskready_checks.internet.speed.check import Speed
{NOTING}
found, gaps, _ = run_check(Speed, {{"server": sys.argv[1]}})
values = {{name: [each.value, each.low, each.high] for name, each in found.items()}}
print(json.dumps([values, windows, {{name: gap.reason for name, gap in gaps.items()}}]), flush=True)
os._exit(0)
"""
pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(why_not()), reason=why_not() or "can")]


def test_the_latency_of_a_full_line_is_that_of_its_queue() -> None:
    with lab(RATE_MBIT, RATE_MBIT, IDLE_MS) as line, Queues(line.wire, IDLE_MS) as queues:
        done = subprocess.run(
            [*line.client, sys.executable, "-c", CODE, line.url], check=True, capture_output=True, text=True, timeout=60
        )
    found, windows, gaps = json.loads(done.stdout)
    assert gaps == {}
    truths = {direction: queues.latency_ms(direction, windows[direction], RATE_MBIT) for direction in WAYS}
    assert min(truths.values()) > IDLE_MS + 30, "the line was not full"
    errors = {way: found[f"internet.latency.loaded.{way}"][0] - truth for way, truth in truths.items()}
    assert max(map(abs, errors.values())) <= TARGET_MS * ROOM, errors
    assert found["internet.bufferbloat"][0] == pytest.approx(max(truths.values()) - IDLE_MS, abs=TARGET_MS * ROOM)
    assert found["internet.bufferbloat.grade"][0].startswith("C")
    mos, low, high = found["internet.quality.loaded.mos"]
    assert 3.1 < low <= mos <= high < 4.4, "a queue of a tenth of a second delays a call, and does not spoil it"
