"""Streams of probes over real sockets."""

import os
import socket
import time
from collections.abc import Callable

import pytest

from deskready_checks.internet.probe import prober as module
from deskready_checks.internet.probe.loss import duplicates, reordered
from deskready_checks.internet.probe.prober import Prober
from deskready_checks.internet.probe.stamp import Arrival
from deskready_checks.internet.probe.stun import VOICE, Address
from deskready_checks.internet.probe.trace import Trace
from helpers.box import Box, Line
from helpers.stun_server import Replies, StunServer

PATIENCE_SECONDS = 20.0


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.005)


def probe(servers: list[StunServer] | list[Box], count: int, rate: float = 200, grace: float = 1.0) -> Trace:
    """The trace of so many probes."""
    prober = Prober([Address(server.host, server.port) for server in servers], rate)
    prober.start()
    wait_for(lambda: prober.sent >= count)
    return prober.stop(grace)


def test_every_probe_comes_back_and_is_timed() -> None:
    with StunServer() as server, Box((server.host, server.port), Line(15), Line(5)) as box:
        trace = probe([box], 40)
        assert trace.sent >= 40
        assert trace.lost == 0
        assert all(20 <= rtt < 500 for rtt in trace.rtts())
        assert len(set(server.requests)) == trace.sent


def test_probes_are_as_large_and_as_frequent_as_asked_for() -> None:
    with StunServer() as server:
        prober = Prober([Address(server.host, server.port)], 100, VOICE)
        prober.start()
        wait_for(lambda: prober.sent >= 50)
        trace = prober.stop()
        assert {len(request) for request in server.requests} == {172}
    times = [probe.sent for probe in trace.probes]
    assert (times[-1] - times[0]) / (len(times) - 1) >= 0.0099  # late on a busy machine, but never too often


def test_servers_take_turns_and_each_says_where_it_saw_us() -> None:
    with StunServer() as near, StunServer(seen=("203.0.113.9", 4711)) as far:
        prober = Prober([Address(server.host, server.port) for server in (near, far)], 200)
        prober.start()
        wait_for(lambda: prober.sent >= 10)
        trace = prober.stop()
        assert [probe.path for probe in trace.probes[:4]] == [0, 1, 0, 1]
        assert prober.mapped == {0: prober.local, 1: Address("203.0.113.9", 4711)}
        assert prober.local.host == "127.0.0.1"
        assert abs(len(near.requests) - len(far.requests)) <= 1


def test_ipv6() -> None:
    try:
        server = StunServer(host="::1")
    except OSError:
        pytest.skip("this machine has no IPv6")
    with server:
        prober = Prober([Address("::1", server.port)], 200)
        prober.start()
        wait_for(lambda: prober.sent >= 5)
        assert prober.stop().lost == 0
        assert prober.mapped == {0: prober.local}


def _every_third_lost(answer: bytes, number: int) -> list[bytes]:
    return [] if number % 3 == 2 else [answer]


def _every_fourth_twice_more(answer: bytes, number: int) -> list[bytes]:
    return [answer] * (3 if number % 4 == 0 else 1)


class _Swapped:
    """Holds back each even answer until the next was sent."""

    def __init__(self) -> None:
        self.held = b""

    def __call__(self, answer: bytes, number: int) -> list[bytes]:
        if number % 2 == 0:
            self.held = answer
            return []
        return [answer, self.held]


def _beside_nonsense(answer: bytes, number: int) -> list[bytes]:
    stranger = answer[:8] + os.urandom(12) + answer[20:]
    return [b"", os.urandom(40), answer[:-1], stranger, answer]


@pytest.mark.parametrize(
    ("replies", "count", "lost", "twice", "late"),
    [
        (_every_third_lost, 30, 10, 0, 0),
        (_every_fourth_twice_more, 40, 0, 20, 0),
        (_Swapped(), 40, 0, 0, 20),
        (_beside_nonsense, 20, 0, 0, 0),
    ],
    ids=["lost", "duplicated", "reordered", "nonsense"],
)
def test_servers_that_misbehave(replies: Replies, count: int, lost: int, twice: int, late: int) -> None:
    with StunServer(replies) as server:
        trace = probe([server], count, grace=0.3)
        wanted = Trace(trace.probes[:count])
        assert (wanted.lost, duplicates(wanted), reordered(wanted)) == (lost, twice, late)


def test_a_flood_without_end_does_not_keep_probes_from_being_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "receive", lambda sock, stamped: Arrival(bytes(20), time.perf_counter(), False))
    with StunServer() as server:  # its first answer stays unread, so that the socket always has something
        prober = Prober([Address(server.host, server.port)], 200)
        prober.start()
        wait_for(lambda: prober.sent >= 10)
        assert prober.stop(grace=0.1).lost >= 10


def test_a_line_that_is_cut_half_way() -> None:
    with StunServer() as server, Box((server.host, server.port)) as box:
        prober = Prober([Address(box.host, box.port)], 200)
        prober.start()
        wait_for(lambda: len(prober.trace().rtts()) >= 40)
        box.up.line.cut = True
        cut = prober.sent
        wait_for(lambda: prober.sent >= cut + 40)
        trace = prober.stop(grace=0.2)
    assert 40 <= trace.sent - trace.lost <= cut + 2
    assert all(trace.losses[cut + 2 :])


def test_nobody_listens_there() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closed:
        closed.bind(("127.0.0.1", 0))
        address = Address(*closed.getsockname())
    prober = Prober([address], 200)
    prober.start()
    wait_for(lambda: prober.sent >= 6)
    trace = prober.stop(grace=0.1)
    assert trace.lost == trace.sent
    assert prober.refused > 0


def test_what_is_under_way_is_waited_for_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    with StunServer() as server, Box((server.host, server.port), Line(150)) as box:
        assert probe([box], 10, grace=5).lost == 0
        begun = time.monotonic()
        assert probe([box], 10, grace=5).lost == 0
        assert time.monotonic() - begun < 4
        assert probe([box], 10, grace=0.05).lost > 0


def test_what_comes_back_is_told_once_and_meanwhile() -> None:
    with StunServer() as server:
        prober = Prober([Address(server.host, server.port)], 200)
        prober.start()
        seen: list[float] = []
        while len(seen) < 20:
            seen += prober.fresh()
        trace = prober.stop()
        seen += prober.fresh()
        assert prober.fresh() == []
    assert sorted(seen) == pytest.approx(sorted(trace.rtts()))


def test_what_is_under_way_is_noted_after_the_last_was_sent() -> None:
    with StunServer() as server, Box((server.host, server.port), Line(150)) as box:
        prober = Prober([Address(box.host, box.port)], 200)
        prober.start()
        wait_for(lambda: prober.sent >= 10)
        prober.finish(5)
        sent = prober.sent
        wait_for(lambda: len(prober.trace().rtts()) >= sent)
        assert prober.stop().sent <= sent + 1  # one may have been on its way out


def test_stopping_twice_or_before_the_start() -> None:
    with StunServer() as server:
        idle = Prober([Address(server.host, server.port)], 200)
        assert idle.stop() == Trace(())
        prober = Prober([Address(server.host, server.port)], 200)
        prober.start()
        wait_for(lambda: prober.sent >= 3)
        assert prober.stop() == prober.stop()


def test_a_computer_that_slept_does_not_make_up_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    slept = [0.0]
    with StunServer() as server:
        real = time.perf_counter
        monkeypatch.setattr(time, "perf_counter", lambda: real() + slept[0])
        prober = Prober([Address(server.host, server.port)], 20)
        prober.start()
        wait_for(lambda: prober.sent >= 2)
        slept[0] = 60.0
        time.sleep(0.3)
        trace = prober.stop(0.2)
    assert trace.sent < 15
