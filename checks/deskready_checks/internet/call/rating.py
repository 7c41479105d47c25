"""The quality of a call over a line that was probed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from deskready_checks.internet.call.codec import G711, Codec
from deskready_checks.internet.call.emodel import rating
from deskready_checks.internet.call.playout import DEVICE_MS, Playout, replay
from deskready_checks.internet.probe.figures import Figure
from deskready_checks.internet.probe.trace import Trace


class Call(NamedTuple):
    """What a call would have been."""

    playout: Playout
    """What its de-jitter buffer made of the trace."""
    rating: Figure
    """R, with G.711 and packet-loss concealment; its interval follows from how few packets the share of missing ones
    rests on."""


def rate(playout: Playout, codec: Codec = G711, more_delay_ms: float = 0.0) -> Figure:
    """R of what a buffer made of a trace.

    Args:
        playout: From `replay`.
        codec: What the call would have spoken.
        more_delay_ms: Delay besides, such as a wireless headset's.
    """
    delay, (least, most) = playout.delay_ms + more_delay_ms, playout.missing_interval
    low, r, high = (rating(delay, loss, playout.burst, codec) for loss in (most, playout.missing_percent, least))
    return Figure(r, low, high, playout.sent)


def call(trace: Trace, device_ms: float = DEVICE_MS) -> Call | None:
    """The call that a trace would have been, or None where nothing came back."""
    playout = replay(trace, device_ms)
    return Call(playout, rate(playout)) if playout else None


def worst(traces: Sequence[Trace], device_ms: float = DEVICE_MS) -> Call | None:
    """The worst of the calls that traces would have been: the one that counts.

    Any of them may be the worst as far as their intervals tell; so this one's ends are the lowest of all.

    Returns:
        None where over one of them nothing came back: no call is possible.
    """
    calls = [call(trace, device_ms) for trace in traces]
    possible = [made for made in calls if made]
    if len(possible) < len(calls) or not possible:
        return None
    lowest = min(possible, key=lambda made: made.rating.value)
    low, high = min(made.rating.low for made in possible), min(made.rating.high for made in possible)
    return Call(lowest.playout, replace(lowest.rating, low=low, high=high))
