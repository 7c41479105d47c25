"""What this server tells a client of its own part in a measurement: for how long it was the limit."""

import json

from deskready_responder.pace import Share
from deskready_responder.request import Request
from deskready_responder.visit import Visit


def held(visit: Visit, request: Request) -> None:
    """For how long the client's network has moved bytes each way, and how long of it this server held them back.

    All is counted from when the network was first seen: a client asks before and after, and takes the difference.
    What is counted as capped was only if the client's rate came near that of the server: bytes that fill buffers on the
    way pass here as if the line took them.
    """
    client = visit.client
    told = {
        "service": "deskready-responder",
        "rate_mbit": visit.shared.limits.rate_mbit or None,
        "download": _seconds(client.down),
        "upload": _seconds(client.up),
    }
    visit.answer(request, json.dumps(told).encode(), "application/json")


def _seconds(share: Share) -> dict[str, float]:
    return {
        "seconds": round(share.seconds, 3),
        "shared_seconds": round(share.shared, 3),
        "capped_seconds": round(share.capped, 3),
    }
