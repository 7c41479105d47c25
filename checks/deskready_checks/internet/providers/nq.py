"""Servers of the IETF's responsiveness test, "network quality" (draft-ietf-ippm-responsiveness-09), over HTTP/1.1."""

from urllib.parse import urljoin, urlsplit

from deskready_checks.internet.load.content import fault_of_content
from deskready_checks.internet.load.diagnosis import host_of
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.interface import Trouble
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.target import Target, short_word
from deskready_checks.internet.providers.http_provider import UPLOAD_BYTES, HttpProvider
from deskready_checks.internet.providers.interface import Endpoint

PUBLIC_URL = "https://mensura.cdn-apple.com/api/v1/gm/config"
"""Apple's configuration, which `networkQuality` of macOS uses."""
SMALL_BYTES, LARGE_BYTES = 1, 8_000_000_000
"""Bytes of the small object, and of the large one at least (the draft, section 7)."""
_KEYS = (
    ("large_download_url", "small_download_url", "upload_url"),
    ("large_https_download_url", "small_https_download_url", "https_upload_url"),  # before draft 05
)


class NetworkQuality(HttpProvider):
    """A server that tells its three URLs.

    Args:
        meter: Counts all bytes.
        server: URL of one's own; "" for Apple's.
    """

    id = "nq"
    title = "Network quality (IETF)"  # no words: a name

    def __init__(self, meter: Meter, server: str = "") -> None:
        super().__init__(meter)
        self._url = urljoin(server, "/.well-known/nq") if server else PUBLIC_URL
        self.host = host_of(self._url)

    def probe(self) -> Endpoint:
        """Reads the configuration, and fetches the small object.

        Raises:
            Trouble: It does not hold what the draft demands.
        """
        large, small, upload = _urls(self.ask_json(self._url), self._url)
        answer = self.ask(small)[0]
        if len(answer.body) != SMALL_BYTES:
            raise Trouble(fault_of_content(answer.body) or Fault.DIFFERENT, f"{len(answer.body)} bytes for one")
        self.target = Target(lambda: large, lambda: upload, UPLOAD_BYTES, LARGE_BYTES, at_least=True, taken=short_word)
        return Endpoint(f"{self.title}, {host_of(large)}", answer.seconds * 1000)


def _urls(config: object, asked: str) -> tuple[str, str, str]:
    """The URLs of the large and the small object, and for uploads.

    Raises:
        Trouble: One is missing, they are on different hosts, or encryption would be given up.
    """
    told = config.get("urls") if isinstance(config, dict) and config.get("version") == 1 else None
    if not isinstance(told, dict):
        raise Trouble(Fault.GARBAGE, "no configuration of version 1")
    for names in _KEYS:
        large, small, upload = (told.get(name) for name in names)
        if isinstance(large, str) and isinstance(small, str) and isinstance(upload, str):
            break
    else:
        raise Trouble(Fault.GARBAGE, "a URL is missing")
    try:
        parts = [urlsplit(url) for url in (large, small, upload)]
    except ValueError as error:
        raise Trouble(Fault.GARBAGE, "a URL is none") from error
    if len({part.hostname for part in parts}) != 1 or not parts[0].hostname:
        raise Trouble(Fault.GARBAGE, "the URLs are on different hosts")
    if any(part.scheme not in {"https", urlsplit(asked).scheme} for part in parts):
        raise Trouble(Fault.GARBAGE, "the URLs are not encrypted")
    return large, small, upload
