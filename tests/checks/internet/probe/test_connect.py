"""Round trips by TCP, over real connections on loopback."""

import socket
from collections.abc import Iterator

import pytest

from deskready.core.audit.event import Progress, Sample
from deskready.plugin import Unavailable
from deskready.testing.context import RecordingContext
from deskready_checks.internet.probe import connect
from deskready_checks.internet.probe.connect import HOSTS, HOSTS_6, connect_times, explain, hosts_beside, hosts_of

Host = tuple[str, int]


@pytest.fixture
def listener() -> Iterator[Host]:
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        yield listener.getsockname()


@pytest.fixture
def gone() -> Host:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address: Host = closed.getsockname()
    return address


def test_public_hosts_are_numeric() -> None:
    assert hosts_of("", "target") == HOSTS
    assert all(socket.inet_aton(host) for host, _ in HOSTS)


def test_a_network_of_ipv6_only_has_hosts_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for ways, hosts in (({HOSTS_6}, HOSTS_6), ({HOSTS, HOSTS_6}, HOSTS), ({HOSTS}, HOSTS), (set(), HOSTS)):
        monkeypatch.setattr(connect, "_has_way", ways.__contains__)
        assert hosts_of("", "target") == hosts


def test_a_responder_takes_connections_at_its_usual_ports() -> None:
    assert hosts_beside("192.0.2.1:3478") == (("192.0.2.1", 3478), ("192.0.2.1", 8080), ("192.0.2.1", 443))
    assert hosts_beside("[2001:db8::1]:443") == (("2001:db8::1", 443), ("2001:db8::1", 8080))


def test_a_way_is_known_without_sending_anything(listener: Host) -> None:
    assert connect._has_way([listener])
    assert not connect._has_way([])
    assert not connect._has_way([("256.0.0.1", 9)])


def test_a_name_is_looked_up_before_anything_is_timed(listener: Host) -> None:
    ((host, port),) = hosts_of(f"localhost:{listener[1]}", "target")
    assert port == listener[1]
    assert host in {"127.0.0.1", "::1"}


def test_each_connection_is_a_point_of_the_live_series(listener: Host) -> None:
    context = RecordingContext()
    times = connect_times(context, [listener], 7, "target")
    assert len(times) == 7
    assert times == [event.v for event in context.events if isinstance(event, Sample)]
    assert all(0 < time < 1000 for time in times)


def test_hosts_take_turns_and_one_may_fail(listener: Host, gone: Host) -> None:
    for hosts in ([gone, listener], [listener, gone], [gone, gone, listener]):
        context = RecordingContext()
        assert len(connect_times(context, hosts, 6, "")) == 6 - (len(hosts) - 1)


def test_the_only_host_may_fail_once_in_a_while(listener: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = connect._connect_ms, iter(range(100))

    def shaky(host: Host) -> float:
        if next(calls) % 3 == 1:
            raise TimeoutError
        return real(host)

    monkeypatch.setattr(connect, "_connect_ms", shaky)
    assert len(connect_times(RecordingContext(), [listener], 9, "target")) == 6


def test_concluding_keeps_what_there_is(listener: Host) -> None:
    context = RecordingContext()
    context.concluded = True
    assert len(connect_times(context, [listener], 10, "target")) == 1


def test_gives_up_once_every_host_was_tried(gone: Host) -> None:
    context = RecordingContext()
    with pytest.raises(Unavailable):
        connect_times(context, [gone] * 3, 20, "")
    assert len([event for event in context.events if isinstance(event, Progress)]) == 3


def test_a_host_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "CONNECT_SECONDS", 0.1)
    monkeypatch.setattr(connect, "has_route", lambda: True)
    with (
        socket.create_server(("127.0.0.1", 0), backlog=0) as full,
        socket.create_connection(full.getsockname()),
        pytest.raises(Unavailable, match=r"The chosen host does not answer\."),
    ):
        connect_times(RecordingContext(), [full.getsockname()], 3, "target")


@pytest.mark.parametrize(
    ("error", "option", "route", "reason"),
    [
        (ConnectionRefusedError(), "target", True, "The chosen host refuses connections: something blocks them."),
        (ConnectionRefusedError(), "", False, "The internet refuses connections: something blocks them."),
        (socket.gaierror(), "target", True, "The name of the chosen host cannot be looked up (DNS)."),
        (socket.gaierror(), "target", False, "This computer is not connected to the internet."),
        (TimeoutError(), "", True, "The internet does not answer."),
        (TimeoutError(), "", False, "This computer is not connected to the internet."),
        (OSError(113, "No route to host"), "target", True, "The chosen host cannot be reached from this network."),
        (OSError(101, "Network is unreachable"), "", True, "The internet cannot be reached from this network."),
        (TimeoutError(), "target", False, "The chosen host does not answer."),
        (ConnectionResetError(), "target", False, "The chosen host refuses connections: something blocks them."),
    ],
)
def test_each_cause_has_its_reason(
    error: OSError, option: str, route: bool, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "has_route", lambda: route)
    said = explain(error, option)
    assert said.reason.words == reason
    assert said.remedy.words.endswith(".")
    assert said.detail.startswith(type(error).__name__)


def test_the_option_that_was_used_is_the_one_to_check() -> None:
    assert "`responder`" in explain(ConnectionRefusedError(), "responder").remedy.words
    assert "option" not in explain(ConnectionRefusedError(), "").remedy.words


@pytest.mark.parametrize("text", ["host", ":443", "host:", "host:0", "host:65536", "host:x", "host:²"])
def test_a_target_that_is_none(text: str) -> None:
    with pytest.raises(Unavailable, match=r"The option `target` is not a host and port\."):
        hosts_of(text, "target")


def test_a_name_that_stands_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "has_route", lambda: True)
    with pytest.raises(Unavailable, match=r"cannot be looked up"):
        hosts_of("x" * 70 + ".invalid:443", "target")
