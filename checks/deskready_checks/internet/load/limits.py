"""What may have held a transfer up in the line's place: this computer, losses, or the server."""

from collections.abc import Sequence
from enum import Enum

from deskready.plugin import Text, text
from deskready_checks.internet.load.course import Course
from deskready_checks.internet.load.tcp_info import TcpInfo

BUSY = 0.85
"""A share of a processor core that leaves no room for more."""
KEPT_UP = 0.5
"""A share of readings on time below which this computer had too much else to do: then not even a thread that sleeps
most of the time is woken when it is due, and what connections or probes wait for may be this computer."""
STEADY = 0.8
"""A share of readings on time below which what a packet waited for may have been this computer: it takes fewer late
wake-ups to spoil a call than a rate."""
LOSSY = 0.001
"""A share of segments sent again that slows a connection down (Mathis et al., CCR 27(3), 1997)."""
QUEUE_SHARE, QUEUE_US = 1.25, 5_000
"""Up to so much more than the least round trip, no queue stands before the bottleneck: the line was not full."""
WINDOW_SHARE = 0.5
"""From this share of its time on, the other end's window counts as what held a connection up."""


class Held(Enum):
    """What set the number."""

    LINE = Text()
    """The line, as far as can be told."""
    COMPUTER = text("internet.load.held.computer", "limited by this computer's processor, not by the line")
    BUSY = text("internet.load.held.busy", "this computer was too busy to tell exactly")
    LOSS = text("internet.load.held.loss", "limited by lost packets, not by the line's capacity")
    SERVER = text("internet.load.held.server", "limited by the server, which took or gave no more")
    FLOWS = text("internet.load.held.flows", "more connections still helped: the line may be faster")


def held_by(course: Course, busy: float, flows: Sequence[TcpInfo]) -> Held:
    """What set the number.

    A connection that opens into a full queue takes the queue's delay for the line's. So the least round trip of any of
    them is held against: the first ones opened on the idle line.

    Args:
        course: What was seen.
        busy: The share of a core that the process used.
        flows: What the system knows of the connections that sent; those that received know nothing of it.
    """
    if course.kept_up < KEPT_UP:
        return Held.BUSY
    if busy > BUSY and course.ramp is not None:
        return Held.COMPUTER
    sent = sum(flow.segments for flow in flows)
    least_us = min((flow.least_rtt_us for flow in flows), default=0)
    idle = [flow for flow in flows if flow.rtt_us <= QUEUE_SHARE * least_us + QUEUE_US]
    if sent and len(idle) > len(flows) / 2 and sum(flow.resent for flow in flows) > LOSSY * sent:
        return Held.LOSS
    busy_us = sum(flow.busy_us for flow in flows)
    if busy_us and sum(flow.window_us for flow in flows) > WINDOW_SHARE * busy_us:
        return Held.SERVER
    return Held.FLOWS if course.growth.wanting else Held.LINE


def is_full(idle_ms: float, loaded_ms: float) -> bool:
    """Whether a queue stood before the bottleneck, by the round trips of the idle and of the loaded line."""
    return loaded_ms > QUEUE_SHARE * idle_ms + QUEUE_US / 1000


def held_receiving(flows: Sequence[TcpInfo], idle_ms: float, loaded_ms: float) -> Held:
    """What set a download's number, where that was not this computer: only its sender knows, but the line shows it.

    A full line has a queue before its bottleneck, or loses what does not fit. Where there was neither, nobody sent
    more; where there were losses without a queue, they slowed the connections down.

    Args:
        flows: What the system knows of the connections that received.
        idle_ms: Round trip of the idle line.
        loaded_ms: Round trip meanwhile.
    """
    if not flows or is_full(idle_ms, loaded_ms):
        return Held.LINE
    gaps = sum(flow.out_of_order for flow in flows)
    if not gaps:
        return Held.SERVER
    return Held.LOSS if gaps > LOSSY * sum(flow.segments_in for flow in flows) else Held.LINE
