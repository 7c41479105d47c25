"""What the measurement server tells whoever starts it."""

import ipaddress
import socket
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.unit import Unit
from deskready.core.words.message import message, row, sentences, text
from deskready.core.words.say import say
from deskready.core.words.text import Quantity, Text, typed
from deskready.formats.wrap import width, wrap
from deskready_responder.limits import Limits

_RUNS = text("greeting.runs", "This measurement server runs until you press Ctrl-C.")
_ADDRESS = text("greeting.address", "Address")
_UDP = text("greeting.udp", "UDP")
_UDP_PORT = message("greeting.udp-port", "port {port}: STUN and echo")
_AGENTS_RUN = text("greeting.agents-run", "Agents run")
_PROFILE = text("greeting.profile", "Profile")
_LIMITS = text("greeting.limits", "Limits")
_SPEAKS = text("greeting.speaks", "Speaks")
_PROTOCOLS = text("greeting.protocols", "Speedtest Mini, LibreSpeed, IETF responsiveness (nq), ndt7; STUN and echo")
_FIREWALL = text("greeting.firewall", "Firewall")
_LET_IN = message("greeting.let-in", "Let TCP port {tcp} and UDP port {udp} in, over {families}.")
_AND = message("greeting.and", "{one} and {other}")
_BEHIND = text(
    "greeting.behind", "Behind a router, agents need its public address or a name, and both ports forwarded."
)
_PLAIN = message("greeting.plain", "Nothing is encrypted; {first} and {second} change that.")(
    first=typed("--tls-cert"), second=typed("--tls-key")
)
_RATE = message("greeting.rate", "{rate} each way over all clients")
_ANY_RATE = text("greeting.any-rate", "any rate")
_ANY_SIZE = text("greeting.any-size", "any number of bytes")
_GRANTED = message(
    "greeting.granted",
    "{connections} connections, {each} of one client; {rate}; {size} for a client and day; {datagrams} datagrams a "
    "second of one source.",
)
_TOO_LOW = text(
    "greeting.too-low",
    "Addresses share the rate evenly. A line that is faster than its part is measured too low, and its owner is told.",
)
_UNSHARED = message("greeting.unshared", "Addresses share this server's line by connection: {option} changes that.")(
    option=typed("--max-rate")
)
_AUDIT = "deskready audit"  # no words: what is typed
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not listened on


class Served(NamedTuple):
    """Where a server listens."""

    host: str
    """The address that was asked for; "" for all."""
    port: int
    udp_port: int
    families: Sequence[str]
    """`IPv4`, `IPv6` or both."""
    encrypted: bool = False
    """Whether by https."""


class Setting(NamedTuple):
    """An option of a check that has it measure against this server."""

    check: str
    option: str
    value: str


def greeting(served: Served, limits: Limits, checks: Sequence[CheckInfo]) -> str:
    """What agents have to be given, what the server grants, and how to end it."""
    scheme = "https" if served.encrypted else "http"
    hosts = [f"[{each}]" if ":" in each else each for each in addresses(served.host, served.families)]
    urls = [f"{scheme}://{each}:{served.port}/" for each in hosts]
    settings = settings_for(checks, urls[0], f"{hosts[0]}:{served.udp_port}")
    families = _families(served.families)
    let_in = _LET_IN(tcp=served.port, udp=served.udp_port, families=families)
    entries = (
        (_ADDRESS, urls),
        (_UDP, [say(_UDP_PORT(port=served.udp_port))]),
        (_AGENTS_RUN, _command(settings)),
        (_PROFILE, _tables(settings)),
        (_LIMITS, wrap(say(_granted(limits)), 66)),
        (_SPEAKS, wrap(say(_PROTOCOLS), 66)),
        (_FIREWALL, wrap(say(sentences(let_in, *_reach(served.encrypted))), 66)),
    )
    return "\n".join((say(_RUNS), "", *_beside(entries), ""))


def _families(found: Sequence[str]) -> Text:
    """The families in words."""
    names = [typed(each) for each in found]
    return _AND(one=names[0], other=names[1]) if len(names) > 1 else row(*names)


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
    lines = [_AUDIT, *(f"  --option {each.check}.{each.option}={each.value}" for each in settings)]
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


def addresses(host: str, families: Sequence[str]) -> list[str]:
    """The addresses by which clients can reach a server that listens on `host`, those of IPv4 first; never none."""
    if host not in _EVERYWHERE:
        return [host]
    import psutil

    everything = [address for interface in psutil.net_if_addrs().values() for address in interface]
    by_family = {"IPv4": socket.AF_INET, "IPv6": socket.AF_INET6}
    found = [each.address for name in families for each in everything if each.family == by_family[name]]
    usable = [address for address in found if _is_usable(address)]
    return usable or (["127.0.0.1"] if "IPv4" in families else ["::1"])


def _is_usable(address: str) -> bool:
    """Whether others can reach it: not this computer's own, and not valid on one link only."""
    found = ipaddress.ip_address(address.partition("%")[0])
    return not (found.is_loopback or found.is_link_local)


def _beside(entries: Sequence[tuple[Text, Sequence[str]]]) -> Iterator[str]:
    """Each entry's lines beside its title, all in one column."""
    column = max(11, *(width(say(title)) for title, _ in entries))
    for title, lines in entries:
        for number, line in enumerate(lines):
            said = "" if number else say(title)
            yield f"{said}{' ' * (column - width(said))} {line}"


def _granted(limits: Limits) -> Text:
    rate = _RATE(rate=Quantity(limits.rate_mbit, Unit.MBIT_S)) if limits.rate_mbit else _ANY_RATE
    size = row(Quantity(limits.bytes_per_client, Unit.BYTE)) if limits.bytes_per_client else _ANY_SIZE
    granted = _GRANTED(
        connections=limits.connections,
        each=limits.connections_per_client,
        rate=rate,
        size=size,
        datagrams=Quantity(limits.datagrams_per_client),
    )
    return sentences(granted, _TOO_LOW if limits.rate_mbit else _UNSHARED)


def _reach(encrypted: bool) -> tuple[Text, ...]:
    return (_BEHIND,) if encrypted else (_BEHIND, _PLAIN)
