"""Latency over real connections on loopback."""

import socket
from collections.abc import Iterator

import pytest

from deskready.core.check_info import Origin, describe
from deskready.core.event import Progress, Sample
from deskready.plugin import Unavailable
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.internet import latency
from deskready_checks.internet.latency import HOSTS, Latency


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        yield listener


def target(listener: socket.socket) -> str:
    return f"127.0.0.1:{listener.getsockname()[1]}"


def test_declares_itself_rightly() -> None:
    assert [metric.id for metric in describe(Latency, Origin("a", "b", "c")).metrics] == ["internet.latency"]
    assert Latency.limit({option.name: option.default for option in Latency.options}) == Latency.limit_seconds
    assert all(socket.inet_aton(host) for host, _ in HOSTS)


def test_median_with_its_interval_and_samples(listener: socket.socket) -> None:
    found, _, context = run_check(Latency, {"target": target(listener), "count": 7})
    measured = found["internet.latency"]
    times = sorted(event.v for event in context.events if isinstance(event, Sample))
    assert len(times) == measured.samples == 7
    assert measured.value == times[3]
    assert (measured.low, measured.high) == (times[0], times[6])
    assert 0 < times[0] < 1000


def test_a_name_is_looked_up_before_anything_is_timed(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    assert "internet.latency" in run_check(Latency, {"target": f"localhost:{port}", "count": 1})[0]


def test_hosts_take_turns_and_one_may_fail(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        gone = other.getsockname()
    monkeypatch.setattr(latency, "HOSTS", (gone, listener.getsockname()))
    found, _, _ = run_check(Latency, {"count": 6})
    assert found["internet.latency"].samples == 3


def test_concluding_keeps_what_there_is(listener: socket.socket) -> None:
    context = RecordingContext()
    context.concluded = True
    found, _, _ = run_check(Latency, {"target": target(listener)}, context)
    assert found["internet.latency"].samples == 1


def unavailable(options: dict[str, str | int]) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        run_check(Latency, options)
    assert caught.value.remedy.endswith(".")
    return caught.value


def test_each_cause_has_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        gone = closed.getsockname()
    reasons = [unavailable({"target": f"127.0.0.1:{gone[1]}"}).reason]
    monkeypatch.setattr(latency, "HOSTS", (gone,))
    reasons.append(unavailable({}).reason)
    monkeypatch.setattr(latency, "has_route", lambda: True)
    reasons.append(unavailable({"target": "nowhere.invalid:443"}).reason)
    monkeypatch.setattr(latency, "has_route", lambda: False)
    reasons.append(unavailable({"target": "nowhere.invalid:443"}).reason)
    assert reasons == [
        "The chosen host refuses connections: something blocks them.",
        "The internet refuses connections: something blocks them.",
        "The name of the chosen host cannot be looked up (DNS).",
        "This computer is not connected to the internet.",
    ]


def test_gives_up_once_every_host_was_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        monkeypatch.setattr(latency, "HOSTS", (closed.getsockname(),) * 3)
    context = RecordingContext()
    with pytest.raises(Unavailable):
        run_check(Latency, {"count": 20}, context)
    assert len([event for event in context.events if isinstance(event, Progress)]) == 3


def test_a_host_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latency, "CONNECT_SECONDS", 0.1)
    monkeypatch.setattr(latency, "has_route", lambda: True)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.create_connection(full.getsockname()):
        assert unavailable({"target": target(full)}).reason == "The chosen host does not answer."


@pytest.mark.parametrize("text", ["host", ":443", "host:", "host:0", "host:65536", "host:x", "host:²"])
def test_a_target_that_is_none(text: str) -> None:
    assert unavailable({"target": text}).reason == "The option `target` is not a host and port."
