"""Probes beside a speed test, over real sockets on loopback."""

import socket
import time
from collections.abc import Iterator

import pytest

from deskready.core.audit.event import Progress, Sample
from deskready.plugin import Unavailable
from deskready.testing.context import RecordingContext
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.probe import survey, words
from deskready_checks.internet.probe.stun import PADDED, PLAIN
from deskready_checks.internet.speed import density
from deskready_checks.internet.speed import under_load as module
from deskready_checks.internet.speed.under_load import UnderLoad, Window, beside
from helpers.box import Box, Line
from helpers.stun_server import StunServer

DOWN, UP = Direction.DOWN, Direction.UP
PATIENCE_SECONDS = module.PATIENCE_SECONDS


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No public server, and short waits."""
    monkeypatch.setattr(survey, "PUBLIC", ())
    monkeypatch.setattr(survey, "GRACE_SECONDS", 0.3)
    monkeypatch.setattr(words, "has_route", lambda: True)
    monkeypatch.setattr(density, "OWN_RATE", 100.0)
    monkeypatch.setattr(density, "LEAST_RATE", 50.0)
    monkeypatch.setattr(module, "IDLE_SECONDS", 0.4)


def settled(watch: UnderLoad, context: RecordingContext | None = None) -> UnderLoad:
    watch.start()
    watch.settle(context or RecordingContext(), lambda: None)
    return watch


def transfer(watch: UnderLoad, direction: Direction, context: RecordingContext, seconds: float = 0.4) -> Window:
    """Stands for a transfer of which the first fifth was the ramp."""
    watch.begin(direction)
    watch.suit(1000.0)
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds:
        time.sleep(0.02)
        watch.sample(context)
    window = Window(begun + seconds / 5, time.perf_counter())
    watch.end(direction, window)
    return window


@pytest.fixture
def box() -> Iterator[Box]:
    with StunServer() as server, Box((server.host, server.port), Line(10), Line(10)) as box:
        yield box


def test_the_idle_line_and_each_full_way(box: Box) -> None:
    context = RecordingContext()
    watch = settled(UnderLoad(box.name))
    assert watch.missing is None
    assert watch.idle.sent >= 20
    assert min(watch.idle.rtts()) < 60
    for direction, line in ((DOWN, box.down.line), (UP, box.up.line)):
        line.delay_ms = 90
        window = transfer(watch, direction, context)
        found = watch.loaded(direction)
        line.delay_ms = 10
        assert found is not None
        assert all(window.begin <= probe.sent < window.end for probe in found.probes)
        assert 10 <= found.sent <= 40
        assert found.lost == 0, "answers under way at the end are taken, too"
        assert min(found.rtts()) >= 100
    points = [event for event in context.events if isinstance(event, Sample)]
    assert {(event.series, event.unit) for event in points} == {("latency", "ms")}
    assert sum(event.v >= 100 for event in points) > 20


def test_small_probes_that_a_responder_of_ones_own_answers() -> None:
    with StunServer() as server:
        watch = settled(UnderLoad(server.name))
        begun = len(server.requests)
        transfer(watch, DOWN, RecordingContext())
        assert {len(request) for request in server.requests[begun:]} == {PADDED}
        assert watch.whom.words == "UDP to your responder, 100/s"


def test_public_servers_are_asked_in_turn_with_the_least_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "PUBLIC_RATE", 100.0)
    monkeypatch.setattr(module, "PUBLIC_RATE", 50.0)
    with StunServer() as one, StunServer() as other:
        monkeypatch.setattr(survey, "PUBLIC", ((one.host, one.port), (other.host, other.port)))
        watch = settled(UnderLoad(""))
        assert watch.idle.paths == (0, 1)
        transfer(watch, UP, RecordingContext())
        found = watch.loaded(UP)
        assert found is not None
        assert 5 <= found.sent <= 20
        assert {len(request) for server in (one, other) for request in server.requests} == {PLAIN}
        assert watch.whom.words == "UDP to 2 public STUN servers, 50/s"


def test_public_servers_together_get_ten_probes_a_second() -> None:
    assert UnderLoad("").rate == 10
    assert UnderLoad("").enough_seconds(1000.0) == 4.1


def test_a_slow_line_is_probed_less_and_watched_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(density, "LEAST_RATE", 10.0)
    monkeypatch.setattr(density, "OWN_RATE", 40.0)
    with StunServer() as server:
        watch = settled(UnderLoad(server.name))
        assert (watch.enough_seconds(0.4), watch.enough_seconds(50.0)) == (4.1, 41 / 40)
        begun = len(server.requests)
        watch.begin(DOWN)
        watch.suit(0.4)
        begin = time.perf_counter()
        while len(server.requests) < begun + 8:
            time.sleep(0.01)
        window = Window(begin, time.perf_counter())
        watch.end(DOWN, window)
        assert window.end - begin > 0.6, "8 probes, 10 a second"
        assert watch.whom.words == "UDP to your responder, 10/s"


def test_what_the_probes_took_of_the_line_is_known() -> None:
    with StunServer() as server:
        watch = settled(UnderLoad(server.name))
        begun = len(server.requests)
        window = transfer(watch, UP, RecordingContext())
        sent = watch.loaded(UP)
        assert sent is not None
        assert len(server.requests) - begun >= sent.sent
        bits = sent.sent * (PADDED + 42) * 8 * 1448 / 1514
        assert watch.spent_mbit(UP) == pytest.approx(bits / 1e6 / (window.end - window.begin))
        assert watch.spent_mbit(DOWN) == 0


def test_what_a_busy_computer_probed_is_not_told(box: Box) -> None:
    watch = settled(UnderLoad(box.name))
    transfer(watch, DOWN, RecordingContext())
    watch.distrust(DOWN)
    assert watch.loaded(DOWN) is None
    assert watch.risen(DOWN) is None
    assert watch.skipped[DOWN].reason.words == "This computer was too busy to tell."


def test_a_direction_that_never_filled_the_line(box: Box) -> None:
    watch = settled(UnderLoad(box.name))
    transfer(watch, DOWN, RecordingContext())
    watch.begin(UP)
    watch.end(UP, None)
    assert watch.loaded(DOWN) is not None
    assert watch.loaded(UP) is None


def test_a_direction_that_is_begun_anew_counts_once(box: Box) -> None:
    watch = settled(UnderLoad(box.name))
    transfer(watch, DOWN, RecordingContext())
    watch.skip(DOWN, "Nothing can be told.", "")
    window = transfer(watch, DOWN, RecordingContext())
    found = watch.loaded(DOWN)
    assert found is not None
    assert found.probes[0].sent >= window.begin
    assert watch.skipped == {}


def silent(answer: bytes, number: int) -> list[bytes]:
    return []


def test_who_is_silent_holds_nothing_up_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert PATIENCE_SECONDS <= 2
    monkeypatch.setattr(survey, "GRACE_SECONDS", 20)
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.3)
    begun = time.monotonic()
    context = RecordingContext()
    with StunServer(silent) as server:
        watch = settled(UnderLoad(server.name), context)
        assert time.monotonic() - begun < 3
        assert watch.missing is not None
        assert watch.missing.reason.words == "No server answered over UDP soon enough."
        watch.begin(DOWN)
        watch.end(DOWN, Window(0, 1e9))
    assert watch.loaded(DOWN) is None
    assert {event.text.words for event in context.events if isinstance(event, Progress)} == {
        "Listening to the idle line"
    }


@pytest.mark.parametrize(
    ("guessed", "words"),
    [
        (False, "Your own responder does not run: its computer refuses the packets."),
        (True, "Your own speed test server does not answer over UDP."),
    ],
)
def test_nobody_listens_there(guessed: bool, words: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closed:
        closed.bind(("127.0.0.1", 0))
        name = "{}:{}".format(*closed.getsockname())
    watch = settled(UnderLoad(name, beside=guessed))
    assert watch.missing is not None
    assert watch.missing.reason.words == words
    assert watch.missing.remedy.words.endswith(".")


def test_what_is_given_up_probes_nobody() -> None:
    with StunServer() as server:
        watch = UnderLoad(server.name)
        watch.give_up("A reason.", "A remedy.")
        watch.settle(RecordingContext(), lambda: None)
        watch.begin(DOWN)
        watch.end(DOWN, Window(0, 1e9))
        assert watch.loaded(DOWN) is None
        assert server.requests == []


def test_no_way_there_any_more(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = settled(UnderLoad(box.name))

    def unreachable(*_: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(module, "Prober", unreachable)
    watch.begin(DOWN)
    assert watch.missing is not None
    assert watch.loaded(DOWN) is None


def test_ending_early_does_not_wait(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE_SECONDS", 60.0)
    context = RecordingContext()
    context.concluded = True
    begun = time.monotonic()
    settled(UnderLoad(box.name), context)
    assert time.monotonic() - begun < 20


def test_a_responder_that_is_none() -> None:
    with pytest.raises(Unavailable, match="responder"):
        UnderLoad("nonsense")


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        ("", ""),
        ("http://speed.example:8080/backend/", "speed.example:3478"),
        ("https://[2001:db8::1]/", "[2001:db8::1]:3478"),
    ],
)
def test_beside_the_speed_test_server(server: str, expected: str) -> None:
    assert beside(server) == expected
