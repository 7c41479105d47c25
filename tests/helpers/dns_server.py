"""A name server on loopback that can misbehave."""

import socket
import threading
import time
import zlib
from collections.abc import Callable
from typing import Self

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

KNOWN = ("example.com.", "google.com.", "cloudflare.com.", "wikipedia.org.")
"""Names that exist."""
Replies = Callable[[dns.message.Message], list[bytes]]
"""What is sent back for a question."""


def _reply(question: dns.message.Message, rcode: dns.rcode.Rcode, address: str = "") -> bytes:
    answer = dns.message.make_response(question)
    answer.flags |= dns.flags.RA
    answer.set_rcode(rcode)
    if address:
        name = question.question[0].name
        answer.answer.append(dns.rrset.from_text(name, 60, "IN", "A", address))
    return answer.to_wire()


def unknown(question: dns.message.Message) -> list[bytes]:
    """What an honest server says: names that everybody knows exist, and random ones do not."""
    name = question.question[0].name.to_text()
    if name not in KNOWN:
        return [_reply(question, dns.rcode.NXDOMAIN)]
    address = f"192.0.2.{7 + KNOWN.index(name)}"
    return [_reply(question, dns.rcode.NOERROR, address if question.question[0].rdtype.name == "A" else "")]


def denying(question: dns.message.Message) -> list[bytes]:
    """There is no such name, whatever the name."""
    return [_reply(question, dns.rcode.NXDOMAIN)]


def dead(question: dns.message.Message) -> list[bytes]:
    """Nothing."""
    return []


def broken(question: dns.message.Message) -> list[bytes]:
    """SERVFAIL."""
    return [_reply(question, dns.rcode.SERVFAIL)]


def unwilling(question: dns.message.Message) -> list[bytes]:
    """REFUSED."""
    return [_reply(question, dns.rcode.REFUSED)]


def inventive(question: dns.message.Message) -> list[bytes]:
    """Every name has an address."""
    return [_reply(question, dns.rcode.NOERROR, "192.0.2.80" if question.question[0].rdtype.name == "A" else "")]


def everything(question: dns.message.Message) -> list[bytes]:
    """Every name of two or more words exists, each at an address of its own."""
    name = question.question[0].name.to_text()
    address = f"198.18.{zlib.crc32(name.encode()) % 256}.{len(name)}"
    return [_reply(question, dns.rcode.NOERROR, address if question.question[0].rdtype.name == "A" else "")]


def nonsense(question: dns.message.Message) -> list[bytes]:
    """A packet with the right id that is no answer."""
    return [question.id.to_bytes(2, "big") + b"\xff" * 30]


class DnsServer:
    """Answers questions over UDP from a thread of its own.

    Args:
        replies: Makes what is sent back.
        delay: Seconds before it is.
        address: Where to listen.

    Attributes:
        questions: Name and kind of each question that came.
    """

    def __init__(
        self, replies: Replies = unknown, delay: float = 0.0, address: tuple[str, int] = ("127.0.0.1", 0)
    ) -> None:
        self.questions: list[tuple[str, str]] = []
        self._replies, self._delay = replies, delay
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(address)
        self.host, self.port = address[0], int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def name(self) -> str:
        """Its address, as the option `resolvers` takes it."""
        return f"{self.host}:{self.port}"

    def _run(self) -> None:
        while True:
            datagram, source = self._socket.recvfrom(4096)
            if datagram == b"end" and source == self._socket.getsockname():
                return
            question = dns.message.from_wire(datagram)
            asked = question.question[0]
            self.questions.append((asked.name.to_text(), asked.rdtype.name))
            time.sleep(self._delay)
            for reply in self._replies(question):
                self._socket.sendto(reply, source)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.sendto(b"end", self._socket.getsockname())
        self._thread.join()
        self._socket.close()
