"""Cloudflare's speed test servers (github.com/cloudflare/speedtest). No result is ever posted to them."""

import re

from deskready.plugin import clean
from deskready_checks.internet.load.http_answer import check_empty
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.target import Target, short_word
from deskready_checks.internet.providers.http_provider import UPLOAD_BYTES, Answer, HttpProvider
from deskready_checks.internet.providers.interface import Endpoint

BASE_URL = "https://speed.cloudflare.com"
"""The service."""
DOWNLOAD_BYTES = 99_000_000
"""Bytes of one download; from 100,000,000 on the service refuses with 403."""
_DURATION = re.compile(r"\bcf(?:RequestDuration|Speed\w*)\s*;\s*dur=([0-9]{1,7}(?:\.[0-9]{1,9})?)")
_PLACE = re.compile(rb"^colo=([A-Z0-9]{2,8})$", re.MULTILINE)


class Cloudflare(HttpProvider):
    """The nearest of Cloudflare's places, as the network routes.

    Args:
        meter: Counts all bytes.
    """

    id = "cloudflare"
    title = "Cloudflare"
    host = "speed.cloudflare.com"

    def __init__(self, meter: Meter) -> None:
        super().__init__(meter)
        download, upload = f"{BASE_URL}/__down?bytes={DOWNLOAD_BYTES}", f"{BASE_URL}/__up"
        self.target = Target(lambda: download, lambda: upload, UPLOAD_BYTES, DOWNLOAD_BYTES, taken=short_word)

    def probe(self) -> Endpoint:
        """Asks for nothing at all, and which place answers.

        Raises:
            Trouble: It was not answered well.
        """
        ping, trace = self.ask(f"{BASE_URL}/__down?bytes=0", f"{BASE_URL}/cdn-cgi/trace")
        check_empty(ping.body)
        place = _PLACE.search(trace.body)
        where = f", {clean(place[1].decode())}" if place else ""
        return Endpoint(f"Cloudflare{where}", latency_of(ping))


def latency_of(answer: Answer) -> float:
    """Milliseconds to the answer, without what the server says it worked on it."""
    timing = ", ".join(answer.response.headers.get_all("Server-Timing", []))
    work = sum(float(duration) for duration in _DURATION.findall(timing))
    return max(answer.seconds * 1000 - work, 0.0)
