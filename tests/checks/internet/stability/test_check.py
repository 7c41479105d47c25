"""Watching lines on loopback for seconds."""

import socket
import threading
import time

import pytest

from deskready.core.audit.event import Sample
from deskready.core.declare.check_info import Origin, describe
from deskready.plugin import Text, Unavailable, Unit, Words
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.internet.probe.trace import Probe, Trace
from deskready_checks.internet.stability import measure
from deskready_checks.internet.stability.check import Stability
from deskready_checks.internet.stability.watcher import TcpWatcher
from helpers.box import Box
from helpers.stun_server import StunServer


class Concluding(RecordingContext):
    """Asks to end once so many points were plotted."""

    def __init__(self, points: int) -> None:
        super().__init__()
        self._points = points

    def sample(
        self,
        series: str,
        value: float,
        unit: Unit = Unit.NONE,
        *,
        title: Words = "",
        at: float | None = None,
        along: Unit = Unit.NONE,
    ) -> None:
        super().sample(series, value, unit, title=title, at=at, along=along)
        self.concluded = len([event for event in self.events if isinstance(event, Sample)]) >= self._points


def test_declares_itself_rightly() -> None:
    info = describe(Stability, Origin("a", "b", "c"))
    assert not info.default
    assert Stability.limit({"minutes": 10}) == Stability.limit_seconds
    assert Stability.limit({"minutes": 60}) == 3630.0


def test_a_line_that_holds() -> None:
    with StunServer() as server:
        found, gaps, context = run_check(Stability, {"responder": server.name, "minutes": 0.03})
    assert gaps == {}
    values = {name.removeprefix("internet.stability."): float(one.value) for name, one in found.items()}
    assert (values["outages"], values["longest"], values["loss"]) == (0, 0, 0)
    assert 1.0 < values["seconds"] < 5.0
    assert values["latency"] < 100
    assert (
        len([event for event in context.events if isinstance(event, Sample)])
        == found["internet.stability.loss"].samples
    )


def test_a_line_that_is_cut_for_a_while() -> None:
    with StunServer() as server, Box((server.host, server.port)) as box:
        ended = threading.Event()
        context = RecordingContext()

        def cut() -> None:
            while not any(isinstance(event, Sample) for event in context.events):
                time.sleep(0.01)
            box.up.line.cut = True
            time.sleep(1.5)  # how long the outage is
            box.up.line.cut = False
            ended.set()

        threading.Thread(target=cut, daemon=True).start()
        found, _, _ = run_check(Stability, {"responder": box.name, "minutes": 0.06}, context)
    assert ended.is_set()
    assert found["internet.stability.outages"].value == 1
    assert 1.2 < float(found["internet.stability.longest"].value) < 4.0
    assert float(found["internet.stability.loss"].value) > 20


def test_ending_early_keeps_what_there_is() -> None:
    with StunServer() as server:
        found, _, _ = run_check(Stability, {"responder": server.name, "minutes": 60}, Concluding(10))
    assert found["internet.stability.outages"].value == 0
    assert 10 <= (found["internet.stability.loss"].samples or 0) < 200


def test_by_tcp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskready_checks.internet.stability.watcher.TCP_STEP_SECONDS", 0.02)
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        found, _, _ = run_check(Stability, {"target": f"127.0.0.1:{listener.getsockname()[1]}"}, Concluding(5))
    assert found["internet.stability.loss"].value == 0
    assert "not fit" in found["internet.stability.loss"].method.words


def test_a_line_that_never_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskready_checks.internet.stability.watcher.TCP_STEP_SECONDS", 0.05)
    monkeypatch.setattr(measure, "_watcher", lambda *_: (TcpWatcher("255.255.255.255", 9), "TCP"))
    found, gaps, _ = run_check(Stability, {"minutes": 0.03})
    assert found["internet.stability.outages"].value == 1
    assert found["internet.stability.loss"].value == 100
    assert gaps["internet.stability.latency"].reason.words == "Not one packet came back while this was watched."
    assert "internet.stability.jitter" in gaps


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "at least 1 s without an answer, in 0 s; TCP"),
        (119.6, "at least 1 s without an answer, in 120 s; TCP"),
        (120, "at least 1 s without an answer, in 2 min; TCP"),
        (3600, "at least 1 s without an answer, in 60 min; TCP"),
    ],
)
def test_how_long_it_was_watched_is_told_in_minutes(seconds: float, words: str) -> None:
    trace = Trace((Probe(0, 0, 0.0, 0.01), Probe(1, 0, seconds, seconds + 0.01)))
    assert [made.method.words for made in measure._outages(trace, Text("TCP"))] == [words, words, "TCP"]


def test_a_responder_that_does_not_run() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unavailable) as caught:
        run_check(Stability, {"responder": f"127.0.0.1:{port}"})
    assert caught.value.reason.words == "Your own responder does not run: its computer refuses the packets."
