"""LibreSpeed's HTTP paths, as its own PHP server answers them (github.com/librespeed/speedtest, folder backend)."""

import json
import re

from deskready_responder.address import kind, parse
from deskready_responder.request import Request
from deskready_responder.visit import Fields, Visit

CHUNK = 1_048_576
"""Bytes of one chunk of garbage."""
_FILE: Fields = (
    ("Content-Description", "File Transfer"),
    ("Content-Type", "application/octet-stream"),
    ("Content-Disposition", "attachment; filename=random.dat"),
    ("Content-Transfer-Encoding", "binary"),
)


def garbage(visit: Visit, request: Request) -> None:
    """Sends `ckSize` MiB that cannot be compressed: 1 to 1024, or 4 where that is no such number."""
    match = re.match("[0-9]{1,9}", request.query.get("ckSize", ""))
    count = min(int(match[0]) if match else 0, 1024) or 4
    visit.answer_payload(request, count * CHUNK, _FILE, "LibreSpeed download")


def empty(visit: Visit, request: Request) -> None:
    """Answers with nothing: for pings, and after an upload."""
    visit.answer(request)


def get_ip(visit: Visit, request: Request) -> None:
    """Tells a client its address. Nobody else is asked about it, so its provider stays unknown."""
    address = str(parse(visit.host))
    what = kind(visit.host)
    told = {"processedString": f"{address} - {what}" if what else address, "rawIspInfo": ""}
    visit.answer(request, json.dumps(told).encode(), "application/json; charset=utf-8")
