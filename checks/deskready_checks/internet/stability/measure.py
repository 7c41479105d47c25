"""Measures how the line holds: finds somebody to probe, watches, and counts."""

import time
from collections.abc import Iterator
from dataclasses import replace

from deskready.plugin import Context, Gap, Measurement, Unavailable, Unit
from deskready_checks.internet.probe import connect
from deskready_checks.internet.probe.delay import percentile
from deskready_checks.internet.probe.figures import Figures, figures
from deskready_checks.internet.probe.prober import Prober
from deskready_checks.internet.probe.stun import PLAIN, VOICE
from deskready_checks.internet.probe.survey import Silence, survey
from deskready_checks.internet.probe.trace import Trace
from deskready_checks.internet.probe.words import explain_silence
from deskready_checks.internet.stability import metrics
from deskready_checks.internet.stability.metrics import CABLE
from deskready_checks.internet.stability.outage import LEAST_SECONDS, outages
from deskready_checks.internet.stability.watcher import TcpWatcher, Watcher

_PUBLIC_RATE = 4.0
"""Probes a second to public servers, together: an hour of more would be a burden to them."""
_OWN_RATE = 20.0
_LOOK_SECONDS = 0.25
_FEWEST = 2
"""Probes without which there is nothing to tell."""


def measure(context: Context, seconds: float, responder: str, target: str) -> Iterator[Measurement | Gap]:
    """Finds servers, watches, and counts.

    Args:
        context: Of the run.
        seconds: How long to watch.
        responder: One's own, as "host:port", or "".
        target: The host to connect to where there is none, as "host:port", or "" to probe public servers.

    Raises:
        Unavailable: There is nobody to probe, or it was ended before anything was.
    """
    watcher, method = _watcher(context, responder, target)
    watched = _watch(context, watcher, seconds)
    if watched.sent < _FEWEST:
        raise Unavailable("The check was ended before anything was watched.", remedy="Let it run for a while.")
    yield from _outages(watched, method)
    yield from _figures(figures(watched), method)


def _outages(trace: Trace, method: str) -> Iterator[Measurement]:
    """How often nothing came back, and how long."""
    seconds = trace.probes[-1].sent - trace.probes[0].sent
    found = outages(trace)
    what = f"at least {LEAST_SECONDS:g} s without an answer, in {_minutes(seconds)}; {method}"
    yield metrics.OUTAGES.measured(len(found), samples=trace.sent, method=what)
    yield metrics.LONGEST.measured(max((outage.seconds for outage in found), default=0.0), method=what)
    yield metrics.WATCHED.measured(seconds, method=method)


def _figures(line: Figures, method: str) -> Iterator[Measurement | Gap]:
    """The other figures, as the latency check has them, over the whole time."""
    if line.loss:
        yield line.loss.measured(metrics.LOSS, method)
    if line.latency:
        middle = replace(line.latency, value=percentile(line.times, 50))  # one that was measured, as the other is
        yield middle.measured(metrics.LATENCY, f"median; {method}")
        yield metrics.P99.measured(percentile(line.times, 99), samples=len(line.times), method=method)
    else:
        for metric in (metrics.LATENCY, metrics.P99):
            yield metric.unavailable("Not one packet came back while this was watched.", remedy=CABLE)
    if line.jitter:
        yield line.jitter.measured(metrics.JITTER, f"mean difference of consecutive round trips; {method}")
    else:
        yield metrics.JITTER.unavailable("Too few packets came back to compare one with the next.", remedy=CABLE)


def _watcher(context: Context, responder: str, target: str) -> tuple[Watcher, str]:
    """What to watch with, and that in a few words.

    Raises:
        Unavailable: There is no way to a server, or none answers.
    """
    if target and not responder:
        (host,) = connect.hosts_of(target, "target")
        return TcpWatcher(*host), "TCP connections; not fit to judge a voice by"
    found = survey(context, responder, _OWN_RATE)
    if found.silence:
        raise explain_silence(found.silence, found.detail, own=found.own)
    rate, size = (_OWN_RATE, VOICE) if found.own else (_PUBLIC_RATE, PLAIN)
    whom = "your responder" if found.own else f"{len(found.servers)} public STUN servers"
    try:
        return Prober(found.servers, rate, size), f"UDP to {whom}, {rate:g}/s"
    except OSError as error:
        raise explain_silence(Silence.BLOCKED, str(error), own=found.own) from error


def _watch(context: Context, watcher: Watcher, seconds: float) -> Trace:
    """Watches until the time is over or somebody asks to end, and plots meanwhile."""
    watcher.start()
    begun = time.monotonic()
    while (elapsed := time.monotonic() - begun) < seconds and not (context.concluded and watcher.sent >= _FEWEST):
        context.progress(min(elapsed / seconds, 1.0), f"Watching the line: {_minutes(elapsed)} of {_minutes(seconds)}")
        _plot(context, watcher)
        time.sleep(_LOOK_SECONDS)
    trace = watcher.stop()
    _plot(context, watcher)
    return trace


def _plot(context: Context, watcher: Watcher) -> None:
    for rtt in watcher.fresh():
        context.sample("latency", rtt, Unit.MILLISECOND)


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"
