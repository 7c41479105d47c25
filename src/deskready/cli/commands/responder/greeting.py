"""What the measurement server tells whoever starts it."""

import ipaddress
import socket
from collections.abc import Sequence
from typing import NamedTuple

from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.unit import Unit, show_value
from deskready.formats.wrap import wrap
from deskready_responder.limits import Limits

_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not listened on


class Setting(NamedTuple):
    """An option of a check that has it measure against this server."""

    check: str
    option: str
    value: str


def greeting(
    host: str, port: int, udp_port: int, limits: Limits, checks: Sequence[CheckInfo], *, encrypted: bool
) -> str:
    """What agents have to be given, what the server grants, and how to end it."""
    scheme = "https" if encrypted else "http"
    hosts = [f"[{each}]" if ":" in each else each for each in addresses(host)]
    urls = [f"{scheme}://{each}:{port}/" for each in hosts]
    settings = settings_for(checks, urls[0], f"{hosts[0]}:{udp_port}")
    return "\n".join(
        (
            "This measurement server runs until you press Ctrl-C.",
            "",
            *_entry("Address", *urls),
            *_entry("UDP", f"port {udp_port}: STUN and echo"),
            *_entry("Agents run", *_command(settings)),
            *_entry("Profile", *_tables(settings)),
            *_entry("Limits", *wrap(_granted(limits), 66)),
            *_entry("Speaks", *wrap("Speedtest Mini, LibreSpeed, IETF responsiveness (nq), ndt7; STUN and echo", 66)),
            *_entry("Firewall", *wrap(f"Let TCP port {port} and UDP port {udp_port} in. {_reach(encrypted)}", 66)),
            "",
        )
    )


def settings_for(checks: Sequence[CheckInfo], url: str, udp: str) -> list[Setting]:
    """What to set so that every check that can measures against this server."""
    values = {"http": url, "udp": udp}
    return [
        Setting(check.id, option.name, values[option.served])
        for check in checks
        for option in check.options
        if option.served in values
    ]


def _command(settings: Sequence[Setting]) -> list[str]:
    """The command for agents, in lines that a shell takes as one."""
    lines = ["deskready audit", *(f"  --option {each.check}.{each.option}={each.value}" for each in settings)]
    return [*(f"{line} \\" for line in lines[:-1]), lines[-1]]


def _tables(settings: Sequence[Setting]) -> list[str]:
    """The same in a profile."""
    lines: list[str] = []
    for each in settings:
        table = f'[options."{each.check}"]'
        if table not in lines:
            lines.append(table)
        lines.append(f'{each.option} = "{each.value}"')
    return lines


def addresses(host: str) -> list[str]:
    """The addresses by which clients can reach a server that listens on `host`; never none."""
    if host not in _EVERYWHERE:
        return [host]
    import psutil

    found = [
        address.address
        for interface in psutil.net_if_addrs().values()
        for address in interface
        if address.family == socket.AF_INET or (host != _EVERYWHERE[0] and address.family == socket.AF_INET6)
    ]
    usable = [address for address in found if _is_usable(address)]
    return usable or ["127.0.0.1"]


def _is_usable(address: str) -> bool:
    """Whether others can reach it: not this computer's own, and not valid on one link only."""
    found = ipaddress.ip_address(address.partition("%")[0])
    return not (found.is_loopback or found.is_link_local)


def _entry(title: str, *lines: str) -> list[str]:
    return [f"{title if not n else '':11} {line}" for n, line in enumerate(lines)]


def _granted(limits: Limits) -> str:
    rate = f"{show_value(limits.rate_mbit, Unit.MBIT_S)} each way over all clients" if limits.rate_mbit else "any rate"
    size = f"{show_value(limits.bytes_per_client, Unit.BYTE)}" if limits.bytes_per_client else "any number of bytes"
    return (
        f"{limits.connections} connections, {limits.connections_per_client} of one client; {rate}; "
        f"{size} for a client and day; {show_value(limits.datagrams_per_client, '')} datagrams a second of one source. "
        "A line that is faster than the rate, or shares it, is measured too low."
    )


def _reach(encrypted: bool) -> str:
    reach = "Behind a router, agents need its public address or a name, and both ports forwarded."
    return reach if encrypted else f"{reach} Nothing is encrypted; --tls-cert and --tls-key change that."
