"""Latency, jitter and loss of lines whose truth is known, on loopback."""

import math
import socket
import statistics
import threading
from collections.abc import Iterator

import pytest

from deskready.core.audit.event import Sample
from deskready.core.declare.check_info import Origin, describe
from deskready.core.words.text import Text
from deskready.plugin import Gap, Measurement, Unavailable, Unit, Value
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.internet.latency import measure
from deskready_checks.internet.latency.check import Latency
from deskready_checks.internet.probe import connect, stream, survey, words
from deskready_checks.internet.probe.figures import Figure
from deskready_checks.internet.probe.interval import wilson
from deskready_checks.internet.probe.nat import Nat
from deskready_checks.internet.probe.stream import Stream
from helpers.box import Box, Line
from helpers.stun_server import StunServer
from helpers.traces import trace_of

EVERY = {metric.id for metric in Latency.metrics}
UDP_ONLY = EVERY - {"internet.latency", "internet.udp"}


@pytest.fixture(autouse=True)
def nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """No public server, no public host, and short waits."""
    monkeypatch.setattr(survey, "PUBLIC", ())
    monkeypatch.setattr(connect, "HOSTS", ())
    monkeypatch.setattr(connect, "TCP_PORTS", ())
    monkeypatch.setattr(survey, "PUBLIC_RATE", 100)
    for module in (survey, stream):
        monkeypatch.setattr(module, "GRACE_SECONDS", 0.3)
    for module in (connect, words):
        monkeypatch.setattr(module, "has_route", lambda: True)


@pytest.fixture
def listener() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        yield f"127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def gone() -> str:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        return f"127.0.0.1:{closed.getsockname()[1]}"


def silent(answer: bytes, number: int) -> list[bytes]:
    return []


def found_at(responder: StunServer | Box, **options: Value) -> tuple[dict[str, Measurement], dict[str, Gap]]:
    chosen: dict[str, Value] = {"responder": responder.name, "seconds": 1, "rate": 100}
    found, gaps, _ = run_check(Latency, chosen | options)
    assert set(found) | set(gaps) == EVERY
    assert not set(found) & set(gaps)
    return found, gaps


def number(measurement: Measurement) -> float:
    assert not isinstance(measurement.value, str | bool)
    return measurement.value


def number_of(measurement: Measurement) -> int:
    assert measurement.samples is not None
    return measurement.samples


def test_declares_itself_rightly() -> None:
    info = describe(Latency, Origin("a", "b", "c"))
    assert info.metrics[0].id == "internet.latency"
    assert {"internet.jitter", "internet.loss", "internet.udp", "internet.nat"} <= {m.id for m in info.metrics}
    assert Latency.limit({option.name: option.default for option in Latency.options}) == Latency.limit_seconds


def test_a_line_with_delay_and_jitter() -> None:
    with StunServer() as server, Box((server.host, server.port), Line(20), Line(10, jitter_ms=30)) as box:
        found, gaps = found_at(box)
    assert set(gaps) == {"internet.loss.burst", "internet.nat"}
    middle = found["internet.latency"]
    assert middle.low is not None
    assert middle.high is not None
    assert 30 <= number(found["internet.latency.min"]) <= middle.low <= number(middle) <= middle.high
    assert middle.high <= number(found["internet.latency.p95"]) <= number(found["internet.latency.p99"])
    assert 2 < number(found["internet.jitter"]) < 15
    assert number(found["internet.jitter.pdv"]) > 15
    assert found["internet.udp"].value is True
    assert found["internet.loss"].value == 0
    assert found["internet.loss"].low == 0
    assert found["internet.loss"].high == pytest.approx(wilson(0, found["internet.loss"].samples or 0)[1] * 100)


def test_lossy_duplicated_and_reordered() -> None:
    def bad(answer: bytes, number: int) -> list[bytes]:
        return [] if number % 10 < 2 else [answer] * (2 if number % 10 == 5 else 1)

    with StunServer(bad) as server:
        found, gaps = found_at(server, seconds=2)
    assert not gaps
    loss = found["internet.loss"]
    assert number(loss) == pytest.approx(20, abs=3)
    assert loss.low is not None
    assert loss.high is not None
    assert loss.low < 20 < loss.high
    assert found["internet.loss.burst"].value == pytest.approx(2 * 0.8, abs=0.15)
    assert number(found["internet.duplicates"]) == pytest.approx(12.5, abs=2)
    assert found["internet.reordering"].value == 0


def test_the_jitter_of_a_still_line_is_marked_where_this_computer_is_unsteadier() -> None:
    still = trace_of([20.0, 21.0] * 100)
    for lag, stamped, marked in ((0.9, False, False), (5.0, False, True), (None, False, False), (5.0, True, False)):
        made = measure._jitter(Figure(1.0, 0.8, 1.2, 199), Stream(still, lag, stamped=stamped, method=Text("UDP")))
        assert ("host-limited" in made.method.words) is marked
        assert made.low == pytest.approx(0.0 if marked else 0.8)
        assert (made.value, made.high) == (1.0, 1.2)


def test_the_nearer_of_two_servers_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "PUBLIC_RATE", 100)
    for module in (survey, stream):
        monkeypatch.setattr(module, "GRACE_SECONDS", 2.0)
    with StunServer() as near, Box((near.host, near.port), Line(500)) as far:
        monkeypatch.setattr(survey, "PUBLIC", ((far.host, far.port), (near.host, near.port)))
        found, _, _ = run_check(Latency, {"seconds": 1})
    assert number(found["internet.latency.p95"]) < 400  # on a busy machine, too
    assert number(found["internet.jitter"]) < 200
    assert found["internet.latency"].samples == pytest.approx(number_of(found["internet.loss"]) / 2, abs=1)
    assert found["internet.nat"].value == "address-dependent"  # the box is such a translator, and only one is behind it


def test_a_server_that_alone_loses_packets_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "PUBLIC_RATE", 100)
    with StunServer() as near, Box((near.host, near.port), Line(60)) as far:
        monkeypatch.setattr(survey, "PUBLIC", ((near.host, near.port), (far.host, far.port)))
        spoil = threading.Timer(0.7, lambda: setattr(far.down.line, "loss", 0.5))
        spoil.start()
        found, _, _ = run_check(Latency, {"seconds": 2})
        spoil.join()
    assert found["internet.loss"].value == 0
    assert number_of(found["internet.loss"]) < 150


def test_a_line_that_is_cut_half_way() -> None:
    context = RecordingContext()
    with StunServer() as server, Box((server.host, server.port), Line(5)) as box:
        threading.Timer(0.8, lambda: setattr(box.up.line, "cut", True)).start()
        found, _, _ = run_check(Latency, {"responder": box.name, "seconds": 2, "rate": 100}, context)
    loss = found["internet.loss"]
    assert 30 < number(loss) < 90
    assert number(found["internet.loss.burst"]) > 10
    assert number(found["internet.latency"]) >= 5


def test_a_line_that_is_cut_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with StunServer(lambda answer, number: [answer] if number < survey.FEWEST else []) as server:
        found, gaps = found_at(server, seconds=1)
    assert found["internet.loss"].value == 100
    assert set(gaps) >= {"internet.latency", "internet.jitter", "internet.reordering"}
    assert gaps["internet.latency"].reason.words == "Not one packet came back while this was measured."


def test_concluding_keeps_what_there_is() -> None:
    context = RecordingContext()
    context.concluded = True
    with StunServer() as server:
        found, _, _ = run_check(Latency, {"responder": server.name, "seconds": 600}, context)
    assert found["internet.latency"].samples in range(2, 200)


def test_udp_that_is_blocked_is_a_finding(listener: str) -> None:
    with StunServer(silent) as server:
        found, gaps = found_at(server, target=listener, count=4)
    assert found["internet.udp"].value is False
    assert "TCP" in found["internet.latency"].method.words
    assert found["internet.latency"].samples == 4
    assert set(gaps) == UDP_ONLY
    assert all("UDP, which carries calls, does not get through" in gap.reason.words for gap in gaps.values())
    assert gaps["internet.loss"].remedy.words.endswith("to allow outgoing UDP.")


def test_udp_that_is_blocked_to_a_responder_whose_tcp_port_is_another(
    listener: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "TCP_PORTS", (int(listener.rpartition(":")[2]),))
    with StunServer(silent) as server:
        found, _ = found_at(server, count=3)
    assert found["internet.udp"].value is False
    assert found["internet.latency"].samples == 2


def test_udp_that_is_blocked_to_public_servers(listener: str, monkeypatch: pytest.MonkeyPatch) -> None:
    host, _, port = listener.rpartition(":")
    monkeypatch.setattr(connect, "HOSTS", ((host, int(port)),))
    with StunServer(silent) as one, StunServer(silent) as other:
        for servers, known in (((one, other), True), ((one,), False)):
            monkeypatch.setattr(survey, "PUBLIC", tuple((server.host, server.port) for server in servers))
            found, gaps, _ = run_check(Latency, {"count": 2})
            assert ("internet.udp" in found) is known
            assert ("internet.udp" in gaps) is not known
            assert {"internet.jitter", "internet.loss"} <= set(gaps)
            assert "internet.latency" in found


def test_tcp_alone_where_that_is_asked_for(listener: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with StunServer() as public:
        monkeypatch.setattr(survey, "PUBLIC", ((public.host, public.port),))
        found, gaps, context = run_check(Latency, {"target": listener, "count": 7})
        assert public.requests == []
    measured = found["internet.latency"]
    times = sorted(event.v for event in context.events if isinstance(event, Sample))
    assert len(times) == measured.samples == 7
    assert measured.value == statistics.median(times) == times[3]
    assert (measured.low, measured.high) == (times[0], times[6])
    assert set(found) == {"internet.latency"}
    assert set(gaps) == UDP_ONLY | {"internet.udp"}


def unavailable(options: dict[str, Value]) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        run_check(Latency, options)
    assert caught.value.remedy.words.endswith(".")
    return caught.value


def test_each_cause_has_its_reason(gone: str, listener: str, monkeypatch: pytest.MonkeyPatch) -> None:
    host, _, port = gone.rpartition(":")
    monkeypatch.setattr(connect, "HOSTS", ((host, int(port)),))
    assert unavailable({"target": gone}).reason.words == "The chosen host refuses connections: something blocks them."
    assert unavailable({}).reason.words == "The internet refuses connections: something blocks them."
    with StunServer(silent) as server:
        assert unavailable({"responder": server.name}).reason.words == "Your own responder does not answer."
        with_target = unavailable({"responder": server.name, "target": gone})
    assert with_target.reason.words == "Your own responder does not answer."
    for target in ("", listener):
        refused = unavailable({"responder": gone, "target": target})
        assert refused.reason.words == "Your own responder does not run: its computer refuses the packets."
    assert unavailable({"responder": "x" * 70 + ".invalid:9"}).reason.words.startswith("The name of your own responder")
    assert unavailable({"responder": "nonsense"}).reason.words == "The option `responder` is not a host and port."
    for module in (connect, words):
        monkeypatch.setattr(module, "has_route", lambda: False)

    def unreachable(*_: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket, "create_connection", unreachable)
    assert unavailable({}).reason.words == "This computer is not connected to the internet."


def test_each_kind_of_address_translation_reads_as_it_is_measured() -> None:
    assert {kind: said.words for kind, said in measure._NAT.items()} == {kind: kind.value for kind in Nat}


def test_every_unit_and_every_number_is_in_range() -> None:
    with StunServer() as server:
        found, _ = found_at(server)
    for metric in Latency.metrics:
        measured = found.get(metric.id)
        if measured and metric.unit is Unit.PERCENT:
            assert 0 <= number(measured) <= 100
        elif measured and metric.unit is Unit.MILLISECOND:
            assert 0 <= number(measured) < 1000
            assert math.isfinite(number(measured))
    assert Latency.default
