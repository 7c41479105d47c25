"""A stream of probes as a check runs it: with progress, a live series, and an early end where that is asked for."""

import time
from typing import NamedTuple

from deskready.plugin import Context, Quantity, Text, Unit, message, text
from deskready_checks.busy import too_busy
from deskready_checks.internet.probe.advice import PUBLIC_SERVERS, YOUR_RESPONDER
from deskready_checks.internet.probe.lag import LagMeter
from deskready_checks.internet.probe.plot import plot
from deskready_checks.internet.probe.prober import GRACE_SECONDS, Prober
from deskready_checks.internet.probe.stun import PLAIN, VOICE
from deskready_checks.internet.probe.survey import PUBLIC_RATE, Silence, Surveyed
from deskready_checks.internet.probe.trace import Trace
from deskready_checks.internet.probe.words import explain_silence

OWN_SECONDS, PUBLIC_SECONDS = 10.0, 20.0
"""How long a stream is where nobody chose: 500 and 200 probes."""
KEPT_SHARE = 0.5
"""The least share of the probes that has to be evidence, for what is left to speak for all."""
_LOOK_SECONDS = 0.05
_AROUND_SECONDS = 25.0
"""What looking up names, the first probes and the last answers take besides."""
_HOW = message("internet.probe.stream", "UDP to {whom}, {rate}/s of {size}, {clock}")
_KERNEL_STAMPS = text("internet.probe.kernel-stamps", "kernel receive stamps")
_OWN_STAMPS = text("internet.probe.own-stamps", "stamps of this program")


class Stream(NamedTuple):
    """A finished stream."""

    trace: Trace
    lag: float | None
    """The 99th percentile of this computer's scheduler lag meanwhile, in ms."""
    stamped: bool
    """Whether the kernel stamped the arrivals."""
    method: Text
    """How it was measured, in a few words."""


def run_stream(context: Context, surveyed: Surveyed, seconds: float, rate: float, saying: Text) -> Stream:
    """Probes the servers that a survey found.

    Args:
        context: Gets a series "latency" with each round trip in ms.
        surveyed: Holds at least one server.
        seconds: How long, or 0 for the usual time.
        rate: Probes a second to a responder of one's own; public servers get `PUBLIC_RATE`.
        saying: What to say meanwhile.

    Raises:
        Unavailable: The way to the servers is gone, or this computer could not send when it was to.
    """
    own = surveyed.own
    seconds = seconds or (OWN_SECONDS if own else PUBLIC_SECONDS)
    rate, size = (rate, VOICE) if own else (min(rate, PUBLIC_RATE), PLAIN)
    try:
        prober, lag = Prober(surveyed.servers, rate, size), LagMeter()
    except OSError as error:
        raise explain_silence(Silence.BLOCKED, str(error), own=own) from error
    lag.start()
    prober.start()
    begun, fewest = time.monotonic(), 2 * len(surveyed.servers)
    while (elapsed := time.monotonic() - begun) < seconds and not (context.concluded and prober.sent >= fewest):
        context.progress(min(0.1 + 0.9 * elapsed / seconds, 1.0), saying)
        plot(context, prober.fresh())
        time.sleep(_LOOK_SECONDS)
    trace = prober.stop(GRACE_SECONDS)
    plot(context, prober.fresh())
    if trace.sent < KEPT_SHARE * prober.sent:
        raise too_busy(f"{trace.sent} of {prober.sent} probes")  # no words: for the log
    whom = YOUR_RESPONDER if own else PUBLIC_SERVERS(count=len(surveyed.servers))
    clock = _KERNEL_STAMPS if prober.stamped else _OWN_STAMPS
    method = _HOW(whom=whom, rate=Quantity(rate), size=Quantity(size, Unit.BYTE), clock=clock)
    return Stream(trace, lag.stop(), prober.stamped, method)


def seconds_limit(seconds: float, responder: str) -> float:
    """How long a survey and a stream may take.

    Args:
        seconds: How long a stream, or 0 for the usual time.
        responder: One's own, or "".
    """
    return _AROUND_SECONDS + (seconds or (OWN_SECONDS if responder else PUBLIC_SECONDS))
