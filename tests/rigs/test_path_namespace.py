"""The checks of the path on a line that is broken in each way, in two network namespaces. Needs root and Linux."""

import contextlib
import itertools
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.check_child import TESTS, ChildRun, run_in_child

CHECKS = "deskready_checks.internet"
ADDRESS, ADDRESS6 = "10.78.0.2", "fd00:78::2"
PUBLIC6 = "2606:4700:4700::1111"
"""A public host that the far end of the line pretends to be."""
SERVE = f"""
import socket, subprocess, sys, threading, time
from helpers.stun_server import StunServer
cut_at = int(sys.argv[1])

def cut():
    subprocess.run(["ip", "link", "set", "far", "down"], check=True)
    time.sleep(1.5)
    subprocess.run(["ip", "link", "set", "far", "up"], check=True)

def replies(answer, number):
    if number == cut_at:
        threading.Thread(target=cut, daemon=True).start()
    return [answer]

for family, host, port in ((socket.AF_INET, "0.0.0.0", 443), (socket.AF_INET6, "::", 443)):
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    listener.bind((host, port))
    listener.listen(128)
    globals()[host] = listener
with StunServer(replies, host="{ADDRESS}") as server:
    print(server.port, flush=True)
    threading.Event().wait()
"""
UNHURRIED = {f"{CHECKS}.connection.blame:{name}": 1e9 for name in ("LAG_MS", "HOME_MS", "LINE_MS")}
"""However busy this computer is, nothing is its fault."""
NAMES = f"""
import threading
from helpers.dns_server import DnsServer
with DnsServer(delay=0.03, address=("{ADDRESS}", 53)):
    print("ready", flush=True)
    threading.Event().wait()
"""
_numbers = itertools.count()


def why_not() -> str:
    """Why this cannot run here; "" if it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "needs Linux and root"
    if missing := [tool for tool in ("ip", "unshare") if not shutil.which(tool)]:
        return f"needs {', '.join(missing)} (Debian packages iproute2, util-linux)"
    if subprocess.run(["unshare", "-n", "-m", "true"], check=False, capture_output=True).returncode:
        return "network namespaces cannot be made here"
    return ""


_WHY_NOT = why_not()
pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(_WHY_NOT), reason=_WHY_NOT)]


class Line:
    """A near end for checks and a far end that is their router and their server.

    Args:
        stack: Takes it down.
        cut_at: The number of the datagram at which the link goes down for 1.5 s.
    """

    def __init__(self, stack: contextlib.ExitStack, cut_at: int = -1) -> None:
        name = f"deskready-{os.getpid()}-path{next(_numbers)}"
        self.near, self.far = f"{name}-near", f"{name}-far"
        for end in (self.near, self.far):
            run("ip", "netns", "add", end)
            stack.callback(run, "ip", "netns", "del", end)
        run("ip", "link", "add", "near", "netns", self.near, "type", "veth", "peer", "name", "far", "netns", self.far)
        for end, link in ((self.near, "near"), (self.far, "far")):
            self.at(end, "ip", "link", "set", "lo", "up")
            self.at(end, "ip", "link", "set", link, "up")
        self.at(self.far, "ip", "addr", "add", f"{ADDRESS}/24", "dev", "far")
        self.at(self.far, "ip", "addr", "add", f"{ADDRESS6}/64", "dev", "far", "nodad")
        self.at(self.far, "ip", "addr", "add", f"{PUBLIC6}/128", "dev", "lo")
        self.stack = stack
        self.udp = f"{ADDRESS}:{int(self.serve(SERVE, str(cut_at)))}"

    def serve(self, code: str, *arguments: str) -> str:
        """Starts a server at the far end, and gives the first line that it prints."""
        command = ["ip", "netns", "exec", self.far, sys.executable, "-c", code, *arguments]
        server = subprocess.Popen(
            command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(TESTS)}, text=True
        )
        self.stack.callback(server.wait)
        self.stack.callback(server.kill)
        assert server.stdout
        self.stack.callback(server.stdout.close)
        return server.stdout.readline()

    def at(self, end: str, *command: str) -> None:
        """Runs a command at one end."""
        run("ip", "netns", "exec", end, *command)

    def connect(self, version: int = 4) -> None:
        """Gives the near end an address and a way out."""
        if version == 4:
            self.at(self.near, "ip", "addr", "add", "10.78.0.1/24", "dev", "near")
            self.at(self.near, "ip", "route", "add", "default", "via", ADDRESS)
        else:
            self.at(self.near, "ip", "addr", "add", "fd00:78::1/64", "dev", "near", "nodad")
            self.at(self.near, "ip", "-6", "route", "add", "default", "via", ADDRESS6)

    def check(self, check: str, resolvers: Path | None = None, /, **options: str | float) -> ChildRun:
        """What a check tells at the near end."""
        prefix = ["ip", "netns", "exec", self.near]
        if resolvers:
            script = 'mount --bind "$0" /etc/resolv.conf && exec "$@"'
            prefix += ["unshare", "-m", "sh", "-c", script, str(resolvers)]
        quick = {"RES_OPTIONS": "timeout:1 attempts:1"}
        target = f"{CHECKS}.{check.replace(':', '.check:')}"
        return run_in_child(target, options, environment=quick, prefix=prefix, replace=UNHURRIED)


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def line() -> Iterator[Line]:
    with contextlib.ExitStack() as stack:
        yield Line(stack)


def test_no_route(line: Line) -> None:
    offline = "This computer is not connected to the internet."
    for target in ("connection:Connection", "dns:NameLookup", "stability:Stability"):
        told = line.check(target)
        assert told.unavailable
        assert told.unavailable[0] == offline
        assert told.unavailable[1]
    told = line.check("reachability:Reachability", endpoints=f"tcp:{ADDRESS}:443 udp:{line.udp}")
    assert told.measurements["internet.reachable.failed"]["value"].startswith(
        "host 1 (tcp), 2 (udp): there is no way to it."
    )


def test_ipv4_with_a_router_that_answers(line: Line) -> None:
    line.connect()
    told = line.check("connection:Connection", target=f"{ADDRESS}:443", clock=f"{ADDRESS}:123")
    values = {name: one["value"] for name, one in told.measurements.items()}
    assert (values["internet.connection"], values["internet.ipv4"]) == ("other", True)
    assert values["internet.gateway.latency"] < 50
    assert values["internet.fault"] == "nothing is wrong."
    assert told.gaps["internet.clock"][0] == "No time server answers."


def test_ipv6_only(line: Line) -> None:
    line.connect(6)
    told = line.check("connection:Connection", clock=f"[{ADDRESS6}]:123")
    assert told.measurements["internet.ipv6"]["value"] is True
    assert (told.measurements["internet.ipv4"]["value"], told.measurements["internet.ipv4"]["method"]) == (
        False,
        "no route",
    )
    assert told.measurements["internet.gateway.latency"]["value"] < 50
    told = line.check("reachability:Reachability", endpoints=f"tcp:[{ADDRESS6}]:443 tcp:{ADDRESS}:443")
    assert told.measurements["internet.reachable"]["value"] == 50


def test_names_by_the_system_and_by_the_name_server_that_it_is_set_to_use(line: Line, tmp_path: Path) -> None:
    line.connect()
    assert line.serve(NAMES) == "ready\n"
    conf = tmp_path / "resolv.conf"
    conf.write_text(f"nameserver {ADDRESS}\n")
    told = line.check("dns:NameLookup", conf, count=4)
    found = told.measurements
    assert found["internet.dns"]["value"] >= 30
    assert "system" in found["internet.dns"]["method"]
    assert (found["internet.dns.failures"]["value"], found["internet.dns.failures"]["samples"]) == (0, 4)
    assert found["internet.dns.slowest"]["value"] >= 30
    assert found["internet.dns.resolvers"]["value"].startswith(f"{ADDRESS}: ")
    assert found["internet.dns.rewriting"]["value"] is False


def test_names_that_nobody_knows(line: Line, tmp_path: Path) -> None:
    line.connect()
    dead = tmp_path / "resolv.conf"
    dead.write_text("nameserver 10.78.0.99\n")
    begun = time.monotonic()
    told = line.check("dns:NameLookup", dead)
    assert time.monotonic() - begun < 20
    assert told.measurements["internet.dns.failures"]["value"] == 100
    assert told.gaps["internet.dns"][0] in (
        "The name servers do not answer (DNS).",
        "The name servers answer with an error (DNS).",  # what the system says of silence
    )
    assert told.gaps["internet.dns"][1]
    assert "no answer" in told.measurements["internet.dns.resolvers"]["value"]
    told = line.check("connection:Connection", dead, target="crm.example:443", gateway="none", clock=f"{ADDRESS}:123")
    assert told.gaps["internet.ipv4"][0] == "The name of the chosen host cannot be looked up (DNS)."
    told = line.check("reachability:Reachability", dead, endpoints="tls:crm.example:443")
    assert "its name cannot be looked up" in told.measurements["internet.reachable.failed"]["value"]


def test_udp_that_is_blocked(line: Line) -> None:
    line.connect()
    line.at(line.far, "ip", "rule", "add", "pref", "9", "lookup", "local")
    line.at(line.far, "ip", "rule", "del", "pref", "0")
    line.at(line.far, "ip", "rule", "add", "pref", "5", "iif", "far", "ipproto", "udp", "blackhole")
    told = line.check("reachability:Reachability", endpoints=f"udp:{line.udp} tcp:{ADDRESS}:443")
    assert told.measurements["internet.reachable"]["value"] == 50
    assert told.measurements["internet.reachable.failed"]["value"].startswith("host 1 (udp): no packet comes back.")
    told = line.check("stability:Stability", responder=line.udp)
    assert told.unavailable
    assert told.unavailable[0] == "Your own responder does not answer."
    assert "UDP" in told.unavailable[1]


def test_a_link_that_is_cut_half_way() -> None:
    with contextlib.ExitStack() as stack:
        line = Line(stack, cut_at=40)
        line.connect()
        told = line.check("stability:Stability", responder=line.udp, minutes=0.1)
    assert told.measurements["internet.stability.outages"]["value"] == 1
    assert 1.2 < told.measurements["internet.stability.longest"]["value"] < 4.5
