import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready_checks.internet.probe import stun as probe
from deskready_responder.server import Responder
from deskready_responder.udp import ECHO_ANSWER, ECHO_REQUEST, LARGEST, reply_to

from .conftest import Start


def asker(responder: Responder) -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.settimeout(5)
    sock.connect(("127.0.0.1", responder.udp_port))
    return sock


@given(st.binary(max_size=1500) | st.binary(max_size=1600).map(lambda data: ECHO_REQUEST + data))
def test_no_answer_is_larger_or_is_answered_again(datagram: bytes) -> None:
    reply = reply_to(datagram, "192.0.2.1", 7)
    if reply is not None:
        assert len(reply) <= len(datagram)
        assert reply_to(reply, "192.0.2.1", 7) is None


def test_an_echo_comes_back_whole(responder: Responder) -> None:
    with asker(responder) as sock:
        for size in (0, 1, 160, LARGEST - len(ECHO_REQUEST)):
            content = bytes(n % 251 for n in range(size))
            sock.send(ECHO_REQUEST + content)
            assert sock.recv(2000) == ECHO_ANSWER + content


def test_what_is_neither_gets_no_answer(responder: Responder) -> None:
    with asker(responder) as sock:
        for datagram in (b"", b"x", b"deskread", ECHO_ANSWER + b"x", bytes(1400), ECHO_REQUEST + bytes(LARGEST)):
            sock.send(datagram)
        sock.send(ECHO_REQUEST + b"last")
        assert sock.recv(2000) == ECHO_ANSWER + b"last"


def test_the_probe_of_our_own_checks_is_answered(responder: Responder) -> None:
    with asker(responder) as sock:
        request = probe.binding_request(bytes(12), probe.VOICE)
        sock.send(request)
        found = probe.parse_answer(sock.recv(2000))
        assert found is not None
        assert found.mapped == sock.getsockname()


def test_each_source_has_a_limit(start: Start) -> None:
    limited = start(datagrams_per_client=5)
    with asker(limited) as sock:
        for n in range(50):
            sock.send(ECHO_REQUEST + bytes((n,)))
        got = [sock.recv(100)[-1] for _ in range(5)]
        assert got == [0, 1, 2, 3, 4]
        sock.settimeout(0.1)
        with pytest.raises(TimeoutError):
            sock.recv(100)
        time.sleep(0.25)  # what is granted again: five a second
        sock.settimeout(5)
        sock.send(ECHO_REQUEST + b"again")
        assert sock.recv(100).endswith(b"again")


def test_all_sources_together_have_a_limit(start: Start) -> None:
    limited = start(datagrams=3)
    with asker(limited) as sock:
        for _ in range(50):
            sock.send(ECHO_REQUEST)
        for _ in range(3):
            sock.recv(100)
        sock.settimeout(0.1)
        with pytest.raises(TimeoutError):
            sock.recv(100)
