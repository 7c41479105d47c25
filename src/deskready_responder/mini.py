"""What the speedtest-cli library asks of a Speedtest Mini server."""

from deskready_responder.request import Request
from deskready_responder.visit import Visit

SIZES = {
    350: 245_388,
    500: 505_544,
    750: 1_118_012,
    1000: 1_986_284,
    1500: 4_468_241,
    2000: 7_907_740,
    2500: 12_407_926,
    3000: 17_816_816,
    3500: 24_262_167,
    4000: 31_625_365,
}
"""Bytes of the service's `randomNxN.jpg`, by N."""
_PAGE = b"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Measurement server</title></head><body>
<p>This is a measurement server of deskready. Programs measure an internet line against it; there is nothing to see.</p>
<script>var settings = {upload_extension: "php"};</script>
</body></html>
"""


def page(visit: Visit, request: Request) -> None:
    """The page in which the library looks for the kind of server."""
    visit.answer(request, _PAGE, "text/html; charset=utf-8")


def latency(visit: Visit, request: Request) -> None:
    """What the library pings with."""
    visit.answer(request, b"test=test")


def image(visit: Visit, request: Request) -> None:
    """A test file."""
    side = int(request.path.rpartition("x")[2].removesuffix(".jpg"))
    visit.answer_payload(request, SIZES[side], (("Content-Type", "image/jpeg"),), "Speedtest download")


def uploaded(visit: Visit, request: Request) -> None:
    """The answer to an upload."""
    visit.answer(request, f"size={request.length or 0}".encode())
