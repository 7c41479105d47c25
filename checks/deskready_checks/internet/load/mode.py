"""How much a person wants to know, and what that may cost."""

from enum import StrEnum
from typing import NamedTuple

from deskready_checks.internet.load.course import Rules
from deskready_checks.internet.load.growth import FIRST
from deskready_checks.internet.load.interface import Direction

EARLIEST = {Direction.DOWN: 0.5, Direction.UP: 1.0}
"""The ramp's end at the earliest; an upload's first second goes into buffers on the way."""
QUICK_BUDGET, METERED_BUDGET = 150_000_000, 10_000_000
"""Bytes of a direction."""
PACED = 1.3
"""A share of the need that a metered line is asked for."""
UNKNOWN_PACE = 25.0
"""Mbit/s that it is asked for where no need is known: so the budget lasts for the ramp and a measurement."""


class Mode(StrEnum):
    """What a speed test is to find out."""

    QUICK = "quick"
    """Whether the line is good enough."""
    FULL = "full"
    """How fast it is."""
    METERED = "metered"
    """Whether it is good enough, with as few bytes as that takes."""


class Plan(NamedTuple):
    """How one direction is run."""

    rules: Rules
    """What ends it."""
    pace: float
    """Mbit/s that are not to be exceeded; 0 for none."""


class Need(NamedTuple):
    """The rates that decide about a direction, in Mbit/s; 0 for none."""

    least: float = 0.0
    """What fails where it is missed."""
    good: float = 0.0
    """What is recommended."""


def plan(mode: Mode, direction: Direction, seconds: float, need: Need, most_flows: int) -> Plan:
    """How to run a direction.

    Args:
        mode: What to find out.
        direction: Which way.
        seconds: How long it may take.
        need: What decides; on a metered line nothing faster is asked for.
        most_flows: Connections that the provider allows.
    """
    budget = {Mode.QUICK: QUICK_BUDGET, Mode.FULL: 0, Mode.METERED: METERED_BUDGET}[mode]
    metered = mode is Mode.METERED
    rules = Rules(
        earliest_ramp=EARLIEST[direction],
        seconds=seconds,
        budget=budget,
        need=need.least,
        good=need.good,
        verdict=mode is not Mode.FULL,
        most_flows=min(most_flows, FIRST) if metered else most_flows,
    )
    return Plan(rules, (PACED * max(need) or UNKNOWN_PACE) if metered else 0.0)
