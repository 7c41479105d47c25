"""Name lookup against name servers on loopback."""

import pytest

from deskready.core.audit.event import Measured, Missing, Sample
from deskready.core.declare.check_info import Origin, describe
from deskready.core.declare.metric import Gap, Measurement
from deskready.plugin import Privacy, Unavailable
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.internet.dns import measure
from deskready_checks.internet.dns.check import NameLookup
from deskready_checks.internet.dns.metrics import REMEDY
from deskready_checks.internet.dns.query import Answer, Trouble
from deskready_checks.internet.probe.names import Names
from deskready_checks.internet.probe.stun import Address
from helpers.dns_server import DnsServer, Replies, broken, dead, denying, inventive, unknown, unwilling


def looked_up(*servers: DnsServer, count: int = 4) -> tuple[dict[str, Measurement], dict[str, Gap], RecordingContext]:
    names = " ".join(server.name for server in servers)
    return run_check(NameLookup, {"resolvers": names, "domain": "example.com", "count": count})


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskready_checks.internet.dns.query.ask.__defaults__", (0.6,))


def test_declares_itself_rightly() -> None:
    info = describe(NameLookup, Origin("a", "b", "c"))
    assert info.default
    assert {metric.id: metric.privacy for metric in info.metrics}["internet.dns.resolvers"] is Privacy.PERSONAL
    assert NameLookup.limit({"count": 50}) > NameLookup.limit({"count": 10}) == NameLookup.limit_seconds


def test_a_good_name_server() -> None:
    with DnsServer(delay=0.02) as server:
        found, gaps, context = looked_up(server)
    assert gaps == {}
    assert 20 <= float(found["internet.dns"].value) < 300
    assert found["internet.dns"].samples == 8
    assert found["internet.dns.failures"].value == 0
    assert found["internet.dns.dead"].value == 0
    assert found["internet.dns.rewriting"].value is False
    assert found["internet.dns.resolvers"].value == f"127.0.0.1: {found['internet.dns.slowest'].value:.0f} ms"
    assert len([event for event in context.events if isinstance(event, Sample)]) == 8
    names = [name for name, _ in server.questions]
    assert names.pop(0) == "example.com.", "a name that exists comes first"
    assert len(set(names)) == len(names) == 9
    assert {kind for _, kind in server.questions} == {"A", "AAAA"}
    assert names[-1].endswith(".com.")
    assert names[-1].count(".") == 2


def test_a_slow_and_a_quick_one() -> None:
    with DnsServer() as quick, DnsServer(delay=0.1) as slow:
        found, _, _ = looked_up(quick, slow)
    assert float(found["internet.dns.slowest"].value) >= 100 > float(found["internet.dns"].low or 0)
    assert found["internet.dns"].samples == 16


def test_one_dead_and_one_that_works() -> None:
    with DnsServer(dead) as mute, DnsServer() as server:
        found, _, _ = looked_up(mute, server)
    assert found["internet.dns.dead"].value == 1
    assert found["internet.dns.failures"].value == pytest.approx(20.0)
    assert len(mute.questions) == 3, "who does not answer is not asked again and again"
    assert str(found["internet.dns.resolvers"].value).startswith("127.0.0.1: 2 × no answer; 127.0.0.1: ")


def test_made_up_addresses() -> None:
    with DnsServer(inventive) as server:
        assert looked_up(server)[0]["internet.dns.rewriting"].value is True


@pytest.mark.parametrize(
    ("replies", "reason"),
    [
        (dead, "The name servers do not answer (DNS)."),
        (broken, "The name servers answer with an error (DNS)."),
        (unwilling, "The name servers refuse to answer (DNS)."),
        (denying, "The name servers deny names that everybody knows (DNS)."),
    ],
)
def test_each_trouble_has_its_reason(replies: Replies, reason: str) -> None:
    context = RecordingContext()
    with DnsServer(replies) as server, pytest.raises(Unavailable) as caught:
        run_check(NameLookup, {"resolvers": server.name, "domain": "example.com"}, context)
    assert (caught.value.reason.words, caught.value.remedy) == (reason, REMEDY)
    told = [event.measurement for event in context.events if isinstance(event, Measured)]
    assert {found.metric: found.value for found in told}["internet.dns.failures"] == 100, "what was found out is kept"


def test_one_that_fails_now_and_then() -> None:
    replies = iter([unknown, unknown, dead, unknown, dead, dead, dead] + [unknown] * 20)
    with DnsServer(lambda question: next(replies)(question)) as server:
        found, _, _ = looked_up(server, count=10)
    assert (found["internet.dns"].samples, found["internet.dns.failures"].samples) == (2, 6)


def test_the_system_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask_system(name: str, seconds: float) -> Answer:
        asked.append(name)
        return Answer(12.0, found=name == "example.com.")

    monkeypatch.setattr(measure, "ask_system", ask_system)
    monkeypatch.setattr(measure, "has_route", lambda: True)
    with DnsServer(delay=0.05) as server:
        monkeypatch.setattr(measure, "configured", lambda: [Address(server.host, server.port)])
        found, _, _ = run_check(NameLookup, {"domain": "example.com", "count": 3})
    assert found["internet.dns"].value == 12.0
    assert "system" in found["internet.dns"].method.words
    assert float(found["internet.dns.slowest"].value) >= 50
    assert asked.pop(0) == "example.com."
    assert len(set(asked)) == 3
    assert all(name.endswith(".example.com.") for name in asked)


def test_the_systems_troubles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "ask_system", lambda name, seconds: Answer(None, Trouble.SILENT))
    monkeypatch.setattr(measure, "has_route", lambda: True)
    monkeypatch.setattr(measure, "configured", list)
    context = RecordingContext()
    with pytest.raises(Unavailable, match="The name servers do not answer"):
        run_check(NameLookup, context=context)
    gaps = {event.gap.metric: event.gap.reason.words for event in context.events if isinstance(event, Missing)}
    assert gaps["internet.dns"] == "The name servers do not answer (DNS)."
    assert gaps["internet.dns.dead"] == "This system tells no name server."


def test_no_route(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "has_route", lambda: False)
    with pytest.raises(Unavailable) as caught:
        run_check(NameLookup)
    assert caught.value.reason.words == "This computer is not connected to the internet."


def test_ending_early_and_no_time_left() -> None:
    context = RecordingContext()
    context.concluded = True
    with DnsServer() as server:
        found, _, _ = run_check(NameLookup, {"resolvers": server.name}, context)
        assert found["internet.dns"].samples == 1
        late = RecordingContext(seconds=1.0)
        assert run_check(NameLookup, {"resolvers": server.name}, late)[0]["internet.dns"].samples == 1


def test_a_name_server_that_is_none() -> None:
    with pytest.raises(Unavailable):
        run_check(NameLookup, {"resolvers": "router"})


@pytest.mark.parametrize("made_up", [False, True])
def test_a_quick_answer_that_is_wrong_is_no_good_one(monkeypatch: pytest.MonkeyPatch, made_up: bool) -> None:
    monkeypatch.setattr(measure, "ask_system", lambda name, seconds: Answer(0.79, found=made_up, exists=made_up))
    monkeypatch.setattr(measure, "look_at_names", lambda: Names.MADE_UP)
    monkeypatch.setattr(measure, "has_route", lambda: True)
    monkeypatch.setattr(measure, "configured", list)
    context = RecordingContext()
    with pytest.raises(Unavailable) as caught:
        run_check(NameLookup, context=context)
    assert caught.value.cause
    assert caught.value.cause.id == ("internet.portal" if made_up else "internet.names-fail")
    told = {
        event.measurement.metric: event.measurement.value for event in context.events if isinstance(event, Measured)
    }
    assert told == {"internet.dns.failures": 100}


def test_a_good_answer_rules_out_that_names_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "ask_system", lambda name, seconds: Answer(12.0, found=True))
    monkeypatch.setattr(measure, "look_at_names", lambda: Names.WORK)
    monkeypatch.setattr(measure, "has_route", lambda: True)
    monkeypatch.setattr(measure, "configured", list)
    found, _, _ = run_check(NameLookup)
    for metric in ("internet.dns", "internet.dns.p95", "internet.dns.failures"):
        assert "internet.names-fail" in found[metric].denies
