"""What connects this computer to the internet, and where on the way a disturbance comes from."""

from collections.abc import Iterator

from deskready.plugin import Better, Check, Context, Gap, Kind, Measurement, Metric, Option, Unit, Use

CABLE = "Use a network cable in place of Wi-Fi, or move closer to the router."
"""What helps a wireless way."""


class Connection(Check):
    """What connects this computer to the internet, and where on the way a disturbance comes from.

    The round trip to the router is held against that to large servers: what is slow or lossy up to the router is this
    computer's or the Wi-Fi's fault, what is so behind it the line's, what is so for one server alone that server's.
    """

    id = "internet.connection"
    title = "Connection"
    why = "A cable carries calls evenly; Wi-Fi, mobile data and a VPN are the usual cause of words that go missing."
    uses = frozenset({Use.NETWORK})
    place = 40
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
    home_loss = Metric("internet.gateway.loss", "Loss to the router", Unit.PERCENT, Better.LOWER)
    fault = Metric("internet.fault", "Where trouble comes from", kind=Kind.TEXT)
    clock = Metric("internet.clock", "Error of the clock", Unit.SECOND, Better.LOWER)
    metrics = (connection, vpn, speed, signal, rate, band, ipv4, ipv6, home_latency, home_loss, fault, clock)
    remedies = {
        connection: "Plug a network cable into this computer and the router.",
        vpn: "Switch the VPN or proxy off while you take calls, unless your employer wants it.",
        speed: "Use another cable (Cat 5e or better) and another port of the router.",
        signal: CABLE,
        ipv4: "Restart the router; if that does not help, ask your internet provider.",
        ipv6: "Switch on IPv6 in the router, or ask your internet provider.",
        home_latency: CABLE,
        home_loss: CABLE,
        clock: "Switch on setting the time automatically in this computer's settings.",
    }
    options = (
        Option("target", "", 'Host that the line is tried with, as "host:port", in place of public ones.'),
        Option("gateway", "", 'The router\'s address where the system names a wrong one; "none" leaves it alone.'),
        Option("clock", "", 'Time server as "host:port", in place of public ones.'),
    )

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """See `_way`, which is loaded only where the check runs."""
        from deskready_checks.internet.connection.measure import measure

        yield from measure(self, context)
