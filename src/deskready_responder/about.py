"""What this server is, for programs: one address tells the rest."""

import json

from deskready import __version__
from deskready_responder.request import Request
from deskready_responder.udp import ECHO_ANSWER, ECHO_REQUEST
from deskready_responder.visit import Visit


def about(visit: Visit, request: Request) -> None:
    """Where the UDP port is, and which limits could stand for the line's in a measurement."""
    limits = visit.shared.limits
    told = {
        "service": "deskready-responder",
        "version": __version__,
        "udp_port": visit.shared.udp_port,
        "udp_echo": {"request": ECHO_REQUEST.decode(), "answer": ECHO_ANSWER.decode()},
        "limits": {
            "rate_mbit": limits.rate_mbit or None,
            "bytes_per_client": limits.bytes_per_client or None,
            "period_seconds": limits.period_seconds,
            "connections_per_client": limits.connections_per_client,
            "datagrams_per_second": limits.datagrams_per_client,
        },
    }
    visit.answer(request, json.dumps(told).encode(), "application/json")
