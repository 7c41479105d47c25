"""How densely a full line is probed, and what that takes of it."""

from deskready_checks.internet.load.estimate import FRAME_BYTES

OWN_RATE, LEAST_RATE = 40.0, 10.0
"""Probes a second to a responder of one's own, and on a slow line."""
SHARE = 0.005
"""A share of the line's rate that probes may take; the least rate takes more below 1.4 Mbit/s."""
_PROBE_MBIT = 86 * 8e-6
"""Of a probe on an Ethernet."""
_PAYLOAD = 1_448 / FRAME_BYTES
"""What TCP carries of a frame: what a byte of other frames takes from it."""


def suited(most: float, mbit: float) -> float:
    """Probes a second that a line of a rate bears; few where the rate is not known, and 0.

    Args:
        most: More are never sent.
        mbit: The line's rate in Mbit/s.
    """
    return min(most, max(SHARE * mbit / _PROBE_MBIT, LEAST_RATE))


def taken_mbit(frames: int, seconds: float) -> float:
    """Mbit/s that other frames took from TCP.

    Args:
        frames: Their bytes.
        seconds: Within how long; 0 for not at all.
    """
    return frames * 8e-6 * _PAYLOAD / seconds if seconds > 0 else 0.0


def frame_ms(mbit: float) -> float:
    """How long a full frame takes on a line of a rate in Mbit/s; 0 where that is not known, and 0."""
    return FRAME_BYTES * 8e-3 / mbit if mbit > 0 else 0.0
