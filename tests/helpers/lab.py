"""A shaped line in network namespaces: a client, a wire with delay and a bottleneck each way, and a server."""

import contextlib
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from helpers.check_child import TESTS
from helpers.delay_box import FLAWLESS, Flaws, box_between, compiler

GOODPUT = 1448 / 1514
"""What TCP carries of a rate that counts whole Ethernet frames."""
SERVER = "10.77.0.2"
PORT = 8080
_REAL_FRAMES_MBIT = 200
"""Up to this rate frames are as long as on a real line; above, that would be too much work for the kernel here."""
_URGENT = -15
"""How nice the line and the server are: other work on this machine must not look like a slow line."""
_numbers = itertools.count()
_RESPONDER = f"""
import sys, threading
from deskready_responder.limits import Limits
from deskready_responder.server import Responder
limits = Limits(rate_mbit=0, bytes_per_client=0, connections_per_client=200, datagrams_per_client=1000)
with Responder("0.0.0.0", {PORT}, 3478, limits=limits):
    print("serving", flush=True)
    threading.Event().wait()
"""


class Lab(NamedTuple):
    """A line that stands."""

    client: tuple[str, ...]
    """The command under which a process runs at the client's end."""
    server: tuple[str, ...]
    """Likewise at the server's end."""
    url: str
    """The responder's address."""
    wire: str
    """The namespace in the middle, whose interfaces "left" and "right" `shape` changes."""


def why_not() -> str:
    """Why there can be no lab here; "" if there can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "needs Linux and root"
    if missing := [tool for tool in ("ip", "tc") if not shutil.which(tool)]:
        return f"needs {' and '.join(missing)} (Debian package iproute2)"
    if not compiler():
        return "needs a C compiler (Debian packages gcc and libc6-dev)"
    name = f"deskready-{os.getpid()}-try"
    if subprocess.run(["ip", "netns", "add", name], check=False, capture_output=True).returncode:
        return "network namespaces cannot be made here"
    _run("ip", "netns", "del", name)
    return ""


@contextlib.contextmanager
def lab(
    down_mbit: float, up_mbit: float, rtt_ms: float = 20.0, queue_ms: float = 100.0, flaws: Flaws = FLAWLESS
) -> Iterator[Lab]:
    """A line with a responder at its end.

    Args:
        down_mbit: Mbit/s of Ethernet frames towards the client.
        up_mbit: Likewise towards the server.
        rtt_ms: Round trip of an empty line.
        queue_ms: How much may queue before each bottleneck.
        flaws: What the line does to single frames.
    """
    prefix = f"deskready-{os.getpid()}-{next(_numbers)}"
    names = [f"{prefix}-{end}" for end in ("client", "wire", "server")]
    with contextlib.ExitStack() as stack:
        for name in names:
            _run("ip", "netns", "add", name)
            stack.callback(_run, "ip", "netns", "del", name)
        whole = max(down_mbit, up_mbit) > _REAL_FRAMES_MBIT and flaws._replace(seed=FLAWLESS.seed) == FLAWLESS
        _wire(names[0], names[1], names[2], whole_frames=whole)
        for interface, mbit in (("left", down_mbit), ("right", up_mbit)):
            shape(names[1], interface, mbit, queue_ms)
        client, wire, server = (("ip", "netns", "exec", name) for name in names)
        stack.enter_context(_process(*wire, *box_between("left", "right", rtt_ms / 2, flaws)))
        stack.enter_context(_process(*server, "nice", "-n", f"{_URGENT}", sys.executable, "-c", _RESPONDER))
        yield Lab(client, server, f"http://{SERVER}:{PORT}/", names[1])


def shape(wire: str, interface: str, mbit: float, queue_ms: float, verb: str = "replace") -> None:
    """Sets, or sets anew, the rate of a way: "left" is towards the client, "right" towards the server."""
    burst = max(int(mbit * 125_000 * 0.010), 3_028)
    rate = ["rate", f"{mbit * 1000:.0f}kbit", "burst", f"{burst}b", "latency", f"{queue_ms:.0f}ms"]
    _run("tc", "-n", wire, "qdisc", verb, "dev", interface, "root", "tbf", *rate)


def _wire(client: str, wire: str, server: str, *, whole_frames: bool) -> None:
    for end, near, address in ((client, "left", "10.77.0.1"), (server, "right", SERVER)):
        _run("ip", "link", "add", "line", "netns", end, "type", "veth", "peer", "name", near, "netns", wire)
        for arguments in (["addr", "add", f"{address}/24", "dev", "line"], ["link", "set", "line", "up"]):
            _run("ip", "-n", end, *arguments)
        _run("ip", "-n", end, "link", "set", "lo", "up")
        _run("ip", "-n", wire, "link", "set", near, "up")
    if not whole_frames:
        for end in (client, server):
            _run("ip", "-n", end, "link", "set", "line", "gso_max_segs", "1")


@contextlib.contextmanager
def _process(*command: str) -> Iterator[None]:
    """A process that has said its first line."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(TESTS)}) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline(), f"{command[-3:]} did not start"
            yield
        finally:
            process.kill()


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"


def launched(command: Sequence[str]) -> contextlib.AbstractContextManager[None]:
    """A server program of a test's own, once it has said its first line."""
    return _process(*command)
