"""One provider in use: what it finds and measures, and each fault in words that fit it."""

import threading

import pytest

from deskready.core.words.text import Text
from deskready.plugin import Unavailable
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.interface import Direction, Load, Trouble
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.mode import Mode, Need
from deskready_checks.internet.load.pace import Pace
from deskready_checks.internet.load.tcp_info import TcpInfo
from deskready_checks.internet.providers.attempt import Attempt
from deskready_checks.internet.providers.interface import Endpoint

MBIT = 80.0


class Steady:
    """Connections that pretend to move bytes at a rate."""

    trouble: Trouble | None = None

    def grow(self, flows: int) -> None:
        """Pretends."""

    def reading(self, seconds: float) -> tuple[float, int]:
        return seconds, int(seconds * MBIT * 125_000)

    def info(self) -> list[TcpInfo]:
        return []

    def close(self) -> None:
        """Pretends."""


class Ours:
    """A provider that our engine measures against."""

    id, title, host = "ours", "Ours", "ours.example"
    most_flows = 6

    def __init__(self, trouble: Trouble | None = None) -> None:
        self.trouble = trouble
        self.paces: list[Pace] = []

    def probe(self) -> Endpoint:
        if self.trouble:
            raise self.trouble
        return Endpoint("Ours, nearby", 12.5)

    def open_load(self, direction: Direction, pace: Pace) -> Load:
        if self.trouble:
            raise self.trouble
        self.paces.append(pace)
        return Steady()


class Native:
    """One that brings its own number."""

    id, title, host, method = "native", "Native", "native.example", Text("as it likes")

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def probe(self) -> Endpoint:
        return Endpoint("Native")

    def run_native(self, direction: Direction) -> float:
        return 50.0 if direction is Direction.DOWN else 5.0

    def stop(self) -> None:
        self.stopped.set()


def attempt(provider: Ours | Native, mode: Mode = Mode.FULL, *, own: bool = False, seconds: float = 1.6) -> Attempt:
    needs, url = dict.fromkeys(Direction, Need(10.0, 25.0)), "http://127.0.0.1:9/" if own else ""
    return Attempt(provider, mode, seconds, needs, own=url, meter=Meter())


def test_what_is_found_is_handed_on() -> None:
    assert attempt(Ours()).find() == Endpoint("Ours, nearby", 12.5)


@pytest.mark.parametrize(
    ("own", "fault", "words"),
    [
        (False, Fault.BLOCKED, "The speed test service refused this connection."),
        (True, Fault.BLOCKED, "Your own speed test server refused this connection."),
        (False, Fault.REDIRECT, "A web page, most likely this network's login page,"),
        (True, Fault.REDIRECT, "Another host, perhaps this network's login page,"),
    ],
)
def test_a_fault_is_said_in_words_that_fit(own: bool, fault: Fault, words: str) -> None:
    tried = attempt(Ours(Trouble(fault, "detail")), own=own)
    with pytest.raises(Unavailable) as caught:
        tried.find()
    assert caught.value.reason.words.startswith(words)
    assert caught.value.remedy
    assert caught.value.detail == "detail"
    assert (tried.fault, tried.passed) == (fault, fault.value)


def test_a_firewall_is_to_allow_the_providers_host() -> None:
    tried = attempt(Ours(Trouble(Fault.UNREACHABLE)))
    with pytest.raises(Unavailable) as caught:
        tried.transfer(Direction.DOWN)
    assert "ours.example" in caught.value.remedy.words


@pytest.mark.parametrize("seconds", [90, 3600])
def test_why_it_is_passed_over_says_when_to_come_again(seconds: int) -> None:
    tried = attempt(Ours(Trouble(Fault.LIMITED, retry_after=float(seconds))))
    with pytest.raises(Unavailable):
        tried.find()
    assert tried.passed.words == f"asked too often, again in {seconds} s"


def test_our_engine_measures_and_tells_when_the_line_was_full() -> None:
    tried = attempt(Ours())
    found = tried.transfer(Direction.DOWN)
    assert found.rate == pytest.approx(MBIT, rel=0.01)
    assert found.method.words.startswith("Ours: mean of ")
    assert tried.loaded is not None
    assert tried.loaded.window is not None
    assert 0.5 < tried.loaded.window[1] - tried.loaded.window[0] < 1.6


def test_a_metered_test_is_paced_and_never_fills_the_line() -> None:
    provider = Ours()
    tried = attempt(provider, Mode.METERED)
    tried.transfer(Direction.DOWN)
    assert provider.paces[0].piece(10**9) < 10**9, "1.3 times what is needed"
    assert tried.loaded is not None
    assert tried.loaded.window is None


def test_ended_before_anything_is_known() -> None:
    tried = attempt(Ours())
    tried.stop()
    with pytest.raises(Unavailable, match="ended before this was measured"):
        tried.transfer(Direction.DOWN)


def test_a_number_of_its_own_has_no_interval_and_its_own_method() -> None:
    tried = attempt(Native())
    found = tried.transfer(Direction.UP)
    assert (found.rate, found.low, found.high, found.samples, found.method.words) == (
        5.0,
        5.0,
        5.0,
        None,
        "as it likes",
    )
    assert tried.loaded is None


def test_stopping_reaches_a_test_of_its_own() -> None:
    provider = Native()
    attempt(provider).stop()
    assert provider.stopped.is_set()
