"""Finds out what is behind an error of the network."""

import http.client
import socket
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from email.message import Message
from typing import IO

from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.path import proxy
from deskready_checks.internet.path.proxy import Problem, ProxyError
from deskready_checks.internet.path.trust import BundleError
from deskready_checks.internet.probe.names import Names, look_at_names
from deskready_checks.internet.probe.route import has_route

PROBE_URL = "http://www.speedtest.net/"
"""An address of the speed test service that redirects to itself, encrypted. A login page can only answer in clear."""
PROBE_SECONDS = 5.0
_CODES = {401: Fault.BLOCKED, 403: Fault.BLOCKED, 407: Fault.PROXY, 429: Fault.LIMITED, 451: Fault.BLOCKED}
_CODES |= {511: Fault.PORTAL}  # RFC 6585, 6: Network Authentication Required
_PROXY = {
    Problem.UNREADABLE: Fault.PROXY_SETTING,
    Problem.SOCKS: Fault.PROXY_SOCKS,
    Problem.ABSENT: Fault.PROXY_ABSENT,
    Problem.NO_HTTP: Fault.PROXY_NO_HTTP,
    Problem.LOGIN: Fault.PROXY,
    Problem.REFUSED: Fault.PROXY_REFUSED,
    Problem.HELPLESS: Fault.PROXY_HELPLESS,
}
_NOBODY_VOUCHES = {18, 19, 20, 21}
"""X509_V_ERR_... of openssl/x509_vfy.h: self-signed, a chain that ends in nobody who is trusted, or in nobody."""


class Diverted(urllib.error.URLError):
    """Raised in place of following a redirect or reading a page that is not what was asked for.

    Attributes:
        fault: What that means.
    """

    def __init__(self, fault: Fault, detail: str) -> None:
        super().__init__(detail)
        self.fault = fault


def diagnose(error: BaseException) -> Fault:
    """The cause behind an error, by the first in its chain that tells."""
    return next((fault for link in _chain(error) if (fault := _cause(link)) is not None), Fault.GARBAGE)


def variable_of(error: BaseException) -> str:
    """The environment variable that is behind an error, or ""."""
    found = (link.variable for link in _chain(error) if isinstance(link, (ProxyError, BundleError)))
    return next(found, "")


def fault_of(status: int) -> Fault:
    """What an answer with a status that is no success means."""
    return _CODES.get(status, Fault.BROKEN)


def is_portal() -> bool:
    """Whether something else answers for the speed test service where nothing is encrypted: a network's login page."""
    if look_at_names() is Names.MADE_UP:
        return True
    try:
        through = urllib.request.ProxyHandler(proxy.addresses(PROBE_URL))
        opener = urllib.request.build_opener(through, _NoRedirect)
        with opener.open(PROBE_URL, timeout=PROBE_SECONDS) as answer:
            return answer.status == http.client.OK and is_page(answer)
    except urllib.error.HTTPError as error:
        elsewhere = not is_service(host_of(urllib.parse.urljoin(PROBE_URL, error.headers.get("location", ""))))
        return error.code == http.client.NETWORK_AUTHENTICATION_REQUIRED or (300 <= error.code < 400 and elsewhere)
    except (OSError, http.client.HTTPException):
        return False


def is_page(answer: http.client.HTTPResponse) -> bool:
    """Whether an answer is a web page. Leaves it unread."""
    head = answer.peek(512).lstrip().lower()
    return answer.headers.get_content_type() == "text/html" or head.startswith((b"<!doctype html", b"<html"))


def host_of(url: str) -> str:
    """The host that a URL names, in lower case."""
    return urllib.parse.urlsplit(url).hostname or ""


def is_service(host: str) -> bool:
    """Whether a host belongs to the speed test service."""
    return f".{host}".endswith((".speedtest.net", ".ookla.com"))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and the ones it wraps or came from."""
    while error is not None:
        yield error
        wrapped = [getattr(error, "reason", None), *error.args[:1], error.__cause__, error.__context__]
        error = next((inner for inner in wrapped if isinstance(inner, BaseException)), None)


def _cause(error: BaseException) -> Fault | None:
    """What one error means; None where another one of its chain may know better."""
    if isinstance(error, Diverted):
        return error.fault
    if isinstance(error, ProxyError):
        return _PROXY[error.problem]
    if isinstance(error, BundleError):
        return Fault.BUNDLE
    if isinstance(error, urllib.error.HTTPError):
        return fault_of(error.code)
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, BaseException):
        return None
    if isinstance(error, http.client.HTTPException) and not isinstance(error, OSError):
        return Fault.GARBAGE
    return _system_cause(error) if isinstance(error, OSError) else None


def _system_cause(error: OSError) -> Fault:
    """What an error of the operating system means."""
    if isinstance(error, ssl.SSLCertVerificationError) and getattr(error, "verify_code", 0) in _NOBODY_VOUCHES:
        return Fault.UNTRUSTED
    if isinstance(error, ssl.SSLError):
        return Fault.CERTIFICATE
    if isinstance(error, socket.gaierror):
        return Fault.NAMES if has_route() else Fault.OFFLINE
    if isinstance(error, TimeoutError):
        return Fault.TIMEOUT
    if isinstance(error, ConnectionError):  # somebody refused or reset it: the way there is open
        return Fault.UNREACHABLE
    return Fault.UNREACHABLE if has_route() else Fault.OFFLINE


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Lets a redirect be an error that can be looked at."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Follows nothing."""
