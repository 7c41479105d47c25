"""How long a packet takes to the internet and back, how evenly packets come, and how many get lost."""

import statistics
from collections.abc import Iterator, Mapping, Sequence

from deskready.plugin import (
    Better,
    Check,
    Context,
    Gap,
    Kind,
    Measurement,
    Metric,
    Option,
    Unavailable,
    Unit,
    Use,
    Value,
)
from deskready_checks.internet import _connect
from deskready_checks.internet._interval import median_interval
from deskready_checks.internet.probe import words
from deskready_checks.internet.probe.delay import Mean, jitter, nearest_path, percentile, rfc3550, variations
from deskready_checks.internet.probe.loss import burst_ratio, duplicates, of_the_line, reordered, wilson
from deskready_checks.internet.probe.stream import Stream, run_stream, seconds_limit
from deskready_checks.internet.probe.survey import Silence, Surveyed, survey

_CABLE = "Use a network cable in place of Wi-Fi, switch off any VPN, or ask your provider."
_NO_VOICE = "Only TCP got through, and its times are not fit to judge a voice by."
_NO_ANSWER = "Not one packet came back while this was measured."


class Latency(Check):
    """How long a packet takes to the internet and back, how evenly packets come, and how many get lost.

    All figures are of round trips. Probes go to a responder of one's own, or to two public servers; then the round
    trip is that of the nearer one, jitter is taken within each path, and a server that alone loses packets is left
    out (`of_the_line`). Where UDP does not get through, the round trip is the time to open a TCP connection.
    """

    id = "internet.latency"
    title = "Internet latency"
    why = (
        "In a call both sides talk at the same time where the sound arrives late, and words are missing where packets "
        "come unevenly or get lost."
    )
    uses = frozenset({Use.NETWORK})
    typical_seconds = 23.0
    limit_seconds = 70.0
    latency = Metric("internet.latency", "Round-trip latency", Unit.MILLISECOND, Better.LOWER)
    jitter = Metric("internet.jitter", "Jitter", Unit.MILLISECOND, Better.LOWER)
    loss = Metric("internet.loss", "Packet loss", Unit.PERCENT, Better.LOWER)
    udp = Metric("internet.udp", "UDP gets through", kind=Kind.FLAG)
    nat = Metric("internet.nat", "Address translation (NAT)", kind=Kind.TEXT)
    least = Metric("internet.latency.min", "Latency, the quickest packet", Unit.MILLISECOND)
    p95 = Metric("internet.latency.p95", "Latency that 95 % keep to", Unit.MILLISECOND)
    p99 = Metric("internet.latency.p99", "Latency that 99 % keep to", Unit.MILLISECOND)
    smoothed = Metric("internet.jitter.rfc3550", "Jitter as RFC 3550 smooths it", Unit.MILLISECOND)
    variation = Metric("internet.jitter.pdv", "Delay variation of 99 %", Unit.MILLISECOND)
    lag = Metric("internet.jitter.host", "This computer's own lag", Unit.MILLISECOND)
    burst = Metric("internet.loss.burst", "Burst ratio of the losses")
    reordering = Metric("internet.reordering", "Packets out of order", Unit.PERCENT)
    duplicates = Metric("internet.duplicates", "Packets that came twice", Unit.PERCENT)
    metrics = (
        *(latency, jitter, loss, udp, nat, least, p95, p99),
        *(smoothed, variation, lag, burst, reordering, duplicates),
    )
    remedies = {latency: _CABLE, jitter: _CABLE, loss: _CABLE, udp: words.ALLOW}
    options = (
        Option("responder", "", 'A `deskready responder` of your own as "host:port"; no other host is probed then.'),
        Option("seconds", 0, "How long to probe; 0 for 10 s to your own responder, 20 s to public servers.", 0, 600),
        Option("rate", 50, "Probes a second to your own responder; public servers get 10 at most.", 1, 100),
        Option("target", "", 'Host for TCP connections, as "host:port". Without `responder`, only it is contacted.'),
        Option("count", 10, "How many TCP connections to time where UDP is not used.", minimum=1, maximum=100),
    )

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Finds servers and probes them, or times TCP connections."""
        responder, target = str(context.options["responder"]), str(context.options["target"])
        if target and not responder:
            yield from self._by_tcp(context, _connect.hosts_of(target, "target"), "target")
            yield from self._gaps("The option `target` asks for TCP only.", "Empty it to probe over UDP.", self.udp)
            return
        surveyed = survey(context, responder, float(context.options["rate"]))
        if surveyed.silence:
            yield from self._without_udp(context, surveyed, surveyed.silence)
            return
        yield self.udp.measured(True, method="answers to STUN requests")
        if surveyed.nat:
            yield self.nat.measured(surveyed.nat, method="one socket, as the servers see it")
        else:
            yield self.nat.unavailable("Only servers at two addresses or more can tell.")
        seconds, rate = float(context.options["seconds"]), float(context.options["rate"])
        yield from self._figures(run_stream(context, surveyed, seconds, rate, "Probing the line"))

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """All probes, and all connections at their slowest."""
        slowest = _connect.CONNECT_SECONDS + _connect.PAUSE_SECONDS + 0.4
        return seconds_limit(options) + float(options["count"]) * slowest

    def _figures(self, stream: Stream) -> Iterator[Measurement | Gap]:
        """What a stream says."""
        trace, method = of_the_line(stream.trace), stream.method
        yield from self._round_trips(stream)
        yield _share(self.loss, trace.lost, trace.sent, method)
        if trace.lost:
            yield self.burst.measured(burst_ratio(trace.losses), samples=trace.sent, method="ITU-T G.107; 1 is random")
        else:
            yield self.burst.unavailable("No packet was lost.")
        back = trace.sent - trace.lost
        yield _share(self.reordering, reordered(trace), back, "RFC 4737")
        yield _share(self.duplicates, duplicates(trace), back, "replies that came again")

    def _round_trips(self, stream: Stream) -> Iterator[Measurement | Gap]:
        """Latency and jitter."""
        trace, method = of_the_line(stream.trace), stream.method
        times = sorted(trace.rtts(nearest_path(trace)))
        if not times:
            for metric in (self.latency, self.least, self.p95, self.p99):
                yield metric.unavailable(_NO_ANSWER, remedy=_CABLE)
        else:
            yield self._median(times, f"median; {method}")
            yield self.least.measured(times[0], samples=len(times), method=method)
            yield self.p95.measured(percentile(times, 95), samples=len(times), method=method)
            yield self.p99.measured(percentile(times, 99), samples=len(times), method=method)
        mean = jitter(trace)
        if not mean:
            for metric in (self.jitter, self.smoothed, self.variation):
                yield metric.unavailable("Too few packets came back to compare one with the next.", remedy=_CABLE)
        else:
            yield self._steadiness(mean, stream)
            smoothed = rfc3550(trace)
            highest = f"after the last packet; {smoothed.highest:.2f} ms at its highest"
            yield self.smoothed.measured(smoothed.last, samples=mean.samples, method=highest)
            spread = percentile(variations(trace), 99)
            yield self.variation.measured(spread, samples=len(trace.rtts()), method="99th percentile less the minimum")
        if stream.lag is not None:
            yield self.lag.measured(stream.lag, method="how late 99 % of a program's wake-ups are at most")

    def _median(self, times: Sequence[float], method: str) -> Measurement:
        low, high = median_interval(times)
        return self.latency.measured(statistics.median(times), low=low, high=high, samples=len(times), method=method)

    def _steadiness(self, mean: Mean, stream: Stream) -> Measurement:
        """The jitter; where this computer is unsteadier than that, the line's own may be anything down to 0."""
        method, low = f"mean difference of consecutive round trips; {stream.method}", max(mean.value - mean.half, 0.0)
        if stream.lag is not None and stream.lag > mean.value:
            method, low = f"host-limited: this computer lags up to {stream.lag:.1f} ms; {method}", 0.0
        return self.jitter.measured(
            mean.value, low=low, high=mean.value + mean.half, samples=mean.samples, method=method
        )

    def _without_udp(self, context: Context, surveyed: Surveyed, silence: Silence) -> Iterator[Measurement | Gap]:
        """The round trip by TCP; that UDP is blocked is only certain where TCP is not."""
        missing = words.explain_silence(silence, surveyed.detail, own=surveyed.own)
        context.log(f"{missing.reason} {surveyed.detail}")
        if surveyed.own and silence is not Silence.BLOCKED:
            raise missing
        target, responder = str(context.options["target"]), str(context.options["responder"])
        try:
            if target or not responder:
                hosts, option = _connect.hosts_of(target, "target"), "target" if target else ""
            else:
                hosts, option = _connect.hosts_beside(responder), "responder"
            yield from self._by_tcp(context, hosts, option)
        except Unavailable as failure:
            raise (missing if surveyed.own else failure) from failure
        if silence is Silence.BLOCKED:
            yield self.udp.measured(False, method="no answer to STUN requests, while TCP connections open")
            yield from self._gaps(f"{words.BLOCKED} {_NO_VOICE}", words.ALLOW)
        else:
            yield from self._gaps(f"{missing.reason} {_NO_VOICE}", missing.remedy, self.udp)

    def _by_tcp(self, context: Context, hosts: Sequence[tuple[str, int]], option: str) -> Iterator[Measurement]:
        times = sorted(_connect.connect_times(context, hosts, int(context.options["count"]), option))
        yield self._median(times, "median time to open a TCP connection; not fit to judge a voice by")

    def _gaps(self, reason: str, remedy: str, *more: Metric) -> Iterator[Gap]:
        """Everything but the round trip's median."""
        for metric in self.metrics:
            if metric not in (self.latency, self.udp) or metric in more:
                yield metric.unavailable(reason, remedy=remedy)


def _share(metric: Metric, hits: int, trials: int, method: str) -> Measurement | Gap:
    """A share in percent with its Wilson interval."""
    if not trials:
        return metric.unavailable(_NO_ANSWER, remedy=_CABLE)
    hits = min(hits, trials)
    low, high = wilson(hits, trials)
    return metric.measured(hits / trials * 100, low=low * 100, high=high * 100, samples=trials, method=method)
