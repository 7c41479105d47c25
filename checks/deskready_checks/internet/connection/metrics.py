"""What the connection check measures."""

from deskready.plugin import Better, Kind, Metric, Unit, text

CONNECTION = Metric("internet.connection", text("internet.connection.label", "Connected by"), kind=Kind.TEXT)
VPN = Metric("internet.vpn", text("internet.vpn.label", "VPN or proxy in use"), kind=Kind.FLAG)
SPEED = Metric(
    "internet.link.speed", text("internet.link.speed.label", "Speed of the cable link"), Unit.MBIT_S, Better.HIGHER
)
SIGNAL = Metric("internet.wifi.signal", text("internet.wifi.signal.label", "Wi-Fi signal"), Unit.DBM, Better.HIGHER)
RATE = Metric("internet.wifi.rate", text("internet.wifi.rate.label", "Wi-Fi link rate"), Unit.MBIT_S)
BAND = Metric("internet.wifi.band", text("internet.wifi.band.label", "Wi-Fi band"), kind=Kind.TEXT)
IPV4 = Metric("internet.ipv4", text("internet.ipv4.label", "IPv4 works"), kind=Kind.FLAG)
IPV6 = Metric("internet.ipv6", text("internet.ipv6.label", "IPv6 works"), kind=Kind.FLAG)
HOME_LATENCY = Metric(
    "internet.gateway.latency",
    text("internet.gateway.latency.label", "Round trip to the router"),
    Unit.MILLISECOND,
    Better.LOWER,
)
HOME_LOSS = Metric(
    "internet.gateway.loss", text("internet.gateway.loss.label", "Loss to the router"), Unit.PERCENT, Better.LOWER
)
FAULT = Metric("internet.fault", text("internet.fault.label", "Where trouble comes from"), kind=Kind.TEXT)
CLOCK = Metric("internet.clock", text("internet.clock.label", "Error of the clock"), Unit.SECOND, Better.LOWER)

CABLE = text("internet.connection.cable", "Use a network cable in place of Wi-Fi, or move closer to the router.")
"""What helps a wireless way."""
