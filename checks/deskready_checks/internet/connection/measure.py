"""Measures what carries this computer's packets, and where on the way a disturbance comes from."""

import errno
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from deskready.plugin import Context, Gap, Measurement, Metric, Words, text
from deskready_checks.internet.connection import clock, metrics
from deskready_checks.internet.connection.blame import Blame, whose_fault
from deskready_checks.internet.connection.metrics import CABLE
from deskready_checks.internet.path import proxy
from deskready_checks.internet.path.gateway import gateway_leg
from deskready_checks.internet.path.interface import way_to
from deskready_checks.internet.path.leg import Leg, run_leg
from deskready_checks.internet.path.link import Link, Medium, Radio
from deskready_checks.internet.path.proxy_words import CORRECT, UNREADABLE, where_set
from deskready_checks.internet.path.system import read_gateway
from deskready_checks.internet.probe import connect
from deskready_checks.internet.probe.advice import MEDIAN, UNKNOWN_HOST
from deskready_checks.internet.probe.causes import NAMES_FAIL, NETWORK, PORTAL
from deskready_checks.internet.probe.figures import share
from deskready_checks.internet.probe.lag import LagMeter
from deskready_checks.internet.probe.names import Names, look_at_names
from deskready_checks.internet.probe.route import INTERNET, source_address
from deskready_checks.internet.probe.servers import host_and_port, look_up

Hosts = tuple[tuple[str, int], ...]
HOSTS_IPV6: Hosts = connect.HOSTS_6[:2]
"""What is tried over IPv6, as `connect.HOSTS` over IPv4."""
_TRIES = 5
_GATEWAY_TRIES = 20
_NO_GATEWAY = "none"
_UNTOLD = text("internet.connection.untold", "This system does not tell it.")
_LOOKING_LINK = text("internet.connection.looking-link", "Looking at the link")
_TRYING_LINE = text("internet.connection.trying-line", "Trying the line")
_ASKING_TIME = text("internet.connection.asking-time", "Asking for the time")
_NO_WIFI = text("internet.connection.no-wifi", "This computer is not connected by Wi-Fi.")
_TRYING_ROUTER = text("internet.connection.trying-router", "Trying the router")
_NO_TIME_SERVER = text("internet.connection.no-time-server", "No time server answers.")
_BY_ROUTE = text("internet.connection.by-route", "the interface that the route leads to")
_NO_CABLE = text("internet.connection.no-cable", "This computer is not connected by cable.")
_TOO_SELDOM = text(
    "internet.connection.too-seldom",
    "The router answers too seldom by design to tell what gets lost.",
)
_ALLOW_NTP = text("internet.connection.allow-ntp", "Allow outgoing UDP to port 123 (NTP).")
_BESIDE = text("internet.connection.beside", "round trips to the router beside those to servers")
_BY_NAMES = text("internet.connection.by-names", "names that everybody knows, looked up by the system")
_NEITHER = text("internet.connection.neither", "Neither the router nor a server could be tried.")
_NO_ADDRESS = text("internet.connection.no-address", "The chosen host has no address of this kind.")
_ROUTER_SILENT = text("internet.connection.router-silent", "The router answers nothing, or this system names none.")
_NO_ROUTE = text("internet.connection.no-route", "no route")
_ANSWERED = text("internet.connection.answered", "TCP connections are answered")
_UNANSWERED = text("internet.connection.unanswered", "TCP connections stay unanswered")
_BEHIND = text("internet.connection.behind", "SNTP; this computer is behind")
_AHEAD = text("internet.connection.ahead", "SNTP; this computer is ahead")
_CARRIED_BY = {
    Medium.WIRED: text("internet.connection.wired", "wired"),
    Medium.WIFI: text("internet.connection.wifi", "wifi"),
    Medium.CELLULAR: text("internet.connection.cellular", "cellular"),
    Medium.VPN: text("internet.connection.vpn", "vpn"),
    Medium.OTHER: text("internet.connection.other", "other"),
}
_BY_WAY_OF = {
    (True, True): text("internet.connection.by-vpn-and-proxy", "VPN and proxy"),
    (True, False): text("internet.connection.by-vpn", "VPN"),
    (False, True): text("internet.connection.by-proxy", "proxy"),
    (False, False): text("internet.connection.by-neither", "no tunnel on the route, no proxy set"),
}
"""By whether packets leave through a tunnel, and whether a proxy is set."""


def measure(context: Context, target: str, gateway: str, server: str) -> Iterator[Measurement | Gap]:
    """Looks at the link, then tries the line and the router, then the clock.

    Args:
        context: Of the run.
        target: The host to try the line with, as "host:port", or "" for public hosts.
        gateway: The router's address, "none" to leave it alone, or "" for what the system names.
        server: A time server as "host:port", or "" for public ones.

    Raises:
        Unavailable: There is no way out.
    """
    context.progress(0.0, _LOOKING_LINK)
    ipv4, ipv6, missing = _hosts(target)
    hosts = tuple(host for host, _ in ipv4 + ipv6)
    way = way_to(hosts if target and hosts else INTERNET)
    if way is None:
        raise connect.explain(OSError(errno.ENETUNREACH, "no way there"), "target" if target else "")
    context.log(f"interface {way.interface or 'unknown'}, own address {way.address}")
    yield from _link(way.link)
    context.progress(0.2, _TRYING_LINE)
    lag = LagMeter()
    lag.start()
    try:
        legs = _legs(context, ipv4 + ipv6)
        yield from _family(metrics.IPV4, ipv4, legs[: len(ipv4)], missing)
        yield from _family(metrics.IPV6, ipv6, legs[len(ipv4) :], missing)
        context.progress(0.5, _TRYING_ROUTER)
        home = _home(gateway)
    finally:
        late = lag.stop()
    yield from _router(home)
    names = Names.WORK if target or server else look_at_names()
    reached = _judged(legs[: len(ipv4)], legs[len(ipv4) :])
    if reached or home:
        found = whose_fault(home, reached, way.link.medium, late or 0.0)
        yield _fault(found, names)
    else:
        yield metrics.FAULT.unavailable(missing or _NEITHER)
    context.progress(0.8, _ASKING_TIME)
    yield _clock(server, names)


def _link(link: Link) -> Iterator[Measurement | Gap]:
    """What the packets leave by."""
    yield metrics.CONNECTION.measured(_CARRIED_BY[link.medium], method=_BY_ROUTE)
    yield _tunnel(tunnelled=link.medium is Medium.VPN)
    if link.medium is Medium.WIRED:
        yield _or_gap(metrics.SPEED, link.speed_mbps, _UNTOLD)
    else:
        yield metrics.SPEED.unavailable(_NO_CABLE)
    untold = _UNTOLD if link.radio else _NO_WIFI
    radio = link.radio or Radio()
    yield _or_gap(metrics.SIGNAL, radio.signal_dbm, untold)
    yield _or_gap(metrics.RATE, radio.rate_mbps, untold)
    yield _or_gap(metrics.BAND, radio.band or None, untold)


def _tunnel(*, tunnelled: bool) -> Measurement | Gap:
    """Whether packets, or web traffic alone, go by way of somebody else."""
    try:
        proxied = proxy.in_use()
    except proxy.ProxyError as error:
        if tunnelled:
            return metrics.VPN.measured(True, method=_BY_WAY_OF[True, False])
        where = where_set(error.variable)
        return metrics.VPN.unavailable(UNREADABLE(where=where), remedy=CORRECT(where=where))
    return metrics.VPN.measured(tunnelled or proxied, method=_BY_WAY_OF[tunnelled, proxied])


def _family(metric: Metric, hosts: Hosts, legs: Sequence[Leg], missing: Words) -> Iterator[Measurement | Gap]:
    """Whether a version of the internet protocol works."""
    if not hosts:
        yield metric.unavailable(missing or _NO_ADDRESS)
    elif not any(leg.sent for leg in legs):
        yield metric.measured(False, method=_NO_ROUTE)
    else:
        answered = any(leg.rtts_ms for leg in legs)
        yield metric.measured(answered, method=_ANSWERED if answered else _UNANSWERED)


def _home(gateway: str) -> Leg | None:
    address = read_gateway() if gateway == "" else None if gateway == _NO_GATEWAY else gateway
    return gateway_leg(address, _GATEWAY_TRIES) if address else None


def _router(home: Leg | None) -> Iterator[Measurement | Gap]:
    """The way to the router."""
    latency = home.latency_ms if home else None
    if home is None or latency is None:
        for metric in (metrics.HOME_LATENCY, metrics.HOME_LOSS):
            yield metric.unavailable(_ROUTER_SILENT, remedy=CABLE)
        return
    yield metrics.HOME_LATENCY.measured(latency, samples=len(home.rtts_ms), method=MEDIAN(method=home.method))
    if home.counts_losses:
        yield share(home.lost, home.sent).measured(metrics.HOME_LOSS, home.method)
    else:
        yield metrics.HOME_LOSS.unavailable(_TOO_SELDOM)


def _fault(found: Blame, names: Names) -> Measurement:
    """Where trouble comes from; what is nearer to this computer than the name servers comes before them."""
    if found is not Blame.NOBODY:
        return metrics.FAULT.measured(found.value, method=_BESIDE)
    if names is Names.WORK:
        return metrics.FAULT.measured(found.value, method=_BESIDE, denies=NETWORK)
    found, cause = (Blame.NAMES, NAMES_FAIL) if names is Names.FAIL else (Blame.PORTAL, PORTAL)
    return metrics.FAULT.measured(found.value, method=_BY_NAMES, cause=cause)


def _clock(server: str, names: Names) -> Measurement | Gap:
    if names is not Names.WORK:
        cause = NAMES_FAIL if names is Names.FAIL else PORTAL
        return metrics.CLOCK.unavailable(cause.title, remedy=cause.remedy, cause=cause)
    offset = clock.clock_offset([host_and_port(server, "clock")] if server else clock.SERVERS)
    if offset is None:
        return metrics.CLOCK.unavailable(_NO_TIME_SERVER, remedy=_ALLOW_NTP)
    error, half = abs(offset.seconds), offset.error
    said = _BEHIND if offset.seconds > 0 else _AHEAD
    return metrics.CLOCK.measured(error, low=max(error - half, 0.0), high=error + half, samples=1, method=said)


def _hosts(target: str) -> tuple[Hosts, Hosts, Words]:
    """The hosts to try over IPv4 and IPv6, and why there are none."""
    if not target:
        return connect.HOSTS, HOSTS_IPV6, ""
    found = look_up([host_and_port(target, "target")])
    missing = "" if found.families else UNKNOWN_HOST
    return found.ipv4, found.ipv6, missing


def _legs(context: Context, hosts: Hosts) -> list[Leg]:
    """The way to each host, all at once; an empty one where there is no route."""

    def leg(host: tuple[str, int]) -> Leg:
        if source_address(host[0]) is None:
            return Leg((), 0)
        return run_leg(*host, _TRIES, lambda: context.concluded)

    with ThreadPoolExecutor(max(len(hosts), 1)) as pool:
        return list(pool.map(leg, hosts))


def _judged(*families: Sequence[Leg]) -> list[Leg]:
    """The legs that tell of the line: without those of a family that does not work at all while another does."""
    working = [leg for legs in families if any(leg.rtts_ms for leg in legs) for leg in legs]
    return working or [leg for legs in families for leg in legs if leg.sent]


def _or_gap(metric: Metric, value: float | str | None, untold: Words) -> Measurement | Gap:
    return metric.unavailable(untold) if value is None else metric.measured(value)
