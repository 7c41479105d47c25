"""The options that checks share which probe a line."""

from deskready.plugin import Option

RESPONDER = Option(
    "responder", "", 'A `deskready responder` of your own as "host:port"; no other host is probed then.', served="udp"
)
"""Whom to probe over UDP; "" for public servers."""
TARGET = Option("target", "", 'Host for TCP connections, as "host:port". Without `responder`, only it is contacted.')
"""Whom to connect to in place of public hosts, and, without a responder, in place of probing."""
