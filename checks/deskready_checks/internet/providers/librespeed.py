"""LibreSpeed's servers (github.com/librespeed/speedtest): one's own, or the nearest of the public ones."""

import itertools
import threading
from collections.abc import Iterator
from urllib.parse import urljoin

from deskready.plugin import clean
from deskready_checks.internet.load.diagnosis import host_of
from deskready_checks.internet.load.fault import FOREIGN, Fault
from deskready_checks.internet.load.http_answer import check_empty
from deskready_checks.internet.load.interface import Trouble
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.target import Target
from deskready_checks.internet.providers.http_provider import UPLOAD_BYTES, HttpProvider
from deskready_checks.internet.providers.interface import Endpoint

LIST_URL = "https://librespeed.org/backend-servers/servers.php"
"""Where the public servers are listed."""
CHUNKS = 100
"""MiB of one download, as the project's own clients ask for."""
_FOLDERS = ("", "backend/")
_LISTED = 100
"""Servers of the list that are looked at at most."""
_RACE_SECONDS = 2.0
"""How long public servers may take to answer; the first few are compared."""


class LibreSpeed(HttpProvider):
    """A server that speaks LibreSpeed's paths.

    Args:
        meter: Counts all bytes.
        server: URL of one's own; "" for a public one.
    """

    id = "librespeed"
    title = "LibreSpeed"

    def __init__(self, meter: Meter, server: str = "") -> None:
        super().__init__(meter)
        self._server = server
        self.host = host_of(server) or "librespeed.org"

    def probe(self) -> Endpoint:
        """Finds the server's paths, or the nearest public server.

        Raises:
            Trouble: Nothing there speaks LibreSpeed.
        """
        return self._own() if self._server else self._public()

    def _own(self) -> Endpoint:
        """A server of one's own, whichever folder it serves from."""
        base = self._server if self._server.endswith((".php", "/")) else f"{self._server}/"
        trouble = None
        for folder in _FOLDERS:
            try:
                milliseconds = self._ping(urljoin(base, f"{folder}empty.php"))
            except Trouble as error:
                trouble = error
                if error.fault not in {Fault.BROKEN, Fault.GARBAGE, Fault.REDIRECT, *FOREIGN}:
                    raise
            else:
                self._aim(urljoin(base, f"{folder}garbage.php"), urljoin(base, f"{folder}empty.php"))
                return Endpoint(f"LibreSpeed, {self.host}", milliseconds)
        raise trouble or Trouble(Fault.GARBAGE)

    def _public(self) -> Endpoint:
        """The first of the public servers to answer.

        Raises:
            Trouble: None did, or there is no list.
        """
        servers = self.ask_json(LIST_URL)
        found = list(itertools.islice(_listed(servers), _LISTED))
        if not found:
            raise Trouble(Fault.NO_SERVERS, "no server in the list")
        race = _Race(self, found)
        name, download, upload, milliseconds = race.winner()
        self._aim(download, upload)
        return Endpoint(f"LibreSpeed, {name}", milliseconds)

    def _ping(self, url: str) -> float:
        """Milliseconds of a ping, which must be answered with nothing.

        Raises:
            Trouble: It was not.
        """
        answer = self.ask(url)[0]
        check_empty(answer.body)
        return answer.seconds * 1000

    def _aim(self, download: str, upload: str) -> None:
        count = itertools.count()
        self.target = Target(
            lambda: f"{download}?ckSize={CHUNKS}&r={next(count)}",
            lambda: f"{upload}?r={next(count)}",
            UPLOAD_BYTES,
            CHUNKS * 1024**2,
        )


class _Race:
    """Pings many servers at once."""

    def __init__(self, provider: LibreSpeed, servers: list[tuple[str, str, str, str]]) -> None:
        self._provider = provider
        self._done: list[tuple[float, int]] = []
        self._servers = servers
        self._one = threading.Event()
        for number in range(len(servers)):
            threading.Thread(target=self._run, args=(number,), daemon=True).start()

    def winner(self) -> tuple[str, str, str, float]:
        """Name, download and upload of the nearest of those that answered first, and its ping.

        Raises:
            Trouble: None answered.
        """
        self._one.wait(_RACE_SECONDS)
        if not self._done:
            raise Trouble(Fault.SILENT, f"{len(self._servers)} servers, no answer")
        milliseconds, number = min(self._done)
        name, download, upload, _ = self._servers[number]
        return name, download, upload, milliseconds

    def _run(self, number: int) -> None:
        try:
            milliseconds = self._provider._ping(self._servers[number][3])  # noqa: SLF001 - its own helper
        except Trouble:
            return
        self._done.append((milliseconds, number))
        self._one.set()


def _listed(servers: object) -> Iterator[tuple[str, str, str, str]]:
    """Name and the URLs of download, upload and ping of each entry that has them, by https only."""
    for entry in servers if isinstance(servers, list) else []:
        if not isinstance(entry, dict):
            continue
        name, server, *paths = (entry.get(key) for key in ("name", "server", "dlURL", "ulURL", "pingURL"))
        if isinstance(server, str) and all(isinstance(path, str) for path in paths):
            base = f"https:{server}" if server.startswith("//") else server
            download, upload, ping = (urljoin(base if base.endswith("/") else f"{base}/", str(path)) for path in paths)
            if all(url.startswith("https://") for url in (download, upload, ping)):
                yield clean(str(name)), download, upload, ping
