"""What one address can take from another at a responder of usual limits, over a line of 1,000 Mbit/s. Needs root."""

import subprocess

import pytest

from deskready.plugin import Value
from deskready_responder.limits import Limits
from deskready_responder.pace import SHARED
from helpers.check_child import ChildRun, run_in_child
from helpers.crowd import GOOD, PORT, SERVER, UDP_PORT, Place, crowd_address, place, seen, start
from helpers.lab import GOODPUT, why_not
from helpers.tries import undisturbed

SPEED = "deskready_checks.internet.speed.check:Speed"
pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(why_not()), reason=why_not() or "can")]
FAIR = Limits().rate_mbit * SHARED
"""Mbit/s that all share."""
ENOUGH = 0.5
"""The share of its part that a client gets at least on a busy machine; by connection it would be a twentieth of it."""


def beside(where: Place, way: str, flows: int, crowd: list[str], good: str) -> float:
    """Mbit/s of a good client's one connection beside a crowd that has begun before."""
    busy = start(where.crowd, way, 6, flows, *crowd)
    try:
        return seen(start(where.good, way, 3, 1, good))[good]
    finally:
        busy.kill()
        busy.communicate()


@pytest.mark.parametrize("family", [4, 6])
@pytest.mark.parametrize("way", ["pull", "push"])
def test_forty_connections_of_one_address_leave_a_good_one_its_half(way: str, family: int) -> None:
    part = FAIR / 2

    def measure() -> float:
        with place() as where:
            return beside(where, way, 40, [crowd_address(0, family)], GOOD[family])

    assert undisturbed(measure, lambda rate: rate > ENOUGH * part) > ENOUGH * part


def test_of_many_addresses_each_has_its_part() -> None:
    part = FAIR / 13

    def measure() -> float:
        with place() as where:
            return beside(where, "pull", 10, [crowd_address(number) for number in range(12)], GOOD[4])

    assert undisturbed(measure, lambda rate: rate > ENOUGH * part) > ENOUGH * part


def test_addresses_of_one_network_of_ipv6_are_one_client() -> None:
    part = FAIR / 2
    crowd = [f"{crowd_address(0, 6)}{number}" for number in range(1, 9)]

    def measure() -> float:
        with place() as where:
            for address in crowd:
                adding = [*where.crowd, "ip", "addr", "add", f"{address}/32", "dev", "line", "nodad"]
                subprocess.run(adding, check=True)
            return beside(where, "pull", 5, crowd, GOOD[6])

    assert undisturbed(measure, lambda rate: rate > ENOUGH * part) > ENOUGH * part


@pytest.mark.parametrize(("addresses", "rate"), [(1, 200), (50, 1000)])
def test_who_opens_connections_without_end_takes_nobody_elses_place(addresses: int, rate: int) -> None:
    with place() as where:
        flood = start(where.crowd, "flood", 6, rate, *map(crowd_address, range(addresses)))
        asked = [seen(start(where.good, "ask", 15, good)) for good in GOOD.values()]
        assert seen(flood)["opened"] > 4 * rate
    assert sum(found["good"] for found in asked) == 30


def measured(where: Place, **options: Value) -> ChildRun:
    """The speed check of the good client."""
    own = {"server": f"http://{SERVER[4]}:{PORT}/", "responder": f"{SERVER[4]}:{UDP_PORT}"}
    return run_in_child(SPEED, {**own, **options}, prefix=where.good, seconds=60)


def test_who_shares_with_others_is_told_and_who_is_alone_is_not() -> None:
    def shared() -> ChildRun:
        with place() as where:
            busy = start(where.crowd, "pull", 30, 40, crowd_address(0))
            try:
                return measured(where, seconds=4)
            finally:
                busy.kill()
                busy.communicate()

    found = undisturbed(shared, lambda run: bool(run.measurements["internet.download"]["least"]))
    assert found.measurements["internet.download"]["least"], "half of a line of 1,000 is not the line"
    assert "the server was the limit, not the line" in found.measurements["internet.download"]["method"]
    assert "the server, not your line, was the limit" in found.measurements["internet.speed.provider"]["value"].lower()

    def alone() -> ChildRun:
        with place() as where:
            return measured(where, seconds=4)

    ways = ("internet.download", "internet.upload")
    found = undisturbed(alone, lambda run: not any(run.measurements[way]["least"] for way in ways))
    for way in ways:
        measured_alone = found.measurements[way]
        assert not measured_alone["least"], (
            f"the line, of {1000 * GOODPUT:.0f} Mbit/s of payload, is slower than the rate"
        )
