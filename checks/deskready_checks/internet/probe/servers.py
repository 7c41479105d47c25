"""Which servers are probed: public STUN servers, or a responder of one's own."""

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from deskready.plugin import Name, Privacy, Unavailable, message, text
from deskready_checks.internet.probe.stun import Address

PUBLIC = (
    ("stun.l.google.com", 19302),
    ("stun.cloudflare.com", 3478),
    ("global.stun.twilio.com", 3478),
    ("stun.sipgate.net", 3478),
)
"""STUN servers that their owners offer to everybody and that calls through browsers use every day."""
TCP_PORTS = (8080, 443)
"""Where `deskready responder` serves HTTP, as a rule."""
UDP_PORT = 3478
"""Where it takes UDP, as a rule: STUN's own port (RFC 8489, 18.6)."""
LOOKUP_SECONDS = 5.0
"""How long names may take to be looked up, all at once."""
_WRITE_HOST_PORT = text("internet.probe.write-host-port", "Write it as host:port.")
_NO_HOST = message("internet.probe.no-host-and-port", "The option `{option}` is not a host and port.")


@dataclass(frozen=True)
class Found:
    """What names stand for."""

    ipv4: tuple[Address, ...]
    """An address of each name that has one, in the order of the names."""
    ipv6: tuple[Address, ...]
    """The same of IPv6."""
    error: str
    """The system's words where no name stands for anything."""

    @property
    def families(self) -> tuple[tuple[Address, ...], ...]:
        """What there is, IPv4 first: it is what most calls use, and where address translation is."""
        return tuple(servers for servers in (self.ipv4, self.ipv6) if servers)


def host_and_port(told: str, option: str) -> tuple[str, int]:
    """What an option names.

    Args:
        told: "host:port"; an IPv6 address in brackets.
        option: The option's name, for the error.

    Raises:
        Unavailable: It is no host and port.
    """
    host, colon, port = told.rpartition(":")
    if not (host and colon and port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65_536):
        raise Unavailable(_NO_HOST(option=Name(option, Privacy.PUBLIC)), remedy=_WRITE_HOST_PORT, detail=told)
    return host.strip("[]"), int(port)


def look_up(hosts: Sequence[tuple[str, int]]) -> Found:
    """The addresses of hosts, looked up all at once: one name that hangs does not hold up the others."""
    errors: list[str] = []
    answers = look_up_each(hosts, errors)
    found = [answers[n] for n in sorted(answers)]
    error = "" if found else "; ".join(errors) or "no answer"  # no words: for the log
    return Found(_first(found, ipv6=False), _first(found, ipv6=True), error)


def look_up_each(hosts: Sequence[tuple[str, int]], errors: list[str] | None = None) -> dict[int, list[Address]]:
    """Every address of each host that has one, by its place among the hosts.

    Args:
        hosts: Names and ports.
        errors: Gets the system's words for each that has none.
    """
    answers: dict[int, list[Address]] = {}

    def ask(number: int, host: str, port: int) -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)
        except (OSError, UnicodeError) as error:  # UnicodeError: no name that could be asked for
            if errors is not None:
                errors.append(f"{type(error).__name__}: {error}")
        else:
            answers[number] = [Address(str(row[4][0]), port) for row in rows]

    threads = [threading.Thread(target=ask, args=(n, *host), daemon=True) for n, host in enumerate(hosts)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + LOOKUP_SECONDS
    for thread in threads:
        thread.join(max(until - time.monotonic(), 0.0))
    return dict(answers)  # one that comes later still is not counted


def _first(found: Sequence[Sequence[Address]], *, ipv6: bool) -> tuple[Address, ...]:
    """The first address of one family of each name; no address twice."""
    picked = (next((a for a in addresses if (":" in a.host) is ipv6), None) for addresses in found)
    return tuple(dict.fromkeys(address for address in picked if address))
