"""One question to one name server, and one to the system: how long the answer took, and what it was."""

import secrets
import socket
import threading
import time
from enum import Enum
from typing import NamedTuple

from deskready.plugin import text
from deskready_checks.internet.probe.servers import host_and_port
from deskready_checks.internet.probe.stun import Address

PORT = 53
ANSWER_SECONDS = 2.0
"""How long an answer may take: programs that wait longer seem dead to a person."""
_SILENCE_MS = 4500.0
"""macOS says "no such name" also after its name servers stayed silent, for 5 s at least."""


class Trouble(Enum):
    """Why a question got no good answer."""

    SILENT = text("internet.dns.trouble.silent", "no answer")
    REFUSED = text("internet.dns.trouble.refused", "refuses to answer")
    BROKEN = text("internet.dns.trouble.broken", "answers with an error")
    GARBAGE = text("internet.dns.trouble.garbage", "answers nonsense")
    DENIED = text("internet.dns.trouble.denied", "denies names that exist")
    MADE_UP = text("internet.dns.trouble.made-up", "answers every name with one address")


class Answer(NamedTuple):
    """What came of a question."""

    ms: float | None
    """How long it took, or None where there was no good answer; that a name does not exist is a good one."""
    trouble: Trouble | None = None
    """Why there was none."""
    found: bool = False
    """Whether the name has an address."""
    exists: bool = True
    """Whether the name exists, with or without one."""


def random_name(domain: str) -> str:
    """A name that nobody asked for before, so that no cache has it.

    Args:
        domain: What it lies under.
    """
    return f"{secrets.token_hex(8)}.{domain.strip('.')}."


def parse_resolvers(listed: str) -> list[Address]:
    """The name servers that an option lists: numeric addresses between blanks, with ":port" where it is not 53.

    Raises:
        Unavailable: One is no address.
    """
    found = []
    for word in listed.split():
        bare = word.strip("[]")
        if _is_address(bare):
            found.append(Address(bare, PORT))
        else:
            found.append(Address(*host_and_port(word, "resolvers")))
    return found


def configured() -> list[Address]:
    """The name servers that this system is set to use; empty where it tells none."""
    import dns.exception
    import dns.resolver

    try:
        hosts = dns.resolver.Resolver().nameservers
    except (dns.exception.DNSException, OSError):
        return []
    return [Address(host, PORT) for host in dict.fromkeys(hosts) if isinstance(host, str) and _is_address(host)]


def ask(server: Address, name: str, kind: str, seconds: float = ANSWER_SECONDS) -> Answer:
    """Asks a name server over UDP.

    Args:
        server: Its address.
        name: Absolute.
        kind: "A" or "AAAA".
        seconds: How long to wait.
    """
    import dns.exception
    import dns.message
    import dns.rcode

    question = dns.message.make_query(name, kind)
    begun = time.perf_counter()
    try:
        wire = _exchange(server, question.to_wire(), seconds)
    except ConnectionRefusedError:
        return Answer(None, Trouble.REFUSED)
    except OSError:
        return Answer(None, Trouble.SILENT)
    ms = (time.perf_counter() - begun) * 1000
    try:
        answer = dns.message.from_wire(wire, ignore_trailing=True)
    except (dns.exception.DNSException, ValueError):  # ValueError: labels that are none
        return Answer(None, Trouble.GARBAGE)
    if not question.is_response(answer):
        return Answer(None, Trouble.GARBAGE)
    if answer.rcode() == dns.rcode.REFUSED:
        return Answer(None, Trouble.REFUSED)
    if answer.rcode() not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
        return Answer(None, Trouble.BROKEN)
    found = kind in [row.rdtype.name for row in answer.answer]
    return Answer(ms, found=found, exists=answer.rcode() == dns.rcode.NOERROR)


def _exchange(server: Address, request: bytes, seconds: float) -> bytes:
    """The first datagram that comes back with the request's id; the socket is connected, so that a refusal is heard of.

    Raises:
        OSError: None comes in time, or there is no way.
    """
    until = time.monotonic() + seconds
    with socket.socket(socket.AF_INET6 if ":" in server.host else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(server)
        probe.send(request)
        while True:
            probe.settimeout(max(until - time.monotonic(), 0.001))
            answer = probe.recv(65_535)
            if answer[:2] == request[:2]:
                return answer


def ask_system(name: str, seconds: float) -> Answer:
    """Asks as every program does, through the system's own resolver.

    Args:
        name: Absolute.
        seconds: How long to wait; the system itself may wait much longer, in a thread that is left behind.
    """
    answers: list[Answer] = []

    def run() -> None:
        begun = time.perf_counter()
        try:
            socket.getaddrinfo(name, 443, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            ms = (time.perf_counter() - begun) * 1000
            unknown = error.errno in _unknown_name() and ms < _SILENCE_MS
            exists = error.errno != socket.EAI_NONAME
            answers.append(Answer(ms, exists=exists) if unknown else Answer(None, Trouble.BROKEN))
        except (OSError, UnicodeError):
            answers.append(Answer(None, Trouble.BROKEN))
        else:
            answers.append(Answer((time.perf_counter() - begun) * 1000, found=True))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else Answer(None, Trouble.SILENT)


def refuted(answer: Answer) -> Answer:
    """An answer on a name that everybody knows: that it does not exist is a failure."""
    return answer if answer.exists or answer.ms is None else Answer(None, Trouble.DENIED)


def _unknown_name() -> set[int]:
    """The error numbers that mean: there is no such name, or it has no address."""
    return {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}


def _is_address(word: str) -> bool:
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.inet_pton(family, word.partition("%")[0])
        except OSError:
            continue
        return True
    return False
