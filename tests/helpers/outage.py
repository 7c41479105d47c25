"""A computer whose network has one fault: a namespace of its own, and a server that answers for the whole internet."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from helpers.routed import SERVER_ADDRESS, Lab

_NETNS = Path("/etc/netns")
_SERVER = f"""
import socket, threading
from helpers import dns_server
from helpers.dns_server import DnsServer

def accept(listener):
    while True:
        listener.accept()[0].close()

for port in (80, 443):
    listener = socket.create_server(("0.0.0.0", port))
    threading.Thread(target=accept, args=(listener,), daemon=True).start()
replies = getattr(dns_server, "{{replies}}")
with DnsServer(replies, address=("{SERVER_ADDRESS}", 53)):
    print("serving", flush=True)
    threading.Event().wait()
"""


@contextlib.contextmanager
def outage(replies: str, *, route: bool = True) -> Iterator[tuple[str, ...]]:
    """The command under which a process runs at that computer. Nothing answers UDP but the name server.

    Args:
        replies: What the name server answers: a function of `helpers.dns_server`.
        route: Whether there is a way to the internet.
    """
    with Lab() as lab:
        lab.ip(lab.router, "route", "add", "default", "via", SERVER_ADDRESS)
        lab.ip(lab.server, "route", "add", "10.71.1.0/24", "via", "10.71.2.1")
        lab.ip(lab.server, "route", "del", "default")
        lab.ip(lab.server, "route", "add", "local", "0.0.0.0/0", "dev", "lo")
        lab.serve(_SERVER.format(replies=replies))
        if not route:
            lab.ip(lab.client, "route", "del", "default")
        lab.ip(lab.client, "-6", "route", "del", "default")
        own = _NETNS / lab.client
        own.mkdir(parents=True)
        try:
            (own / "resolv.conf").write_text(f"nameserver {SERVER_ADDRESS}\noptions timeout:1 attempts:1\n")
            (own / "nsswitch.conf").write_text("hosts: files dns\n")
            yield lab.inside(lab.client)
        finally:
            shutil.rmtree(own)


def audited(inside: tuple[str, ...], home: Path, *checks: str) -> bytes:
    """The saved audit of those checks at that computer."""
    target = home / "audit.json"
    command = [*inside, sys.executable, "-m", "deskready", "audit", *checks, "--save", str(target), "--force"]
    quiet = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=quiet | {"DESKREADY_HOME": str(home)}
    )
    assert target.exists(), done.stderr
    return target.read_bytes()
