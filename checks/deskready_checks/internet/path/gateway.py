"""Round trips to the router, by whatever it answers; needs no privilege."""

import re
import socket
import sys
import time
from collections.abc import Callable, Sequence

from deskready.plugin import text
from deskready_checks.internet.path.leg import Leg, run_leg, tcp_round_trip
from deskready_checks.system.command import printed

PORTS = (80, 53, 443)
"""What routers listen on for people and for names; a closed port answers as well, by refusing."""
PINGS = 10
_FIRST_SECONDS = 0.4
_CLOSED_PORT = 33_434
"""Where traceroute begins: hardly anything listens there."""
_BY_PING = text("internet.path.by-ping", "the system's ping")
_BY_CLOSED_PORT = text("internet.path.by-closed-port", "answers of a closed UDP port")


def gateway_leg(host: str, count: int, run: Callable[[Sequence[str]], str] = printed) -> Leg | None:
    """Round trips to the router, or None where it answers nothing.

    Args:
        host: Its address.
        count: How many TCP connections to try.
        run: Runs the system's `ping` and gives what it prints.
    """
    for port in PORTS:
        if tcp_round_trip(host, port, _FIRST_SECONDS) is not None:
            return run_leg(host, port, count)
    return parse_ping(run(ping_command(host))) or closed_port_leg(host)


def ping_command(host: str, platform: str | None = None) -> list[str]:
    """The system's `ping` with short pauses.

    Args:
        host: Its address.
        platform: As `sys.platform`; this system's where it is not given.
    """
    platform = platform or sys.platform
    if platform == "win32":
        return ["ping", "-n", "4", "-w", "900", host]  # it always pauses for a second
    if platform == "darwin":
        return ["ping6" if ":" in host else "ping", "-n", "-c", str(PINGS), "-i", "0.2", host]
    return ["ping", "-n", "-c", str(PINGS), "-i", "0.2", "-W", "1", host]


def parse_ping(told: str) -> Leg | None:
    """The round trips in what `ping` printed, in any language, or None where there is none.

    Windows writes "time<1ms" below a millisecond, which is taken as 0.5. How many were sent is read from the numbers,
    and is what was asked for where they cannot be read.
    """
    rtts = []
    for line in told.splitlines():
        match = re.search(r"[=<]\s?(\d+(?:[.,]\d+)?)\s?ms\b.*", line)
        if match and re.search(r"ttl|hlim", line, re.IGNORECASE):
            rtts.append(0.5 if f"<{match[1]}" in line else float(match[1].replace(",", ".")))
    if not rtts:
        return None
    counts = re.search(r"^(\d+) packets transmitted|= (\d+), \S+ = \d+,", told, re.MULTILINE)
    sent = int(counts[1] or counts[2]) if counts else len(rtts)
    return Leg(tuple(rtts), max(sent, len(rtts)), _BY_PING)


def closed_port_leg(host: str, count: int = 4) -> Leg | None:
    """Round trips of datagrams to a port where nothing listens, or None where the router does not say so.

    Routers limit how often they say it (RFC 1812, 4.3.2.8), so that what stays unanswered is not counted as lost.
    """
    rtts: list[float] = []
    for number in range(count):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.settimeout(_FIRST_SECONDS)
            begun = time.perf_counter()
            try:
                probe.connect((host, _CLOSED_PORT + number))
                probe.send(b"\0")
                probe.recv(1)
            except ConnectionRefusedError:
                rtts.append((time.perf_counter() - begun) * 1000)
            except OSError:
                continue
    return Leg(tuple(rtts), len(rtts), _BY_CLOSED_PORT, counts_losses=False) if rtts else None
