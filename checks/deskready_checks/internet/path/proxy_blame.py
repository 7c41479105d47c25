"""Tells what is the proxy's fault from what is the server's behind it."""

import contextlib
import re
import socket
import ssl
from collections.abc import Iterator
from http.client import HTTPException
from urllib.error import URLError

from deskready_checks.internet.path.proxy import Problem, Proxy, ProxyError
from deskready_checks.internet.probe.route import has_route

_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
"""How `http.client` says that a proxy did not open a tunnel."""
_STATUS = {403: Problem.REFUSED, 407: Problem.LOGIN}
_STATUS |= dict.fromkeys((502, 503, 504), Problem.HELPLESS)
_GREETING = b"\x05\x01\x00"
"""SOCKS 5, one way to sign in: none (RFC 1928, 3)."""
_LOOK_SECONDS = 1.0


@contextlib.contextmanager
def connecting(proxy: Proxy | None) -> Iterator[None]:
    """Lets whatever goes wrong while a connection is made by way of a proxy name the proxy.

    Raises:
        ProxyError: In place of the error that it was.
    """
    try:
        yield
    except (OSError, HTTPException) as error:
        known = isinstance(error, (ProxyError, ssl.SSLError, URLError))  # behind the proxy, or told already
        problem = _problem(error, proxy) if proxy and not known else None
        if proxy is None or problem is None:
            raise
        raise ProxyError(problem, proxy.variable, str(error)) from error


@contextlib.contextmanager
def listening(proxy: Proxy | None) -> Iterator[None]:
    """Lets an answer that is no HTTP name the proxy that was to pass it on, where that one speaks SOCKS.

    Raises:
        ProxyError: In place of the error that it was.
    """
    try:
        yield
    except (ConnectionError, HTTPException) as error:
        if proxy is None or not _speaks_socks(proxy):
            raise
        raise ProxyError(Problem.SOCKS, proxy.variable, str(error)) from error


def problem_of(status: int) -> Problem | None:
    """What a status says about the proxy that passed it on, where it may be the proxy's own."""
    return _STATUS.get(status)


def _problem(error: OSError | HTTPException, proxy: Proxy) -> Problem | None:
    """What an error says about the proxy; None where this computer has no connection at all."""
    if told := _TUNNEL.match(str(error)):
        return _STATUS.get(int(told[1]), Problem.REFUSED)
    if isinstance(error, HTTPException) or (isinstance(error, ConnectionError) and not _is_refused(error)):
        return Problem.SOCKS if _speaks_socks(proxy) else Problem.NO_HTTP
    return Problem.ABSENT if _is_refused(error) or has_route() else None


def _is_refused(error: BaseException) -> bool:
    return isinstance(error, ConnectionRefusedError)


def _speaks_socks(proxy: Proxy) -> bool:
    """Whether it answers a greeting of SOCKS 5."""
    try:
        with socket.create_connection((proxy.host, proxy.port), _LOOK_SECONDS) as connection:
            connection.sendall(_GREETING)
            return connection.recv(2)[:1] == _GREETING[:1]
    except OSError:
        return False
