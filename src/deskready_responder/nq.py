"""The IETF's responsiveness test, "network quality" (draft-ietf-ippm-responsiveness-09).

Over HTTP/1.1, which the draft allows for weak clients and servers; without HTTP/2.
"""

import json

from deskready_responder.address import authority
from deskready_responder.request import Request
from deskready_responder.visit import Visit

LARGE = 8 * 1024**3
"""Bytes of the large object: the draft wants at least 8 GB."""


def config(visit: Visit, request: Request) -> None:
    """The three URLs, on the host that the client asked for, as the draft demands."""
    base = f"{'https' if visit.shared.encrypted else 'http'}://{request.fields.get('host') or _own(visit)}/nq"
    urls = {
        "large_download_url": f"{base}/large",
        "small_download_url": f"{base}/small",
        "upload_url": f"{base}/upload",
    }
    visit.answer(request, json.dumps({"version": 1, "urls": urls}).encode(), "application/json")


def large(visit: Visit, request: Request) -> None:
    """More than a client downloads in a test."""
    visit.answer_payload(request, LARGE, (("Content-Type", "application/octet-stream"),), "nq download")


def small(visit: Visit, request: Request) -> None:
    """One byte."""
    visit.answer(request, b"x", "application/octet-stream")


def upload(visit: Visit, request: Request) -> None:
    """The answer to an upload."""
    visit.answer(request)


def _own(visit: Visit) -> str:
    """The address that the client reached, for one that does not say (HTTP/1.0)."""
    return authority(*visit.wire.sock.getsockname()[:2])
