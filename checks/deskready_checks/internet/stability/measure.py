"""Measures what `stability` declares."""

import time
from collections.abc import Iterator
from typing import NamedTuple

from deskready.plugin import Context, Gap, Measurement, Unavailable, Unit
from deskready_checks.internet.probe import connect
from deskready_checks.internet.probe.delay import jitter, nearest_path, percentile
from deskready_checks.internet.probe.interval import median_interval
from deskready_checks.internet.probe.loss import of_the_line, wilson
from deskready_checks.internet.probe.prober import Prober
from deskready_checks.internet.probe.stun import PLAIN, VOICE
from deskready_checks.internet.probe.survey import Silence, survey
from deskready_checks.internet.probe.trace import Trace
from deskready_checks.internet.probe.words import explain_silence
from deskready_checks.internet.stability.check import CABLE, Stability
from deskready_checks.internet.stability.outage import LEAST_SECONDS, outages
from deskready_checks.internet.stability.watcher import TcpWatcher, Watcher

_PUBLIC_RATE = 4.0
"""Probes a second to public servers, together: an hour of more would be a burden to them."""
_OWN_RATE = 20.0
_LOOK_SECONDS = 0.25
_FEWEST = 2
"""Probes without which there is nothing to tell."""


class _Watched(NamedTuple):
    """What was watched."""

    trace: Trace
    method: str


def measure(check: Stability, context: Context) -> Iterator[Measurement | Gap]:
    """Finds servers, watches, and counts."""
    watcher, method = _watcher(context)
    watched = _watch(context, watcher, float(context.options["minutes"]) * 60)
    if watched.sent < _FEWEST:
        raise Unavailable("The check was ended before anything was watched.", remedy="Let it run for a while.")
    yield from _outages(check, watched, method)
    yield from _figures(check, _Watched(of_the_line(watched), method))


def _outages(check: Stability, trace: Trace, method: str) -> Iterator[Measurement]:
    """How often nothing came back, and how long."""
    seconds = trace.probes[-1].sent - trace.probes[0].sent
    found = outages(trace)
    what = f"at least {LEAST_SECONDS:g} s without an answer, in {_minutes(seconds)}; {method}"
    yield check.outages.measured(len(found), samples=trace.sent, method=what)
    yield check.longest.measured(max((outage.seconds for outage in found), default=0.0), method=what)
    yield check.watched.measured(seconds, method=method)


def _figures(check: Stability, watched: _Watched) -> Iterator[Measurement | Gap]:
    """The other figures, as the latency check has them, over the whole time."""
    trace, method = watched
    low, high = wilson(trace.lost, trace.sent)
    share = trace.lost / trace.sent * 100
    yield check.loss.measured(share, low=low * 100, high=high * 100, samples=trace.sent, method=method)
    times = sorted(trace.rtts(nearest_path(trace)))
    if times:
        low, high = median_interval(times)
        middle = percentile(times, 50)
        yield check.latency.measured(
            middle, low=min(low, middle), high=max(high, middle), samples=len(times), method=f"median; {method}"
        )
        yield check.p99.measured(percentile(times, 99), samples=len(times), method=method)
    else:
        for metric in (check.latency, check.p99):
            yield metric.unavailable("Not one packet came back while this was watched.", remedy=CABLE)
    mean = jitter(trace)
    if mean:
        yield check.jitter.measured(
            mean.value,
            low=max(mean.value - mean.half, 0.0),
            high=mean.value + mean.half,
            samples=mean.samples,
            method=f"mean difference of consecutive round trips; {method}",
        )
    else:
        yield check.jitter.unavailable("Too few packets came back to compare one with the next.", remedy=CABLE)


def _watcher(context: Context) -> tuple[Watcher, str]:
    """What to watch with, and that in a few words.

    Raises:
        Unavailable: There is no way to a server, or none answers.
    """
    responder, target = str(context.options["responder"]), str(context.options["target"])
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
