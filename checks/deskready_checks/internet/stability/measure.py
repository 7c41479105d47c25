"""Measures how the line holds: finds somebody to probe, watches, and counts."""

import time
from collections.abc import Iterator
from dataclasses import replace

from deskready.plugin import Context, Gap, Measurement, Quantity, Text, Unavailable, Unit, message, text
from deskready_checks.internet.probe import connect
from deskready_checks.internet.probe.advice import (
    MEAN_DIFFERENCE,
    MEDIAN,
    PUBLIC_SERVERS,
    TOO_FEW,
    UDP_TO,
    YOUR_RESPONDER,
)
from deskready_checks.internet.probe.delay import percentile
from deskready_checks.internet.probe.figures import Figures, figures
from deskready_checks.internet.probe.plot import plot
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
_WITHOUT = message("internet.stability.without", "at least {least} without an answer, in {time}; {method}")
_WATCHING = message("internet.stability.watching", "Watching the line: {elapsed} of {whole}")
_ENDED = text("internet.stability.ended", "The check was ended before anything was watched.")
_BY_TCP = text("internet.stability.by-tcp", "TCP connections; not fit to judge a voice by")
_LET_RUN = text("internet.stability.let-run", "Let it run for a while.")
_NOTHING_BACK = text("internet.stability.nothing-back", "Not one packet came back while this was watched.")


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
        raise Unavailable(_ENDED, remedy=_LET_RUN)
    yield from _outages(watched, method)
    yield from _figures(figures(watched), method)


def _outages(trace: Trace, method: Text) -> Iterator[Measurement]:
    """How often nothing came back, and how long."""
    seconds = trace.probes[-1].sent - trace.probes[0].sent
    found = outages(trace)
    what = _WITHOUT(least=Quantity(LEAST_SECONDS, Unit.SECOND), time=_minutes(seconds), method=method)
    yield metrics.OUTAGES.measured(len(found), samples=trace.sent, method=what)
    yield metrics.LONGEST.measured(max((outage.seconds for outage in found), default=0.0), method=what)
    yield metrics.WATCHED.measured(seconds, method=method)


def _figures(line: Figures, method: Text) -> Iterator[Measurement | Gap]:
    """The other figures, as the latency check has them, over the whole time."""
    if line.loss:
        yield line.loss.measured(metrics.LOSS, method)
    if line.latency:
        middle = replace(line.latency, value=percentile(line.times, 50))  # one that was measured, as the other is
        yield middle.measured(metrics.LATENCY, MEDIAN(method=method))
        yield metrics.P99.measured(percentile(line.times, 99), samples=len(line.times), method=method)
    else:
        for metric in (metrics.LATENCY, metrics.P99):
            yield metric.unavailable(_NOTHING_BACK, remedy=CABLE)
    if line.jitter:
        yield line.jitter.measured(metrics.JITTER, MEAN_DIFFERENCE(method=method))
    else:
        yield metrics.JITTER.unavailable(TOO_FEW, remedy=CABLE)


def _watcher(context: Context, responder: str, target: str) -> tuple[Watcher, Text]:
    """What to watch with, and that in a few words.

    Raises:
        Unavailable: There is no way to a server, or none answers.
    """
    if target and not responder:
        (host,) = connect.hosts_of(target, "target")
        return TcpWatcher(*host), _BY_TCP
    found = survey(context, responder, _OWN_RATE)
    if found.silence:
        raise explain_silence(found.silence, found.detail, own=found.own)
    rate, size = (_OWN_RATE, VOICE) if found.own else (_PUBLIC_RATE, PLAIN)
    whom = YOUR_RESPONDER if found.own else PUBLIC_SERVERS(count=len(found.servers))
    try:
        return Prober(found.servers, rate, size), UDP_TO(whom=whom, rate=Quantity(rate))
    except OSError as error:
        raise explain_silence(Silence.BLOCKED, str(error), own=found.own) from error


def _watch(context: Context, watcher: Watcher, seconds: float) -> Trace:
    """Watches until the time is over or somebody asks to end, and plots meanwhile."""
    watcher.start()
    begun = time.monotonic()
    while (elapsed := time.monotonic() - begun) < seconds and not (context.concluded and watcher.sent >= _FEWEST):
        context.progress(min(elapsed / seconds, 1.0), _WATCHING(elapsed=_minutes(elapsed), whole=_minutes(seconds)))
        plot(context, watcher.fresh())
        time.sleep(_LOOK_SECONDS)
    trace = watcher.stop()
    plot(context, watcher.fresh())
    return trace


def _minutes(seconds: float) -> Quantity:
    """A time in whole seconds or, where it is long, whole minutes."""
    return Quantity(seconds / 60, "min", digits=0) if seconds >= 120 else Quantity(seconds, Unit.SECOND, digits=0)
