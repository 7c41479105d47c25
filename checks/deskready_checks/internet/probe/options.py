"""The options that checks share which probe a line."""

from deskready.plugin import Option, text

RESPONDER = Option(
    "responder",
    "",
    text(
        "internet.probe.option.responder",
        'A `deskready responder` of your own as "host:port"; no other host is probed then.',
    ),
    served="udp",
)
"""Which server is probed over UDP; "" for public ones."""
TARGET = Option(
    "target",
    "",
    text(
        "internet.probe.option.target",
        'Host for TCP connections, as "host:port". Without `responder`, only it is contacted.',
    ),
)
"""Which host is connected to in place of public ones, and, without a responder, in place of probing."""
