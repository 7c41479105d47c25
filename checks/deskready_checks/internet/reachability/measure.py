"""Measures which endpoints can be reached, and who vouches for them."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait

from deskready.plugin import Context, Gap, Measurement
from deskready_checks.internet.path import proxy
from deskready_checks.internet.reachability import metrics
from deskready_checks.internet.reachability.endpoint import Endpoint, parse_endpoints
from deskready_checks.internet.reachability.finding import Failure, Finding
from deskready_checks.internet.reachability.reach import AT_ONCE, try_endpoint

_LOOK_SECONDS = 0.1
Result = tuple[int, Endpoint, Finding]
"""The endpoint's number in the list, from 1; the endpoint; what came of it."""


def measure(context: Context, listed: str) -> Iterator[Measurement | Gap]:
    """Tries all endpoints, several at once.

    Args:
        context: Of the run.
        listed: The endpoints between blanks.

    Raises:
        Unavailable: It is no list of endpoints.
    """
    endpoints = parse_endpoints(listed)
    context.progress(0.0, "Trying the hosts")
    pool = ThreadPoolExecutor(AT_ONCE)
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
    yield from _reached(results)
    yield from _certificates(results)


def _reached(results: Sequence[Result]) -> Iterator[Measurement | Gap]:
    """How many, and why not the others; public texts name no host."""
    bad = [(number, endpoint, finding.failure) for number, endpoint, finding in results if finding.failure]
    if not results:
        for metric in (metrics.REACHABLE, metrics.FAILED, metrics.NAMED):
            yield metric.unavailable("The check was ended before a host was tried.", remedy="Measure again.")
        return
    share = (len(results) - len(bad)) / len(results) * 100
    around = ", around the proxy that this computer is set to use" if proxy.in_use() else ""
    yield metrics.REACHABLE.measured(share, samples=len(results), method=f"direct connections{around}")
    yield metrics.FAILED.measured(_public(bad) or "nothing")
    said = (f"{endpoint.name} {found.failure.reason if found.failure else 'ok'}" for _, endpoint, found in results)
    yield metrics.NAMED.measured("; ".join(said))


def _certificates(results: Sequence[Result]) -> Iterator[Measurement | Gap]:
    """Who vouches."""
    seen = [finding.certificate for _, _, finding in results if finding.certificate]
    if not seen:
        for metric in (metrics.INTERCEPTED, metrics.ISSUERS):
            yield metric.unavailable("No encrypted connection was made.")
        return
    private = sum(not certificate.public for certificate in seen)
    method = "this system's authorities beside the ones that Mozilla lists; it may be the host's own, or in between"
    yield metrics.INTERCEPTED.measured(private > 0, samples=len(seen), method=method)
    issuers = dict.fromkeys(f"{one.issuer}{'' if one.public else ' (private)'}" for one in seen)
    yield metrics.ISSUERS.measured("; ".join(issuers))


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
