"""Measures latency, jitter and loss: by a stream of probes, or the round trip alone by TCP connections."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from deskready.plugin import (
    Cause,
    Context,
    Gap,
    Measurement,
    Metric,
    Quantity,
    Text,
    Unavailable,
    Unit,
    Words,
    message,
    sentences,
    text,
)
from deskready_checks.internet.latency import metrics
from deskready_checks.internet.latency.options import COUNT, PUBLIC_SECONDS, RATE, SECONDS
from deskready_checks.internet.probe import connect, words
from deskready_checks.internet.probe.advice import ALLOW, BLOCKED, CABLE, MEAN_DIFFERENCE, MEDIAN, TOO_FEW
from deskready_checks.internet.probe.causes import PORTAL
from deskready_checks.internet.probe.delay import percentile, rfc3550, variations
from deskready_checks.internet.probe.figures import Figure, Figures, figures, median, share
from deskready_checks.internet.probe.loss import burst_ratio, duplicates, reordered
from deskready_checks.internet.probe.nat import Nat
from deskready_checks.internet.probe.options import RESPONDER, TARGET
from deskready_checks.internet.probe.stream import Stream, run_stream
from deskready_checks.internet.probe.survey import Silence, Surveyed, survey

_NO_VOICE = text("internet.latency.no-voice", "Only TCP got through, and its times are not fit to judge a voice by.")
_NO_ANSWER = text("internet.latency.no-answer", "Not one packet came back while this was measured.")
_LESS_LEAST = text("internet.latency.less-least", "99th percentile less the minimum")
_AGAIN = text("internet.latency.again", "replies that came again")
_MEDIAN_BY_TCP = text(
    "internet.latency.median-by-tcp",
    "median time to open a TCP connection; not fit to judge a voice by",
)
_TCP_ONLY = text("internet.latency.tcp-only", "The option `target` asks for TCP only.")
_EMPTY_TARGET = text("internet.latency.empty-target", "Empty it to probe over UDP.")
_BY_STUN = text("internet.latency.by-stun", "answers to STUN requests")
_ONE_ADDRESS = text("internet.latency.one-address", "Only servers at two addresses or more can tell.")
_NAT = {
    Nat.NONE: text("internet.latency.nat-none", "none"),
    Nat.INDEPENDENT: text("internet.latency.nat-independent", "endpoint-independent"),
    Nat.DEPENDENT: text("internet.latency.nat-dependent", "address-dependent"),
}
_PROBING_LINE = text("internet.latency.probing-line", "Probing the line")
_NO_PACKET_LOST = text("internet.latency.no-packet-lost", "No packet was lost.")
_ONE_SOCKET = text("internet.latency.one-socket", "one socket, as the servers see it")
_BURST_IS = text("internet.latency.burst-is", "ITU-T G.107; 1 is random")
_HIGHEST = message("internet.latency.highest", "after the last packet; {highest} at its highest")
_HOST_LIMITED = message("internet.latency.host-limited", "host-limited: this computer lags up to {lag}; {method}")
_LAG_IS = text("internet.latency.lag-is", "how late 99 % of a program's wake-ups are at most")
_NOT_BY_STUN = text("internet.latency.not-by-stun", "no answer to STUN requests, while TCP connections open")


def measure(context: Context) -> Iterator[Measurement | Gap]:
    """Finds servers and probes them, or times TCP connections.

    Args:
        context: Of the run.

    Raises:
        Unavailable: Neither was possible.
    """
    responder, target = RESPONDER.of(context.options), TARGET.of(context.options)
    if target and not responder:
        yield from _by_tcp(context, connect.hosts_of(target, "target"), "target")
        yield from _gaps(_TCP_ONLY, _EMPTY_TARGET, metrics.UDP)
        return
    rate = RATE.of(context.options)
    surveyed = survey(context, responder, rate)
    if surveyed.silence:
        yield from _without_udp(context, surveyed, surveyed.silence)
        return
    yield metrics.UDP.measured(True, method=_BY_STUN)
    if surveyed.nat:
        yield metrics.NAT.measured(_NAT[surveyed.nat], method=_ONE_SOCKET)
    else:
        yield metrics.NAT.unavailable(_ONE_ADDRESS)
    seconds = SECONDS.of(context.options) or (0.0 if surveyed.own else PUBLIC_SECONDS)
    yield from _told(run_stream(context, surveyed, seconds, rate, _PROBING_LINE))


def _told(stream: Stream) -> Iterator[Measurement | Gap]:
    """What a stream says."""
    line = figures(stream.trace)
    yield from _round_trips(line, stream.method)
    yield from _steadiness(line, stream)
    trace = line.trace
    yield _share(metrics.LOSS, trace.lost, trace.sent, stream.method)
    if trace.lost:
        yield metrics.BURST.measured(burst_ratio(trace.losses), samples=trace.sent, method=_BURST_IS)
    else:
        yield metrics.BURST.unavailable(_NO_PACKET_LOST)
    back = trace.sent - trace.lost
    yield _share(metrics.REORDERING, reordered(trace), back, "RFC 4737")
    yield _share(metrics.DUPLICATES, duplicates(trace), back, _AGAIN)


def _round_trips(line: Figures, method: Text) -> Iterator[Measurement | Gap]:
    """The latency."""
    if line.latency is None:
        for metric in (metrics.LATENCY, metrics.LEAST, metrics.P95, metrics.P99):
            yield metric.unavailable(_NO_ANSWER, remedy=CABLE)
        return
    yield line.latency.measured(metrics.LATENCY, MEDIAN(method=method))
    yield metrics.LEAST.measured(line.times[0], samples=len(line.times), method=method)
    yield metrics.P95.measured(percentile(line.times, 95), samples=len(line.times), method=method)
    yield metrics.P99.measured(percentile(line.times, 99), samples=len(line.times), method=method)


def _steadiness(line: Figures, stream: Stream) -> Iterator[Measurement | Gap]:
    """The jitter, in all its kinds."""
    trace = line.trace
    if line.jitter is None:
        for metric in (metrics.JITTER, metrics.SMOOTHED, metrics.VARIATION):
            yield metric.unavailable(TOO_FEW, remedy=CABLE)
    else:
        yield _jitter(line.jitter, stream)
        smoothed = rfc3550(trace)
        highest = _HIGHEST(highest=Quantity(smoothed.highest, Unit.MILLISECOND, digits=2))
        yield metrics.SMOOTHED.measured(smoothed.last, samples=line.jitter.samples, method=highest)
        spread = variations(trace)
        yield metrics.VARIATION.measured(percentile(spread, 99), samples=len(spread), method=_LESS_LEAST)
    if stream.lag is not None:
        yield metrics.LAG.measured(stream.lag, method=_LAG_IS)


def _jitter(found: Figure, stream: Stream) -> Measurement:
    """The jitter; where this computer is unsteadier than that, the line's own may be anything down to 0.

    Where the kernel stamps what arrives, how late this program wakes up is no part of it.
    """
    method = MEAN_DIFFERENCE(method=stream.method)
    if not stream.stamped and stream.lag is not None and stream.lag > found.value:
        method = _HOST_LIMITED(lag=Quantity(stream.lag, Unit.MILLISECOND, digits=1), method=method)
        found = replace(found, low=0.0)
    return found.measured(metrics.JITTER, method)


def _without_udp(context: Context, surveyed: Surveyed, silence: Silence) -> Iterator[Measurement | Gap]:
    """The round trip by TCP; that UDP is blocked is only certain where TCP is not."""
    missing = words.explain_silence(silence, surveyed.detail, own=surveyed.own)
    context.log(f"{missing.reason.words} {surveyed.detail}")
    if surveyed.own and silence is not Silence.BLOCKED:
        raise missing
    responder, target = RESPONDER.of(context.options), TARGET.of(context.options)
    try:
        if target or not responder:
            hosts, option = connect.hosts_of(target, "target"), "target" if target else ""
        else:
            hosts, option = connect.hosts_beside(responder), "responder"
        yield from _by_tcp(context, hosts, option)
    except Unavailable as failure:
        raise (missing if surveyed.own or missing.cause is PORTAL else failure) from failure
    if silence is Silence.BLOCKED:
        reason, remedy = (missing.reason, missing.remedy) if missing.cause else (BLOCKED, ALLOW)
        yield metrics.UDP.measured(False, method=_NOT_BY_STUN, cause=missing.cause)
        yield from _gaps(sentences(reason, _NO_VOICE), remedy, cause=missing.cause)
    else:
        yield from _gaps(sentences(missing.reason, _NO_VOICE), missing.remedy, metrics.UDP, cause=missing.cause)


def _by_tcp(context: Context, hosts: Sequence[tuple[str, int]], option: str) -> Iterator[Measurement]:
    times = sorted(connect.connect_times(context, hosts, COUNT.of(context.options), option))
    yield median(times).measured(metrics.LATENCY, _MEDIAN_BY_TCP)


def _gaps(reason: Words, remedy: Words, *more: Metric, cause: Cause | None = None) -> Iterator[Gap]:
    """Everything but the round trip's median."""
    for metric in metrics.EVERY:
        if metric not in (metrics.LATENCY, metrics.UDP) or metric in more:
            yield metric.unavailable(reason, remedy=remedy, cause=cause)


def _share(metric: Metric, hits: int, trials: int, method: Words) -> Measurement | Gap:
    if not trials:
        return metric.unavailable(_NO_ANSWER, remedy=CABLE)
    return share(min(hits, trials), trials).measured(metric, method)
