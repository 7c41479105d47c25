"""Many clients of one responder: a crowd and a good one in network namespaces, at a server with a line of its own.

Run as a program it is one of the clients: `python -m helpers.crowd pull|push|flood|ask ...`, which prints what it saw.
"""

import contextlib
import itertools
import json
import os
import resource
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from helpers.check_child import TESTS
from helpers.delay_box import box_between
from helpers.lab import launched

PORT, UDP_PORT = 8080, 3478
LINK_MBIT = 1000
QUEUE_MS = 25
RTT_MS = 10
SERVER = {4: "10.78.0.1", 6: "fd78::1"}
GOOD = {4: "10.78.0.2", 6: "fd78:0:0:1::1"}
MANY = 100
"""Addresses of the crowd, of each family; those of IPv6 are in as many networks of /64."""
_RAMP_SECONDS = 1.0
_numbers = itertools.count()
_SERVE = f"""
import sys, threading
from deskready_responder.limits import Limits
from deskready_responder.server import Responder
with Responder(sys.argv[1], {PORT}, {UDP_PORT}, limits=Limits(bytes_per_client=0)) as responder:
    print("serving", flush=True)
    threading.Event().wait()
"""


class Place(NamedTuple):
    """A server and its clients."""

    crowd: tuple[str, ...]
    """The command under which a process runs in the crowd's namespace."""
    good: tuple[str, ...]
    """The same for the good client's."""
    server: tuple[str, ...]
    """The same for the server's."""


def crowd_address(number: int, family: int = 4) -> str:
    """One of the crowd's addresses."""
    return f"10.78.1.{number + 1}" if family == 4 else f"fd78:0:0:{number + 16:x}::1"


@contextlib.contextmanager
def place(host: str = "") -> Iterator[Place]:
    """A running responder with the limits that it has unless told otherwise, but for the bytes of a day.

    Args:
        host: Where it listens.
    """
    prefix = f"deskready-{os.getpid()}-crowd{next(_numbers)}"
    names = {end: f"{prefix}-{end}" for end in ("crowd", "good", "server", "wire")}
    with contextlib.ExitStack() as stack:
        for name in names.values():
            _run("ip", "netns", "add", name)
            stack.callback(_run, "ip", "netns", "del", name)
        wire = names.pop("wire")
        _run("ip", "-n", wire, "link", "add", "bridge", "type", "bridge", "mcast_snooping", "0")
        _run("ip", "-n", wire, "link", "set", "bridge", "up")
        for end, name in names.items():
            _run("ip", "link", "add", "line", "netns", name, "type", "veth", "peer", "name", end, "netns", wire)
            master = [] if end == "server" else ["master", "bridge"]
            _run("ip", "-n", wire, "link", "set", end, *master, "up")
            for interface in ("line", "lo"):
                _run("ip", "-n", name, "link", "set", interface, "up")
        for number in range(MANY):
            _address(names["crowd"], crowd_address(number), crowd_address(number, 6))
        _address(names["good"], GOOD[4], GOOD[6])
        _address(names["server"], SERVER[4], SERVER[6])
        _run("ip", "-n", wire, "link", "add", "left", "type", "veth", "peer", "name", "trunk")
        _run("ip", "-n", wire, "link", "set", "trunk", "master", "bridge", "up")
        _run("ip", "-n", wire, "link", "set", "left", "up")
        shape = ["rate", f"{LINK_MBIT}mbit", "burst", f"{LINK_MBIT * 1250}b", "latency", f"{QUEUE_MS}ms"]
        for interface in ("left", "server"):
            _run("tc", "-n", wire, "qdisc", "add", "dev", interface, "root", "tbf", *shape)
        box = box_between("left", "server", RTT_MS / 2)
        stack.enter_context(launched(["ip", "netns", "exec", wire, *box]))
        crowd, good, server = (("ip", "netns", "exec", names[end]) for end in ("crowd", "good", "server"))
        stack.enter_context(launched([*server, sys.executable, "-c", _SERVE, host]))
        yield Place(crowd, good, server)


def _address(name: str, four: str, six: str) -> None:
    _run("ip", "-n", name, "addr", "add", f"{four}/16", "dev", "line")
    _run("ip", "-n", name, "addr", "add", f"{six}/32", "dev", "line", "nodad")


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"


def start(where: Sequence[str], *arguments: object) -> subprocess.Popen[str]:
    """A client that is under way."""
    command = [*where, sys.executable, "-m", "helpers.crowd", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(TESTS)}, cwd=TESTS
    )


def seen(client: "subprocess.Popen[str]") -> dict[str, float]:
    """What a client prints at its end."""
    with client:
        assert client.stdout is not None
        said = client.stdout.read()
    found: dict[str, float] = json.loads(said)
    return found


def _connect(source: str, timeout: float = 20.0) -> socket.socket:
    family = 6 if ":" in source else 4
    return socket.create_connection((SERVER[family], PORT), timeout, source_address=(source, 0))


def _load(way: str, seconds: float, flows: int, sources: Sequence[str]) -> dict[str, float]:
    """Mbit/s of each address after the ramp, over so many connections each."""
    head = {
        "pull": b"GET /nq/large HTTP/1.1\r\nHost: x\r\n\r\n",
        "push": b"POST /nq/upload HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
    }[way]
    moved = dict.fromkeys(sources, 0)
    content = memoryview(bytearray(262_144))
    begun = time.monotonic()
    ended = begun + _RAMP_SECONDS + seconds
    with selectors.DefaultSelector() as ready:
        for source in [source for source in sources for _ in range(flows)]:
            sock = _connect(source)
            sock.sendall(head)
            sock.setblocking(False)
            ready.register(sock, selectors.EVENT_READ if way == "pull" else selectors.EVENT_WRITE, source)
        while (now := time.monotonic()) < ended:
            for key, _ in ready.select(0.1):
                sock = key.fileobj  # type: ignore[assignment]
                try:
                    count = sock.recv_into(content) if way == "pull" else sock.send(content)
                except BlockingIOError:
                    continue
                except ConnectionError:  # refused
                    ready.unregister(sock)
                    continue
                moved[key.data] += count if now > begun + _RAMP_SECONDS else 0
    return {source: count * 8e-6 / seconds for source, count in moved.items()}


def _flood(seconds: float, rate: float, sources: Sequence[str]) -> dict[str, float]:
    """Opens connections at a rate, says nothing, and closes none; how many."""
    kept: list[socket.socket] = []
    begun = time.monotonic()
    while (passed := time.monotonic() - begun) < seconds:
        while len(kept) < rate * passed:
            sock = socket.socket()
            sock.setblocking(False)
            sock.bind((sources[len(kept) % len(sources)], 0))
            sock.connect_ex((SERVER[4], PORT))
            kept.append(sock)
        time.sleep(0.005)
    return {"opened": len(kept)}


def _ask(count: int, source: str) -> dict[str, float]:
    """Asks so often, each time over a new connection; how many answers were good, and the slowest one's seconds."""
    good, slowest = 0, 0.0
    for _ in range(count):
        begun = time.monotonic()
        with contextlib.suppress(OSError), _connect(source, 5.0) as sock:
            sock.sendall(b"GET /empty.php HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            good += sock.recv(65_536).startswith(b"HTTP/1.1 200 ")
        slowest = max(slowest, time.monotonic() - begun)
        time.sleep(0.05)
    return {"good": good, "slowest": slowest}


def main() -> None:
    """Is a client."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (8_192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    what, first, second, *sources = sys.argv[1:]
    if what == "flood":
        found = _flood(float(first), float(second), sources)
    elif what == "ask":
        found = _ask(int(first), second)
    else:
        found = _load(what, float(first), int(second), sources)
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)  # connections by the thousand are closed faster by the system


if __name__ == "__main__":
    main()
