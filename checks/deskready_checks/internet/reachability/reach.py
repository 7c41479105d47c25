"""Tries one endpoint as the software that needs it would, up to the point where the two sides understand each other."""

import os
import socket
import time

from deskready_checks.internet.probe.servers import look_up
from deskready_checks.internet.probe.stun import PADDED, PLAIN, TRANSACTION, Address, binding_request, parse_answer
from deskready_checks.internet.reachability.endpoint import Endpoint, Kind
from deskready_checks.internet.reachability.finding import Certificate, Failure, Finding, Stopped
from deskready_checks.internet.reachability.http import fetch_status, open_websocket
from deskready_checks.internet.reachability.tls import is_publicly_trusted, secure

STEP_SECONDS = 4.0
"""How long one step may take: connecting, encrypting, an answer."""
UDP_TRIES = 4
"""Requests at most: bare ones, which all servers know, and in turn as long as their answer, as some want them."""
UDP_SECONDS = 0.6
"""How long one datagram's answer may take."""
SLOWEST_SECONDS = 30.0
"""How long all steps together may take."""
AT_ONCE = 8
"""Endpoints that are tried at the same time."""


def try_endpoint(endpoint: Endpoint) -> Finding:
    """What came of it."""
    found = look_up([(endpoint.host, endpoint.port)])
    addresses = [*found.ipv4, *found.ipv6]
    if not addresses:
        return Finding(Failure.NAME, found.error)
    finding = Finding(Failure.NO_ROUTE)
    for address in addresses:
        finding = _try_address(endpoint, address)
        if finding.failure not in (Failure.NO_ROUTE, Failure.TIMEOUT):
            break
    return finding


def _try_address(endpoint: Endpoint, address: Address) -> Finding:
    try:
        if endpoint.kind is Kind.UDP:
            _exchange(address)
            return Finding(None)
        return _connect(endpoint, address)
    except Stopped as stopped:
        return Finding(stopped.failure, stopped.detail)
    except TimeoutError as error:
        return Finding(Failure.TIMEOUT, str(error))
    except ConnectionRefusedError as error:
        return Finding(Failure.REFUSED, str(error))
    except ConnectionError as error:
        return Finding(Failure.RESET, str(error))
    except OSError as error:  # no route, no network, not permitted
        return Finding(Failure.NO_ROUTE, str(error))


def _connect(endpoint: Endpoint, address: Address) -> Finding:
    begun = time.perf_counter()
    with socket.create_connection(address, STEP_SECONDS) as plain:
        ms = (time.perf_counter() - begun) * 1000
        if endpoint.kind is Kind.TCP:
            return Finding(None, ms=ms)
        encrypted, issuer = secure(plain, endpoint.host)
        with encrypted:
            certificate = _certificate(endpoint, address, issuer)
            if endpoint.kind is Kind.HTTPS:
                return Finding(None, f"HTTP {fetch_status(encrypted, endpoint)}", certificate, ms)
            if endpoint.kind is Kind.WSS:
                open_websocket(encrypted, endpoint)
            return Finding(None, certificate=certificate, ms=ms)


def _certificate(endpoint: Endpoint, address: Address, issuer: str) -> Certificate | None:
    """Who vouches, or None where the second connection that it takes to tell cannot be made."""
    try:
        return Certificate(issuer, is_publicly_trusted(address, endpoint.host, STEP_SECONDS))
    except OSError:
        return None


def _exchange(address: Address) -> None:
    """Sends STUN requests until one is answered.

    Raises:
        Stopped: None is.
        OSError: There is no way.
    """
    with socket.socket(socket.AF_INET6 if ":" in address.host else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.settimeout(UDP_SECONDS)
        probe.connect(address)
        for number in range(UDP_TRIES):
            transaction = os.urandom(TRANSACTION)
            try:
                probe.send(binding_request(transaction, PADDED if number % 2 else PLAIN))
                answer = parse_answer(probe.recv(2048))
            except TimeoutError:
                continue
            if answer and answer.transaction == transaction:
                return
    raise Stopped(Failure.UDP_SILENT, f"{UDP_TRIES} requests")
