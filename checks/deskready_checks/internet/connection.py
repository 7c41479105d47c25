"""What connects this computer to the internet, and where on the way a disturbance comes from."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from deskready.plugin import Better, Check, Context, Gap, Kind, Measurement, Metric, Option, Unit, Use
from deskready_checks.internet import _connect
from deskready_checks.internet.path import clock, proxy
from deskready_checks.internet.path.blame import whose_fault
from deskready_checks.internet.path.gateway import gateway_leg
from deskready_checks.internet.path.interface import INTERNET, source_address, way_to
from deskready_checks.internet.path.leg import Leg, run_leg
from deskready_checks.internet.path.link import Link, Medium, read_gateway
from deskready_checks.internet.probe.lag import LagMeter
from deskready_checks.internet.probe.servers import host_and_port, look_up

Hosts = tuple[tuple[str, int], ...]
HOSTS_IPV6: Hosts = (("2606:4700:4700::1111", 443), ("2001:4860:4860::8888", 443))
"""The IPv6 addresses of public resolvers, as `_connect.HOSTS` are those of IPv4."""
_TRIES = 5
_GATEWAY_TRIES = 20
_NO_GATEWAY = "none"
_CABLE = "Use a network cable in place of Wi-Fi, or move closer to the router."
_UNTOLD = "This system does not tell it."


class Connection(Check):
    """What connects this computer to the internet, and where on the way a disturbance comes from.

    The round trip to the router is held against that to large servers: what is slow or lossy up to the router is this
    computer's or the Wi-Fi's fault, what is so behind it the line's, what is so for one server alone that server's.
    """

    id = "internet.connection"
    title = "Connection"
    why = "A cable carries calls evenly; Wi-Fi, mobile data and a VPN are the usual cause of words that go missing."
    uses = frozenset({Use.NETWORK})
    typical_seconds = 4.0
    limit_seconds = 60.0
    connection = Metric("internet.connection", "Connected by", kind=Kind.TEXT)
    vpn = Metric("internet.vpn", "VPN or proxy in use", kind=Kind.FLAG)
    speed = Metric("internet.link.speed", "Speed of the cable link", Unit.MBIT_S, Better.HIGHER)
    signal = Metric("internet.wifi.signal", "Wi-Fi signal", Unit.DBM, Better.HIGHER)
    rate = Metric("internet.wifi.rate", "Wi-Fi link rate", Unit.MBIT_S)
    band = Metric("internet.wifi.band", "Wi-Fi band", kind=Kind.TEXT)
    ipv4 = Metric("internet.ipv4", "IPv4 works", kind=Kind.FLAG)
    ipv6 = Metric("internet.ipv6", "IPv6 works", kind=Kind.FLAG)
    home_latency = Metric("internet.gateway.latency", "Round trip to the router", Unit.MILLISECOND, Better.LOWER)
    home_loss = Metric("internet.gateway.loss", "Packet loss to the router", Unit.PERCENT, Better.LOWER)
    fault = Metric("internet.fault", "Where a disturbance comes from", kind=Kind.TEXT)
    clock = Metric("internet.clock", "Error of the clock", Unit.SECOND, Better.LOWER)
    metrics = (connection, vpn, speed, signal, rate, band, ipv4, ipv6, home_latency, home_loss, fault, clock)
    remedies = {
        connection: "Plug a network cable into this computer and the router.",
        vpn: "Switch the VPN or proxy off while you take calls, unless your employer wants it.",
        speed: "Use another cable (Cat 5e or better) and another port of the router.",
        signal: _CABLE,
        ipv4: "Restart the router; if that does not help, ask your internet provider.",
        ipv6: "Switch on IPv6 in the router, or ask your internet provider.",
        home_latency: _CABLE,
        home_loss: _CABLE,
        clock: "Switch on setting the time automatically in this computer's settings.",
    }
    options = (
        Option("target", "", 'Host that the line is tried with, as "host:port", in place of public ones.'),
        Option("gateway", "", 'The router\'s address where the system names a wrong one; "none" leaves it alone.'),
        Option("clock", "", 'Time server as "host:port", in place of public ones.'),
    )

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Looks at the link, then tries the line and the router, then the clock."""
        context.progress(0.0, "Looking at the link")
        target = str(context.options["target"])
        ipv4, ipv6, missing = _hosts(target)
        hosts = tuple(host for host, _ in ipv4 + ipv6)
        way = way_to(hosts if target and hosts else INTERNET)
        if way is None:
            raise _connect.explain(None, "")
        context.log(f"interface {way.interface or 'unknown'}, own address {way.address}")
        yield from self._link(way.link)
        context.progress(0.2, "Trying the line")
        lag = LagMeter()
        lag.start()
        try:
            legs = _legs(context, ipv4 + ipv6)
            yield from self._family(self.ipv4, ipv4, legs[: len(ipv4)], missing)
            yield from self._family(self.ipv6, ipv6, legs[len(ipv4) :], missing)
            context.progress(0.5, "Trying the router")
            home = self._home(str(context.options["gateway"]))
        finally:
            late = lag.stop()
        yield from self._router(home)
        reached = _judged(legs[: len(ipv4)], legs[len(ipv4) :])
        if reached or home:
            found = whose_fault(home, reached, way.link.medium, late or 0.0)
            yield self.fault.measured(found.value, method="round trips to the router beside those to servers")
        else:
            yield self.fault.unavailable(missing or "Neither the router nor a server could be tried.")
        context.progress(0.8, "Asking for the time")
        yield self._clock(str(context.options["clock"]))

    def _link(self, link: Link) -> Iterator[Measurement | Gap]:
        """What the packets leave by."""
        yield self.connection.measured(link.medium.value, method="the interface that the route leads to")
        proxied, tunnelled = proxy.in_use(), link.medium is Medium.VPN
        said = [word for word, held in (("VPN", tunnelled), ("proxy", proxied)) if held]
        yield self.vpn.measured(bool(said), method=" and ".join(said) or "no tunnel on the route, no proxy set")
        if link.medium is Medium.WIRED:
            yield _or_gap(self.speed, link.speed_mbps, _UNTOLD)
        else:
            yield self.speed.unavailable("This computer is not connected by cable.")
        untold = _UNTOLD if link.radio else "This computer is not connected by Wi-Fi."
        yield _or_gap(self.signal, link.radio and link.radio.signal_dbm, untold)
        yield _or_gap(self.rate, link.radio and link.radio.rate_mbps, untold)
        yield _or_gap(self.band, (link.radio and link.radio.band) or None, untold)

    def _family(self, metric: Metric, hosts: Hosts, legs: Sequence[Leg], missing: str) -> Iterator[Measurement | Gap]:
        """Whether a version of the internet protocol works."""
        if not hosts:
            yield metric.unavailable(missing or "The chosen host has no address of this kind.")
        elif not any(leg.sent for leg in legs):
            yield metric.measured(False, method="no route")
        else:
            answered = any(leg.rtts_ms for leg in legs)
            yield metric.measured(
                answered, method="TCP connections " + ("are answered" if answered else "stay unanswered")
            )

    def _home(self, gateway: str) -> Leg | None:
        address = read_gateway() if gateway == "" else None if gateway == _NO_GATEWAY else gateway
        return gateway_leg(address, _GATEWAY_TRIES) if address else None

    def _router(self, home: Leg | None) -> Iterator[Measurement | Gap]:
        """The way to the router."""
        latency = home.latency_ms if home else None
        if home is None or latency is None:
            for metric in (self.home_latency, self.home_loss):
                yield metric.unavailable("The router answers nothing, or this system names none.", remedy=_CABLE)
            return
        yield self.home_latency.measured(latency, samples=len(home.rtts_ms), method=f"median; {home.method}")
        low, high = home.loss_interval
        if home.counts_losses:
            share = home.lost / home.sent * 100
            yield self.home_loss.measured(share, low=low * 100, high=high * 100, samples=home.sent, method=home.method)
        else:
            yield self.home_loss.unavailable("The router answers too seldom by design to tell what gets lost.")

    def _clock(self, server: str) -> Measurement | Gap:
        offset = clock.clock_offset([host_and_port(server, "clock")] if server else clock.SERVERS)
        if offset is None:
            return self.clock.unavailable("No time server answers.", remedy="Allow outgoing UDP to port 123 (NTP).")
        error, half = abs(offset.seconds), offset.error
        said = f"SNTP; this computer is {'behind' if offset.seconds > 0 else 'ahead'}"
        return self.clock.measured(error, low=max(error - half, 0.0), high=error + half, samples=1, method=said)


def _hosts(target: str) -> tuple[Hosts, Hosts, str]:
    """Whom to try over IPv4 and IPv6, and why there is nobody."""
    if not target:
        return _connect.HOSTS, HOSTS_IPV6, ""
    found = look_up([host_and_port(target, "target")])
    missing = "" if found.families else "The name of the chosen host cannot be looked up (DNS)."
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


def _or_gap(metric: Metric, value: float | str | None, untold: str) -> Measurement | Gap:
    return metric.unavailable(untold) if value is None else metric.measured(value)
