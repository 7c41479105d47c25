"""Questions to name servers on loopback."""

import socket

import pytest

from deskready.plugin import Unavailable
from deskready_checks.internet.dns import query as dns_query
from deskready_checks.internet.dns.query import Answer, Trouble, ask, ask_system, parse_resolvers, random_name
from deskready_checks.internet.probe.stun import Address
from helpers.dns_server import DnsServer, Replies, broken, dead, inventive, nonsense, unknown, unwilling


def asked(replies: Replies, kind: str = "A", delay: float = 0.0, seconds: float = 2.0) -> Answer:
    with DnsServer(replies, delay) as server:
        return ask(Address(server.host, server.port), "x.example.", kind, seconds)


def test_that_a_name_does_not_exist_is_a_good_answer() -> None:
    answer = asked(unknown, delay=0.05)
    assert answer.ms is not None
    assert 50 <= answer.ms < 1500
    assert (answer.trouble, answer.found) == (None, False)


@pytest.mark.parametrize(("kind", "found"), [("A", True), ("AAAA", False)])
def test_a_name_with_an_address(kind: str, found: bool) -> None:
    assert asked(inventive, kind).found is found


@pytest.mark.parametrize(
    ("replies", "trouble"),
    [
        (dead, Trouble.SILENT),
        (broken, Trouble.BROKEN),
        (unwilling, Trouble.REFUSED),
        (nonsense, Trouble.GARBAGE),
        (lambda question: [b"\0\0" + b"x" * 20], Trouble.SILENT),
    ],
)
def test_each_trouble(replies: Replies, trouble: Trouble) -> None:
    assert asked(replies, seconds=0.2) == Answer(None, trouble)


def test_one_that_is_too_slow() -> None:
    assert asked(unknown, delay=0.3, seconds=0.1).trouble is Trouble.SILENT


def test_an_answer_to_another_question() -> None:
    def other(question: object) -> list[bytes]:
        import dns.message

        assert isinstance(question, dns.message.Message)
        wrong = dns.message.make_query("elsewhere.example.", "A", id=question.id)
        return [dns.message.make_response(wrong).to_wire()]

    assert asked(other).trouble is Trouble.GARBAGE


def test_nothing_listens_there() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert ask(Address("127.0.0.1", port), "x.example.", "A", 1.0).trouble is Trouble.REFUSED


def test_the_system_knows_localhost_and_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = ask_system("localhost", 5.0)
    assert answer.ms is not None
    assert answer.found
    release = socket.socketpair()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: release[0].recv(1))
    assert ask_system("x.example.", 0.05) == Answer(None, Trouble.SILENT)
    release[1].close()
    release[0].close()


@pytest.mark.parametrize(
    ("code", "answered"), [(socket.EAI_NONAME, True), (socket.EAI_AGAIN, False), (socket.EAI_FAIL, False)]
)
def test_the_systems_errors(monkeypatch: pytest.MonkeyPatch, code: int, answered: bool) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(code, "so")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert (ask_system("x.example.", 1.0).ms is not None) is answered
    monkeypatch.setattr(dns_query, "_SILENCE_MS", 0.0)
    assert ask_system("x.example.", 1.0) == Answer(None, Trouble.BROKEN)


def test_names_are_never_the_same() -> None:
    assert random_name("example.com") != random_name("example.com")
    assert random_name(".example.com.").endswith(".example.com.")


def test_lists_of_name_servers() -> None:
    assert parse_resolvers(" 192.0.2.1  2001:db8::1 [2001:db8::2]:5353 127.0.0.1:54 ") == [
        Address("192.0.2.1", 53),
        Address("2001:db8::1", 53),
        Address("2001:db8::2", 5353),
        Address("127.0.0.1", 54),
    ]
    with pytest.raises(Unavailable):
        parse_resolvers("192.0.2.1 nowhere")


def test_what_this_system_is_set_to_use_are_addresses() -> None:
    assert all(server.port == 53 and ("." in server.host or ":" in server.host) for server in dns_query.configured())
