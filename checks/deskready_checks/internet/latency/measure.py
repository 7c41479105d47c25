"""Measures what the latency check declares."""

import statistics
from collections.abc import Iterator, Sequence

from deskready.plugin import Context, Gap, Measurement, Metric, Unavailable
from deskready_checks.internet.latency.check import PUBLIC_SECONDS, Latency
from deskready_checks.internet.probe import connect, words
from deskready_checks.internet.probe.advice import ALLOW, CABLE
from deskready_checks.internet.probe.delay import Mean, jitter, nearest_path, percentile, rfc3550, variations
from deskready_checks.internet.probe.interval import median_interval
from deskready_checks.internet.probe.loss import burst_ratio, duplicates, of_the_line, reordered, wilson
from deskready_checks.internet.probe.stream import Stream, run_stream
from deskready_checks.internet.probe.survey import Silence, Surveyed, survey

_NO_VOICE = "Only TCP got through, and its times are not fit to judge a voice by."
_NO_ANSWER = "Not one packet came back while this was measured."


def measure(check: Latency, context: Context) -> Iterator[Measurement | Gap]:
    """Finds servers and probes them, or times TCP connections.

    Args:
        check: Declares the metrics.
        context: Of the run.

    Raises:
        Unavailable: Neither was possible.
    """
    responder, target = str(context.options["responder"]), str(context.options["target"])
    if target and not responder:
        yield from _by_tcp(check, context, connect.hosts_of(target, "target"), "target")
        yield from _gaps(check, "The option `target` asks for TCP only.", "Empty it to probe over UDP.", check.udp)
        return
    surveyed = survey(context, responder, float(context.options["rate"]))
    if surveyed.silence:
        yield from _without_udp(check, context, surveyed, surveyed.silence)
        return
    yield check.udp.measured(True, method="answers to STUN requests")
    if surveyed.nat:
        yield check.nat.measured(surveyed.nat, method="one socket, as the servers see it")
    else:
        yield check.nat.unavailable("Only servers at two addresses or more can tell.")
    seconds, rate = float(context.options["seconds"]), float(context.options["rate"])
    seconds = seconds or (0.0 if surveyed.own else PUBLIC_SECONDS)
    yield from _figures(check, run_stream(context, surveyed, seconds, rate, "Probing the line"))


def _figures(check: Latency, stream: Stream) -> Iterator[Measurement | Gap]:
    """What a stream says."""
    trace, method = of_the_line(stream.trace), stream.method
    yield from _round_trips(check, stream)
    yield _share(check.loss, trace.lost, trace.sent, method)
    if trace.lost:
        yield check.burst.measured(burst_ratio(trace.losses), samples=trace.sent, method="ITU-T G.107; 1 is random")
    else:
        yield check.burst.unavailable("No packet was lost.")
    back = trace.sent - trace.lost
    yield _share(check.reordering, reordered(trace), back, "RFC 4737")
    yield _share(check.duplicates, duplicates(trace), back, "replies that came again")


def _round_trips(check: Latency, stream: Stream) -> Iterator[Measurement | Gap]:
    """Latency and jitter."""
    trace, method = of_the_line(stream.trace), stream.method
    times = sorted(trace.rtts(nearest_path(trace)))
    if not times:
        for metric in (check.latency, check.least, check.p95, check.p99):
            yield metric.unavailable(_NO_ANSWER, remedy=CABLE)
    else:
        yield _median(check, times, f"median; {method}")
        yield check.least.measured(times[0], samples=len(times), method=method)
        yield check.p95.measured(percentile(times, 95), samples=len(times), method=method)
        yield check.p99.measured(percentile(times, 99), samples=len(times), method=method)
    mean = jitter(trace)
    if not mean:
        for metric in (check.jitter, check.smoothed, check.variation):
            yield metric.unavailable("Too few packets came back to compare one with the next.", remedy=CABLE)
    else:
        yield _steadiness(check, mean, stream)
        smoothed = rfc3550(trace)
        highest = f"after the last packet; {smoothed.highest:.2f} ms at its highest"
        yield check.smoothed.measured(smoothed.last, samples=mean.samples, method=highest)
        spread = percentile(variations(trace), 99)
        yield check.variation.measured(spread, samples=len(trace.rtts()), method="99th percentile less the minimum")
    if stream.lag is not None:
        yield check.lag.measured(stream.lag, method="how late 99 % of a program's wake-ups are at most")


def _median(check: Latency, times: Sequence[float], method: str) -> Measurement:
    low, high = median_interval(times)
    return check.latency.measured(statistics.median(times), low=low, high=high, samples=len(times), method=method)


def _steadiness(check: Latency, mean: Mean, stream: Stream) -> Measurement:
    """The jitter; where this computer is unsteadier than that, the line's own may be anything down to 0.

    Where the kernel stamps what arrives, how late this program wakes up is no part of it.
    """
    method, low = f"mean difference of consecutive round trips; {stream.method}", max(mean.value - mean.half, 0.0)
    if not stream.stamped and stream.lag is not None and stream.lag > mean.value:
        method, low = f"host-limited: this computer lags up to {stream.lag:.1f} ms; {method}", 0.0
    return check.jitter.measured(mean.value, low=low, high=mean.value + mean.half, samples=mean.samples, method=method)


def _without_udp(check: Latency, context: Context, surveyed: Surveyed, silence: Silence) -> Iterator[Measurement | Gap]:
    """The round trip by TCP; that UDP is blocked is only certain where TCP is not."""
    missing = words.explain_silence(silence, surveyed.detail, own=surveyed.own)
    context.log(f"{missing.reason} {surveyed.detail}")
    if surveyed.own and silence is not Silence.BLOCKED:
        raise missing
    target, responder = str(context.options["target"]), str(context.options["responder"])
    try:
        if target or not responder:
            hosts, option = connect.hosts_of(target, "target"), "target" if target else ""
        else:
            hosts, option = connect.hosts_beside(responder), "responder"
        yield from _by_tcp(check, context, hosts, option)
    except Unavailable as failure:
        raise (missing if surveyed.own else failure) from failure
    if silence is Silence.BLOCKED:
        yield check.udp.measured(False, method="no answer to STUN requests, while TCP connections open")
        yield from _gaps(check, f"{words.BLOCKED} {_NO_VOICE}", ALLOW)
    else:
        yield from _gaps(check, f"{missing.reason} {_NO_VOICE}", missing.remedy, check.udp)


def _by_tcp(check: Latency, context: Context, hosts: Sequence[tuple[str, int]], option: str) -> Iterator[Measurement]:
    times = sorted(connect.connect_times(context, hosts, int(context.options["count"]), option))
    yield _median(check, times, "median time to open a TCP connection; not fit to judge a voice by")


def _gaps(check: Latency, reason: str, remedy: str, *more: Metric) -> Iterator[Gap]:
    """Everything but the round trip's median."""
    for metric in check.metrics:
        if metric not in (check.latency, check.udp) or metric in more:
            yield metric.unavailable(reason, remedy=remedy)


def _share(metric: Metric, hits: int, trials: int, method: str) -> Measurement | Gap:
    """A share in percent with its Wilson interval."""
    if not trials:
        return metric.unavailable(_NO_ANSWER, remedy=CABLE)
    hits = min(hits, trials)
    low, high = wilson(hits, trials)
    return metric.measured(hits / trials * 100, low=low * 100, high=high * 100, samples=trials, method=method)
