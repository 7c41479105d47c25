"""Measures which endpoints can be reached, and who vouches for them."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait

from deskready.plugin import Context, Gap, Measurement, Name, Privacy, Text, message, row, text
from deskready_checks.internet.path import proxy
from deskready_checks.internet.path.proxy_words import where_set
from deskready_checks.internet.probe.advice import also
from deskready_checks.internet.reachability import metrics
from deskready_checks.internet.reachability.endpoint import Endpoint, parse_endpoints
from deskready_checks.internet.reachability.finding import Failure, Finding
from deskready_checks.internet.reachability.reach import AT_ONCE, try_endpoint

_LOOK_SECONDS = 0.1
Result = tuple[int, Endpoint, Finding]
"""The endpoint's number in the list, from 1; the endpoint; what came of it."""
_AUTHORITIES = text(
    "internet.reachability.authorities",
    "this system's authorities beside the ones that Mozilla lists; it may be the host's own, or in between",
)
_TRYING_HOSTS = text("internet.reachability.trying-hosts", "Trying the hosts")
_DIRECT = text("internet.reachability.direct", "direct connections")
_AROUND = text(
    "internet.reachability.around-proxy", "direct connections, around the proxy that this computer is set to use"
)
_UNREADABLE_PROXY = message(
    "internet.reachability.unreadable-proxy",
    "direct connections; {where} is no proxy's address and no list of hosts that need none, so correct it",
)
_NOTHING = text("internet.reachability.nothing", "nothing")
_OK = text("internet.reachability.ok", "ok")
_EACH = message("internet.reachability.each", "{host} {found}")
_ONE = message("internet.reachability.one", "{number} ({kind})")
_ALIKE = message("internet.reachability.alike", "host {numbers}: {reason}")
_ALL_ALIKE = message("internet.reachability.all-alike", "{failures}. {remedy}")
_UNNAMED = text("internet.reachability.unnamed", "unnamed")
_PRIVATE = message("internet.reachability.private", "{issuer} (private)")
_ENDED = text("internet.reachability.ended", "The check was ended before a host was tried.")
_NOT_ENCRYPTED = text("internet.reachability.not-encrypted", "No encrypted connection was made.")
_MEASURE_AGAIN = text("internet.reachability.measure-again", "Measure again.")


def measure(context: Context, listed: str) -> Iterator[Measurement | Gap]:
    """Tries all endpoints, several at once.

    Args:
        context: Of the run.
        listed: The endpoints between blanks.

    Raises:
        Unavailable: It is no list of endpoints.
    """
    endpoints = parse_endpoints(listed)
    context.progress(0.0, _TRYING_HOSTS)
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
            yield metric.unavailable(_ENDED, remedy=_MEASURE_AGAIN)
        return
    share = (len(results) - len(bad)) / len(results) * 100
    yield metrics.REACHABLE.measured(share, samples=len(results), method=_way())
    yield metrics.FAILED.measured(_public(bad) if bad else _NOTHING)
    said = ((endpoint, found.failure.reason if found.failure else _OK) for _, endpoint, found in results)
    yield metrics.NAMED.measured(also(*(_EACH(host=Name(endpoint.name), found=found) for endpoint, found in said)))


def _way() -> Text:
    """How the hosts were tried: never by way of the proxy, which is told where one is set."""
    try:
        return _AROUND if proxy.in_use() else _DIRECT
    except proxy.ProxyError as error:
        return _UNREADABLE_PROXY(where=where_set(error.variable))


def _certificates(results: Sequence[Result]) -> Iterator[Measurement | Gap]:
    """Who vouches."""
    seen = [finding.certificate for _, _, finding in results if finding.certificate]
    if not seen:
        for metric in (metrics.INTERCEPTED, metrics.ISSUERS):
            yield metric.unavailable(_NOT_ENCRYPTED)
        return
    private = sum(not certificate.public for certificate in seen)
    yield metrics.INTERCEPTED.measured(private > 0, samples=len(seen), method=_AUTHORITIES)
    issuers = dict.fromkeys((one.issuer, one.public) for one in seen)
    yield metrics.ISSUERS.measured(also(*(_issuer(*issuer) for issuer in issuers)))


def _wait(context: Context, tried: Sequence[Future[Finding]]) -> None:
    """Until all are tried, the time is nearly over, or somebody asks to end."""
    while time.monotonic() < context.deadline - 2:
        done, pending = wait(tried, _LOOK_SECONDS)
        context.progress(len(done) / len(tried), _TRYING_HOSTS)
        if not pending or context.concluded:
            return


def _finding(future: Future[Finding]) -> Finding:
    """What came of it; what is not ended by now will not be."""
    if future.done() and not future.cancelled():
        return future.result()
    return Finding(Failure.TIMEOUT, "not ended in time")


def _issuer(name: str, public: bool) -> Text:
    issuer = row(Name(name, Privacy.PUBLIC)) if name else _UNNAMED
    return issuer if public else _PRIVATE(issuer=issuer)


def _public(bad: Sequence[tuple[int, Endpoint, Failure]]) -> Text:
    """The failures without the hosts' names: by their numbers in the list, those alike together."""
    said = []
    for failure in dict.fromkeys(failure for _, _, failure in bad):
        alike = [(number, endpoint.kind) for number, endpoint, one in bad if one is failure]
        numbers = row(*(_ONE(number=number, kind=Name(kind, Privacy.PUBLIC)) for number, kind in alike))
        said.append(_ALIKE(numbers=numbers, reason=failure.reason))
    return _ALL_ALIKE(failures=said[0], remedy=bad[0][2].remedy) if len(said) == 1 else also(*said)
