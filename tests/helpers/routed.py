"""Three machines on one: network namespaces for a client, a router and a server. Needs root, Linux and iproute2."""

import itertools
import os
import select
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Self

TESTS = Path(__file__).parent.parent
CLIENT_ADDRESS, SERVER_ADDRESS = "10.71.1.2", "10.71.2.2"
CLIENT_ADDRESS_6, SERVER_ADDRESS_6 = "fd71:1::2", "fd71:2::2"
_numbers = itertools.count()
_START_SECONDS = 20.0


def can_build_a_lab() -> bool:
    """Whether this machine lets us make namespaces."""
    tools = sys.platform == "linux" and all(shutil.which(tool) for tool in ("unshare", "ip"))
    return tools and subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0


class Lab:
    """Client, router and server, joined by two cables.

    Attributes:
        client: The client's namespace; its cable is `eth0`.
        router: The router's; `eth0` leads to the client, `eth1` to the server.
        server: The server's; its cable is `eth0`.
    """

    def __init__(self, *, ipv4: bool = True) -> None:
        stem = f"deskready-{os.getpid()}-{next(_numbers)}"
        self.client, self.router, self.server = (f"{stem}-{part}" for part in ("client", "router", "server"))
        self._ipv4 = ipv4
        self._processes: list[subprocess.Popen[bytes]] = []

    def ip(self, space: str, *words: str) -> None:
        """Runs `ip` in a namespace."""
        subprocess.run(["ip", "-n", space, *words], check=True, capture_output=True)

    def inside(self, space: str) -> tuple[str, ...]:
        """What to write before a command so that it runs in a namespace."""
        return ("ip", "netns", "exec", space)

    def serve(self, code: str) -> None:
        """Runs Python code in the server's namespace until the lab is taken down; it prints a line once it is ready."""
        process = subprocess.Popen(
            [*self.inside(self.server), sys.executable, "-u", "-c", code],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(TESTS)},
        )
        self._processes.append(process)
        assert process.stdout is not None
        assert select.select([process.stdout], [], [], _START_SECONDS)[0], "the server does not start"
        assert process.stdout.readline()

    def __enter__(self) -> Self:
        try:
            self._build()
        except BaseException:
            self._take_down()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._take_down()

    def _build(self) -> None:
        for space in (self.client, self.router, self.server):
            subprocess.run(["ip", "netns", "add", space], check=True, capture_output=True)
            self.ip(space, "link", "set", "lo", "up")
            self._switch(space, "net.ipv6.conf.default.accept_dad=0")  # else IPv6 rests for a second or two
        for side, end, net in ((self.client, "eth0", 1), (self.server, "eth1", 2)):
            self.ip(side, "link", "add", "eth0", "type", "veth", "peer", "name", end, "netns", self.router)
            for space, name, host in ((side, "eth0", 2), (self.router, end, 1)):
                if self._ipv4:
                    self.ip(space, "addr", "add", f"10.71.{net}.{host}/24", "dev", name)
                self.ip(space, "addr", "add", f"fd71:{net}::{host}/64", "dev", name, "nodad")
                self.ip(space, "link", "set", name, "up")
            if self._ipv4:
                self.ip(side, "route", "add", "default", "via", f"10.71.{net}.1")
            self.ip(side, "-6", "route", "add", "default", "via", f"fd71:{net}::1")
        self._switch(self.router, "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1")

    def _switch(self, space: str, *settings: str) -> None:
        subprocess.run([*self.inside(space), "sysctl", "-qw", *settings], check=True, capture_output=True)

    def _take_down(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
        for space in (self.client, self.router, self.server):
            subprocess.run(["ip", "netns", "del", space], check=False, capture_output=True)
