"""The speedtest-cli library: speedtest.net's servers, or a Speedtest Mini server of one's own."""

from deskready_checks.internet.load.diagnosis import host_of
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.providers.interface import Endpoint
from deskready_checks.internet.providers.speedtest_cli.session import SpeedTest


class SpeedtestCli:
    """The library, whose own number is the result.

    Args:
        meter: Counts all bytes.
        server: URL of one's own; "" for the nearest of speedtest.net.
        seconds: How long a direction may take.
    """

    id = "speedtest-cli"
    title = "speedtest-cli"
    method = "speedtest-cli: all bytes by all seconds, new connections throughout; reads low on fast lines with delay"

    def __init__(self, meter: Meter, server: str, seconds: float) -> None:
        self.host = host_of(server) or "speedtest.net"
        self._test = SpeedTest(server, seconds, meter)

    def probe(self) -> Endpoint:
        """Finds the nearest server.

        Raises:
            Unavailable: There is none.
        """
        found = self._test.find_server()
        return Endpoint(found.name, found.latency_ms)

    def run_native(self, direction: Direction) -> float:
        """The library's result in Mbit/s.

        Raises:
            Unavailable: Nothing came through.
        """
        return self._test.download() if direction is Direction.DOWN else self._test.upload()

    def stop(self) -> None:
        """Ends the transfer that runs."""
        self._test.stop()
