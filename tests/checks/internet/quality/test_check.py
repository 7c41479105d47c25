"""Call quality over lines whose truth is known, on loopback."""

import socket

import pytest

from deskready.core.audit.event import Sample
from deskready.core.declare.check_info import Origin, describe
from deskready.plugin import Measurement, Unavailable, Value
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.internet.call.emodel import mos, rating
from deskready_checks.internet.call.playout import DEVICE_MS
from deskready_checks.internet.probe import stream, survey, words
from deskready_checks.internet.probe.stun import VOICE
from deskready_checks.internet.quality.check import CallQuality
from helpers.box import Box, Line
from helpers.stun_server import StunServer
from helpers.tries import undisturbed


@pytest.fixture(autouse=True)
def nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """No public server, and short waits."""
    monkeypatch.setattr(survey, "PUBLIC", ())
    monkeypatch.setattr(survey, "PUBLIC_RATE", 100)
    for module in (survey, stream):
        monkeypatch.setattr(module, "GRACE_SECONDS", 0.3)
    monkeypatch.setattr(words, "has_route", lambda: True)


def measured(up: Line, down: Line, **options: Value) -> dict[str, Measurement]:
    with StunServer() as server, Box((server.host, server.port), up, down) as box:
        chosen: dict[str, Value] = {"responder": box.name, "seconds": 2}
        found, gaps, _ = run_check(CallQuality, chosen | options)
        assert {len(request) for request in server.requests} == {VOICE}
    assert not gaps
    assert set(found) == {metric.id for metric in CallQuality.metrics}
    return found


def number(found: dict[str, Measurement], name: str) -> float:
    value = found[f"internet.quality.{name}"].value
    assert not isinstance(value, str | bool)
    return value


def test_declares_itself_rightly() -> None:
    assert describe(CallQuality, Origin("a", "b", "c")).metrics[0].id == "internet.quality.mos"
    assert {option.name: option.default for option in CallQuality.options}["device"] == DEVICE_MS
    assert (
        CallQuality.limit({option.name: option.default for option in CallQuality.options}) == CallQuality.limit_seconds
    )


def test_a_good_line() -> None:
    # The box itself shakes on a busy machine.
    found = undisturbed(lambda: measured(Line(10), Line(10)), lambda found: number(found, "r") > 80)
    assert number(found, "r") > 80
    assert number(found, "mos") == pytest.approx(mos(number(found, "r")))
    assert number(found, "missing") < 5
    assert 75 <= number(found, "delay") < 200
    assert "would hear you" in str(found["internet.quality.meaning"].value)
    assert "line not loaded" in found["internet.quality.mos"].method.words
    assert "estimate" in found["internet.quality.opus"].method.words
    assert number(found, "bluetooth") < number(found, "mos")


def test_a_line_that_loses_a_fifth() -> None:
    found = measured(Line(20, loss=0.2), Line(20))
    assert 8 < number(found, "missing") < 45  # on a busy machine some come too late besides
    assert number(found, "r") < 70
    assert "Parts of words are missing" in str(found["internet.quality.meaning"].value)
    score = found["internet.quality.mos"]
    assert score.low is not None
    assert score.high is not None
    assert score.low < number(found, "mos") < score.high


def test_a_line_that_shakes_needs_a_buffer_and_adds_delay() -> None:
    found = measured(Line(10), Line(10, jitter_ms=150))
    assert 100 < number(found, "buffer") <= 200
    assert number(found, "delay") > 10 + 100 + 45


def test_slower_devices_add_delay() -> None:
    found = measured(Line(5), Line(5), device=425, seconds=1)
    assert number(found, "delay") > 5 + 20 + 20 + 425
    assert number(found, "r") < rating(470) + 1


def test_ending_early_gives_a_wide_interval() -> None:
    context = RecordingContext()
    context.concluded = True
    with StunServer() as server:
        found, _, _ = run_check(CallQuality, {"responder": server.name, "seconds": 600}, context)
    score = found["internet.quality.mos"]
    assert score.samples in range(2, 100)
    assert score.low is not None
    assert score.low < 3.9 < number(found, "mos")
    assert any(isinstance(event, Sample) and event.series == "latency" for event in context.events)


def unavailable(options: dict[str, Value]) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        run_check(CallQuality, options)
    assert caught.value.remedy.words.endswith(".")
    return caught.value


def test_each_cause_has_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closed:
        closed.bind(("127.0.0.1", 0))
        gone = "{}:{}".format(*closed.getsockname())
    assert "does not run" in unavailable({"responder": gone}).reason.words
    with StunServer(lambda answer, number: []) as one, StunServer(lambda answer, number: []) as other:
        assert unavailable({"responder": one.name}).reason.words == "Your own responder does not answer."
        monkeypatch.setattr(survey, "PUBLIC", tuple((server.host, server.port) for server in (one, other)))
        assert unavailable({}).reason.words == "UDP, which carries calls, does not get through this network."
    with StunServer(lambda answer, number: [answer] if number < survey.FEWEST else []) as server:
        cut = unavailable({"responder": server.name, "seconds": 1})
    assert cut.reason.words == "Not one packet came back: no call would be possible."
