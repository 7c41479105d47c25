"""Whether the hosts that work needs can be reached: a softphone's, a CRM's, whatever an employer lists."""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait

from deskready.plugin import Better, Check, Context, Gap, Kind, Measurement, Metric, Option, Privacy, Unit, Use, Value
from deskready_checks.internet.path import proxy
from deskready_checks.internet.path.endpoint import Endpoint, parse_endpoints
from deskready_checks.internet.path.finding import Failure, Finding
from deskready_checks.internet.path.reach import SLOWEST_SECONDS, try_endpoint

_AT_ONCE = 8
_LOOK_SECONDS = 0.1
_ASK = "Show the list of what failed to your IT support, or to whoever runs this network."
Result = tuple[int, Endpoint, Finding]
"""The endpoint's number in the list, from 1; the endpoint; what came of it."""


class Reachability(Check):
    """Whether the hosts that work needs can be reached: a softphone's, a CRM's, whatever an employer lists.

    Each endpoint is tried up to the point where both sides understand each other. Of an encrypted connection it is said
    who vouches for the host, and whether the world would trust them, too: where it would not, something that this
    computer was told to trust, such as a filter or security software, may read along, or the host is an internal one.
    Connections are made directly, not through a proxy.
    """

    id = "internet.reachability"
    title = "Hosts that work needs"
    why = "A fast line is no use where a firewall, a filter or a wrong setting keeps the softphone from its server."
    uses = frozenset({Use.NETWORK})
    default = False
    typical_seconds = 3.0
    limit_seconds = 60.0
    reachable = Metric("internet.reachable", "Hosts that can be reached", Unit.PERCENT, Better.HIGHER)
    failed = Metric("internet.reachable.failed", "What failed", kind=Kind.TEXT)
    named = Metric("internet.reachable.hosts", "Each host", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    intercepted = Metric("internet.tls.private", "Encryption vouched for by a private authority", kind=Kind.FLAG)
    issuers = Metric("internet.tls.issuers", "Who vouches for encrypted hosts", kind=Kind.TEXT)
    metrics = (reachable, failed, named, intercepted, issuers)
    remedies = {
        reachable: _ASK,
        failed: _ASK,
        intercepted: "Ask your employer whether that is theirs; else look into this computer's security software.",
    }
    options = (
        Option("endpoints", "", "Endpoints between blanks: tcp:host:port tls: udp: wss://host/path https://host/path."),
    )

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Tries all endpoints, several at once."""
        endpoints = parse_endpoints(str(context.options["endpoints"]))
        context.progress(0.0, "Trying the hosts")
        pool = ThreadPoolExecutor(_AT_ONCE)
        tried = [pool.submit(try_endpoint, endpoint) for endpoint in endpoints]
        _wait(context, tried)
        pool.shutdown(wait=False, cancel_futures=True)
        results = [
            (number, endpoint, _finding(future))
            for number, (endpoint, future) in enumerate(zip(endpoints, tried, strict=True), 1)
            if future.done() or not context.concluded
        ]
        for number, endpoint, finding in results:
            found = finding.failure.name if finding.failure else "ok"
            context.log(f"{number} {endpoint.name}: {found} {finding.detail}")
        yield from self._reached(results)
        yield from self._certificates(results)

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """All endpoints at their slowest, `_AT_ONCE` at once."""
        rounds = -(-len(str(options["endpoints"]).split()) // _AT_ONCE)
        return max(cls.limit_seconds, 15.0 + rounds * SLOWEST_SECONDS)

    def _reached(self, results: Sequence[Result]) -> Iterator[Measurement | Gap]:
        """How many, and why not the others; public texts name no host."""
        bad = [(number, endpoint, finding.failure) for number, endpoint, finding in results if finding.failure]
        if not results:
            for metric in (self.reachable, self.failed, self.named):
                yield metric.unavailable("The check was ended before a host was tried.", remedy="Measure again.")
            return
        share = (len(results) - len(bad)) / len(results) * 100
        around = ", around the proxy that this computer is set to use" if proxy.in_use() else ""
        yield self.reachable.measured(share, samples=len(results), method=f"direct connections{around}")
        yield self.failed.measured(_public(bad) or "nothing")
        said = (f"{endpoint.name} {found.failure.reason if found.failure else 'ok'}" for _, endpoint, found in results)
        yield self.named.measured("; ".join(said))

    def _certificates(self, results: Sequence[Result]) -> Iterator[Measurement | Gap]:
        """Who vouches."""
        seen = [finding.certificate for _, _, finding in results if finding.certificate]
        if not seen:
            for metric in (self.intercepted, self.issuers):
                yield metric.unavailable("No encrypted connection was made.")
            return
        private = sum(not certificate.public for certificate in seen)
        method = "this system's authorities beside the ones that Mozilla lists; it may be the host's own, or in between"
        yield self.intercepted.measured(private > 0, samples=len(seen), method=method)
        issuers = dict.fromkeys(f"{one.issuer}{'' if one.public else ' (private)'}" for one in seen)
        yield self.issuers.measured("; ".join(issuers))


def _wait(context: Context, tried: Sequence[Future[Finding]]) -> None:
    """Until all are tried, the time is nearly over, or somebody asks to end."""
    while time.monotonic() < context.deadline - 2:
        done, pending = wait(tried, _LOOK_SECONDS)
        context.progress(len(done) / len(tried), "Trying the hosts")
        if not pending or context.concluded:
            return


def _finding(future: Future[Finding]) -> Finding:
    """What came of it; what is not ended by now will not be."""
    if future.done() and not future.cancelled():
        return future.result()
    return Finding(Failure.TIMEOUT, "not ended in time")


def _public(bad: Sequence[tuple[int, Endpoint, Failure]]) -> str:
    """The failures without the hosts' names: by their numbers in the list, those alike together."""
    said = []
    for failure in dict.fromkeys(failure for _, _, failure in bad):
        alike = [f"{number} ({endpoint.kind})" for number, endpoint, one in bad if one is failure]
        said.append(f"host {', '.join(alike)}: {failure.reason}")
    remedy = f". {bad[0][2].remedy}" if len(said) == 1 else ""
    return "; ".join(said) + remedy
