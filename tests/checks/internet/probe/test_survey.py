"""First probes, to servers on loopback."""

import socket
import time

import pytest

from deskready.plugin import Unavailable
from deskready.testing.context import RecordingContext
from deskready_checks.internet.probe import survey as module
from deskready_checks.internet.probe.nat import Nat
from deskready_checks.internet.probe.stun import PLAIN, VOICE
from deskready_checks.internet.probe.survey import PUBLIC_RATE, Silence, find_servers, survey
from helpers.box import Box, Line
from helpers.stun_server import StunServer

RATE = 50.0


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE_SECONDS", 0.3)
    monkeypatch.setattr(module, "PUBLIC", ())


def public(monkeypatch: pytest.MonkeyPatch, *servers: StunServer | Box, rate: float = 100) -> None:
    """Has these servers stand in for the public ones."""
    monkeypatch.setattr(module, "PUBLIC", tuple((server.host, server.port) for server in servers))
    monkeypatch.setattr(module, "PUBLIC_RATE", rate)


def silent(answer: bytes, number: int) -> list[bytes]:
    return []


def test_a_responder_of_ones_own_is_asked_alone_with_voice_packets() -> None:
    with StunServer() as server:
        found = survey(RecordingContext(), server.name, RATE)
        assert [(found.own, found.nat, found.silence), *found.servers] == [
            (True, Nat.NONE, None),
            (server.host, server.port),
        ]
        assert {len(request) for request in server.requests} == {VOICE}


def test_the_two_nearest_public_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    with StunServer() as server, StunServer(silent) as dead:
        place = (server.host, server.port)
        with Box(place, Line(80)) as far, Box(place, Line(5)) as near, Box(place, Line(40)) as middle:
            public(monkeypatch, far, dead, near, middle)
            found = survey(RecordingContext(), "", RATE)
            assert [address.port for address in found.servers] == [near.port, middle.port]
            assert not found.own
            assert {len(request) for request in dead.requests} == {PLAIN}
            assert len(dead.requests) == 3


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("203.0.113.9", 4711), ("203.0.113.9", 4711), Nat.INDEPENDENT),
        (("203.0.113.9", 4711), ("203.0.113.9", 4712), Nat.DEPENDENT),
        (None, None, Nat.NONE),
    ],
)
def test_address_translation(
    monkeypatch: pytest.MonkeyPatch, first: tuple[str, int] | None, second: tuple[str, int] | None, kind: Nat
) -> None:
    with StunServer(seen=first) as one, StunServer(seen=second) as other:
        public(monkeypatch, one, other)
        assert survey(RecordingContext(), "", RATE).nat is kind


def test_public_servers_together_get_ten_probes_a_second() -> None:
    assert PUBLIC_RATE == 10


def test_public_servers_get_their_probes_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    with StunServer() as one, StunServer() as other:
        public(monkeypatch, one, other, rate=40)
        begun = time.monotonic()
        survey(RecordingContext(), "", 1000)
        asked = len(one.requests), len(other.requests)
        assert max(asked) - min(asked) <= 1
        assert 10 <= sum(asked) <= 12, "who waits for the tenth may wake after the next"
        assert time.monotonic() - begun >= 9 / 40


def test_udp_that_does_not_get_through(monkeypatch: pytest.MonkeyPatch) -> None:
    with StunServer(silent) as one, StunServer(silent) as other:
        assert survey(RecordingContext(), one.name, RATE).silence is Silence.BLOCKED
        public(monkeypatch, one, other)
        assert survey(RecordingContext(), "", RATE).silence is Silence.BLOCKED
        public(monkeypatch, one)
        assert survey(RecordingContext(), "", RATE).silence is Silence.TOO_FEW


def test_nobody_listens_there() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closed:
        closed.bind(("127.0.0.1", 0))
        name = "{}:{}".format(*closed.getsockname())
    assert survey(RecordingContext(), name, RATE).silence is Silence.REFUSED


def test_who_is_refused_does_not_wait_for_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE_SECONDS", 20)
    begun = time.monotonic()
    test_nobody_listens_there()
    assert time.monotonic() - begun < 10


def test_without_a_context() -> None:
    with StunServer() as server:
        assert find_servers(server.name, RATE, lambda: True).servers == ((server.host, server.port),)
        assert len(server.requests) < 5


def test_names_that_cannot_be_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    found = survey(RecordingContext(), "nowhere.invalid:3478", RATE)
    assert (found.silence, found.servers) == (Silence.NAMES, ())
    assert "gaierror" in found.detail


def test_no_way_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(module, "Prober", unreachable)
    assert survey(RecordingContext(), "192.0.2.1:9", RATE).silence is Silence.BLOCKED


def test_a_family_without_answers_gives_way_to_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        six = StunServer(host="::1")
    except OSError:
        pytest.skip("this machine has no IPv6")
    with six, StunServer(silent) as four:
        public(monkeypatch, four, six)
        found = survey(RecordingContext(), "", RATE)
        assert [address.host for address in found.servers] == ["::1"]


def test_ending_early_still_asks_everybody_once(monkeypatch: pytest.MonkeyPatch) -> None:
    context = RecordingContext()
    context.concluded = True
    with StunServer() as one, StunServer() as other:
        public(monkeypatch, one, other, rate=20)
        assert len(survey(context, "", RATE).servers) == 2
        assert len(one.requests) < 5


def test_a_responder_that_is_none() -> None:
    with pytest.raises(Unavailable):
        survey(RecordingContext(), "nonsense", RATE)
