"""What the connection check measures."""

from deskready.plugin import Better, Kind, Metric, Unit

CONNECTION = Metric("internet.connection", "Connected by", kind=Kind.TEXT)
VPN = Metric("internet.vpn", "VPN or proxy in use", kind=Kind.FLAG)
SPEED = Metric("internet.link.speed", "Speed of the cable link", Unit.MBIT_S, Better.HIGHER)
SIGNAL = Metric("internet.wifi.signal", "Wi-Fi signal", Unit.DBM, Better.HIGHER)
RATE = Metric("internet.wifi.rate", "Wi-Fi link rate", Unit.MBIT_S)
BAND = Metric("internet.wifi.band", "Wi-Fi band", kind=Kind.TEXT)
IPV4 = Metric("internet.ipv4", "IPv4 works", kind=Kind.FLAG)
IPV6 = Metric("internet.ipv6", "IPv6 works", kind=Kind.FLAG)
HOME_LATENCY = Metric("internet.gateway.latency", "Round trip to the router", Unit.MILLISECOND, Better.LOWER)
HOME_LOSS = Metric("internet.gateway.loss", "Loss to the router", Unit.PERCENT, Better.LOWER)
FAULT = Metric("internet.fault", "Where trouble comes from", kind=Kind.TEXT)
CLOCK = Metric("internet.clock", "Error of the clock", Unit.SECOND, Better.LOWER)

CABLE = "Use a network cable in place of Wi-Fi, or move closer to the router."
"""What helps a wireless way."""
