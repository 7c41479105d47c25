"""M-Lab's ndt7, through its Locate service, or a server of one's own. M-Lab publishes results with the address."""

import platform
from urllib.parse import urlencode, urljoin, urlsplit, urlunsplit

from deskready.plugin import clean
from deskready_checks.internet.load.diagnosis import host_of
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.interface import Direction, Load, Trouble
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.ndt7_load import Ndt7Load
from deskready_checks.internet.load.pace import Pace
from deskready_checks.internet.providers.http_provider import HttpProvider
from deskready_checks.internet.providers.interface import Endpoint

LOCATE_URL = "https://locate.measurementlab.net/v2/nearest/ndt/ndt7"
"""Where the nearest servers are asked for (Locate API v2)."""
_PATHS = {Direction.DOWN: "/ndt/v7/download", Direction.UP: "/ndt/v7/upload"}
_CLIENT = {"client_name": "deskready", "client_library_name": "deskready"}


class Ndt7(HttpProvider):
    """The nearest of M-Lab's servers.

    Args:
        meter: Counts all bytes.
        server: URL of one's own; "" for M-Lab's.
        consent: Whether the person agreed to M-Lab's data policy; a server of one's own needs no consent.
    """

    id = "ndt7"
    title = "M-Lab ndt7"  # no words: a name
    most_flows = 1

    def __init__(self, meter: Meter, server: str = "", *, consent: bool = False) -> None:
        super().__init__(meter)
        self._server = server
        self._consent = consent
        self.host = host_of(server) or "measurementlab.net"
        self._urls: dict[Direction, str] = {}

    def probe(self) -> Endpoint:
        """Asks where the nearest server is.

        Raises:
            Trouble: Nobody agreed to the data policy, or there is no server.
        """
        if self._server:
            base = f"ws{self._server.removeprefix('http')}"
            self._urls = {way: urljoin(base, path) for way, path in _PATHS.items()}
            return Endpoint(f"ndt7, {self.host}")
        if not self._consent:
            raise Trouble(Fault.CONSENT, "M-Lab's data policy was not agreed to")
        name, self._urls = _nearest(self.ask_json(f"{LOCATE_URL}?{urlencode(_CLIENT)}"))
        return Endpoint(f"M-Lab, {name}")

    def open_load(self, direction: Direction, pace: Pace) -> Load:
        """The test's one connection."""
        parts = urlsplit(self._urls[direction])
        told = urlencode(_CLIENT | {"client_os": platform.system().lower(), "client_arch": platform.machine()})
        query = f"{parts.query}&{told}" if parts.query else told
        return Ndt7Load(urlunsplit(parts._replace(query=query)), direction, self.meter, pace)


def _nearest(located: object) -> tuple[str, dict[Direction, str]]:
    """Name and addresses of the first server that has both, encrypted.

    Raises:
        Trouble: There is none.
    """
    results = located.get("results") if isinstance(located, dict) else None
    for result in results if isinstance(results, list) else []:
        urls = result.get("urls") if isinstance(result, dict) else None
        if isinstance(urls, dict):
            found = {way: urls.get(f"wss://{path}") for way, path in _PATHS.items()}
            good = {way: url for way, url in found.items() if isinstance(url, str) and url.startswith("wss://")}
            if len(good) == len(_PATHS):
                return clean(str(result.get("machine") or host_of(good[Direction.DOWN]))), good
    raise Trouble(Fault.NO_SERVERS, "no server with both directions")
