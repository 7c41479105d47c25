"""Streams as a check runs them."""

import time

import pytest

from deskready.core.audit.event import Progress, Sample
from deskready.core.words.text import Text
from deskready.plugin import Unavailable
from deskready.testing.context import RecordingContext
from deskready_checks.internet.probe import prober
from deskready_checks.internet.probe import stream as module
from deskready_checks.internet.probe.stream import run_stream, seconds_limit
from deskready_checks.internet.probe.stun import PLAIN, VOICE, Address
from deskready_checks.internet.probe.survey import Surveyed
from helpers.stun_server import StunServer


def surveyed(*servers: StunServer, own: bool = True) -> Surveyed:
    return Surveyed(tuple(Address(server.host, server.port) for server in servers), own, None, None)


def test_every_round_trip_is_a_point_of_the_live_series() -> None:
    context = RecordingContext()
    with StunServer() as server:
        stream = run_stream(context, surveyed(server), 0.5, 100, Text("Probing"))
        assert {len(request) for request in server.requests} == {VOICE}
    points = [event for event in context.events if isinstance(event, Sample)]
    assert sorted(point.v for point in points) == pytest.approx(sorted(stream.trace.rtts()))
    assert {(point.series, point.unit) for point in points} == {("latency", "ms")}
    assert stream.trace.sent >= 20
    assert stream.lag is not None
    told = [event for event in context.events if isinstance(event, Progress)]
    assert [event.fraction for event in told] == sorted(event.fraction for event in told)
    assert {event.text.words for event in told} == {"Probing"}


def test_public_servers_get_ten_plain_probes_a_second_whatever_is_asked_for() -> None:
    context = RecordingContext()
    with StunServer() as one, StunServer() as other:
        stream = run_stream(context, surveyed(one, other, own=False), 1.0, 100, Text("Probing"))
        assert 2 <= len(one.requests) + len(other.requests) <= 11
        assert {len(request) for request in one.requests + other.requests} == {PLAIN}
    assert stream.trace.paths == (0, 1)
    assert "2 public STUN servers, 10/s of 20 B" in stream.method.words


def test_ending_early_keeps_what_there_is() -> None:
    context = RecordingContext()
    context.concluded = True
    begun = time.monotonic()
    with StunServer() as server:
        stream = run_stream(context, surveyed(server), 600, 100, Text("Probing"))
    assert stream.trace.sent >= 2
    assert stream.trace.lost == 0
    assert time.monotonic() - begun < 10


def test_probes_that_this_computer_could_not_time_are_no_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prober, "LATE_SECONDS", 0.0)
    with StunServer() as server, pytest.raises(Unavailable, match=r"too busy to tell") as missing:
        run_stream(RecordingContext(), surveyed(server), 0.3, 100, Text("Probing"))
    assert missing.value.remedy.words.startswith("Close other programs")


def test_the_way_there_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(module, "Prober", unreachable)
    with StunServer() as server, pytest.raises(Unavailable) as caught:
        run_stream(RecordingContext(), surveyed(server), 1, 100, Text("Probing"))
    assert "unreachable" in caught.value.detail


@pytest.mark.parametrize(
    ("responder", "seconds", "stream"),
    [("", 0, 20), ("a:1", 0, 10), ("a:1", 60, 60)],
)
def test_the_limit_follows_the_options(responder: str, seconds: float, stream: float) -> None:
    assert seconds_limit(seconds, responder) == 25 + stream
