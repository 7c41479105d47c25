"""What connects this computer to the internet, and where on the way a disturbance comes from."""

from collections.abc import Iterator

from deskready.plugin import Check, Context, Gap, Measurement, Option, Use, text
from deskready_checks.internet.connection.metrics import (
    BAND,
    CABLE,
    CLOCK,
    CONNECTION,
    FAULT,
    HOME_LATENCY,
    HOME_LOSS,
    IPV4,
    IPV6,
    RATE,
    SIGNAL,
    SPEED,
    VPN,
)
from deskready_checks.internet.probe.causes import NETWORK

TARGET = Option(
    "target",
    "",
    text(
        "internet.connection.option.target",
        'Host that the line is tried with, as "host:port", in place of public ones.',
    ),
)
ROUTER = Option(
    "gateway",
    "",
    text(
        "internet.connection.option.gateway",
        'The router\'s address where the system names a wrong one; "none" leaves it alone.',
    ),
)
TIME_SERVER = Option(
    "clock", "", text("internet.connection.option.clock", 'Time server as "host:port", in place of public ones.')
)


class Connection(Check):
    """What connects this computer to the internet, and where on the way a disturbance comes from.

    The round trip to the router is held against that to large servers: what is slow or lossy up to the router is this
    computer's or the Wi-Fi's fault, what is so behind it the line's, what is so for one server alone that server's.
    """

    id = "internet.connection"
    title = text("internet.connection.title", "Connection")
    why = text(
        "internet.connection.why",
        "A cable carries calls evenly; Wi-Fi, mobile data and a VPN are the usual cause of words that go missing.",
    )
    about = text(
        "internet.connection.about",
        "What connects this computer to the internet, and where on the way a disturbance comes from.",
    )
    uses = frozenset({Use.NETWORK})
    place = 40
    typical_seconds = 4.0
    limit_seconds = 60.0
    causes = NETWORK
    metrics = (CONNECTION, VPN, SPEED, SIGNAL, RATE, BAND, IPV4, IPV6, HOME_LATENCY, HOME_LOSS, FAULT, CLOCK)
    remedies = {
        CONNECTION: text("internet.connection.remedy", "Plug a network cable into this computer and the router."),
        VPN: text(
            "internet.vpn.remedy", "Switch the VPN or proxy off while you take calls, unless your employer wants it."
        ),
        SPEED: text(
            "internet.link.speed.remedy", "Use another cable (Cat 5e or better) and another port of the router."
        ),
        SIGNAL: CABLE,
        IPV4: text("internet.ipv4.remedy", "Restart the router; if that does not help, ask your internet provider."),
        IPV6: text("internet.ipv6.remedy", "Switch on IPv6 in the router, or ask your internet provider."),
        HOME_LATENCY: CABLE,
        HOME_LOSS: CABLE,
        CLOCK: text("internet.clock.remedy", "Switch on setting the time automatically in this computer's settings."),
    }
    options = (TARGET, ROUTER, TIME_SERVER)

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Looks at the link, then tries the line and the router, then the clock."""
        from deskready_checks.internet.connection.measure import measure

        chosen = context.options
        yield from measure(context, TARGET.of(chosen), ROUTER.of(chosen), TIME_SERVER.of(chosen))
