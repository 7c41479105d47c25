"""The UDP port: STUN and an echo. No answer is larger than what it answers, and no answer is itself answered."""

import contextlib
import selectors
import socket
from collections.abc import Sequence

from deskready_responder import stun
from deskready_responder.address import client_key, parse
from deskready_responder.bucket import Buckets
from deskready_responder.visit import Shared

ECHO_REQUEST, ECHO_ANSWER = b"deskready?", b"deskready!"
"""What a datagram begins with to be echoed, and what its echo begins with in its place: two servers whose addresses
somebody forges must not answer each other for ever."""
LARGEST = 1_472
"""Bytes of the largest datagram that fits an Ethernet frame; a larger one gets no answer."""
_LOOK_SECONDS = 0.2


def reply_to(datagram: bytes, host: str, port: int) -> bytes | None:
    """The answer to a datagram from that address; None where it gets none."""
    if len(datagram) > LARGEST:
        return None
    if datagram.startswith(ECHO_REQUEST):
        return ECHO_ANSWER + datagram[len(ECHO_REQUEST) :]
    return stun.answer(datagram, host, port)


def serve(socks: Sequence[socket.socket], shared: Shared) -> None:
    """Answers datagrams until the server stops; to be run in a thread.

    Args:
        socks: The bound sockets.
        shared: Limits, log, and when to stop.
    """
    allowed = Buckets(shared.limits.datagrams_per_client, shared.limits.datagrams)
    with selectors.DefaultSelector() as ready:
        for sock in socks:
            sock.setblocking(False)
            ready.register(sock, selectors.EVENT_READ, sock)
        while not shared.stop.is_set():
            for key, _ in ready.select(_LOOK_SECONDS):
                with contextlib.suppress(OSError):  # also what the system tells of earlier answers that nobody took
                    _answer(key.data, allowed, shared)


def _answer(sock: socket.socket, allowed: Buckets, shared: Shared) -> None:
    """Takes one datagram, and answers it."""
    datagram, (host, port, *rest) = sock.recvfrom(LARGEST + 1)
    source = str(parse(host))
    reply = reply_to(datagram, source, port)
    if reply is not None and allowed.grant(client_key(source)):
        sock.sendto(reply, (host, port, *rest))
        shared.diary.count(source, "UDP echo and STUN")
