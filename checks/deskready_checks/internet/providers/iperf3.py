"""The iperf3 program, where it is installed, against an iperf3 server of one's own."""

import re
import shutil
import subprocess
from urllib.parse import urlsplit

from deskready.plugin import counted
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.interface import Direction, Trouble
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.providers.interface import PROBE_SECONDS, Endpoint

PORT = 5201
"""Its server's usual port."""
FLOWS = 4
_INTERVAL = re.compile(r"\[SUM\]\s+([0-9.]+)-([0-9.]+)\s+sec\s+[0-9.]+ \w+\s+([0-9.]+) Kbits/sec\s*(\d+)?\s*$")
_RESULT = re.compile(r"\[SUM\]\s+[0-9.]+-[0-9.]+\s+sec\s+[0-9.]+ \w+\s+([0-9.]+) Kbits/sec.*\breceiver\s*$")


class Iperf3:
    """The program, whose own number, the receiver's, is the result.

    Args:
        meter: Counts all bytes.
        server: Where the server is: `http://HOST:PORT`, of which only host and port matter.
        seconds: How long a direction takes.
    """

    id = "iperf3"
    title = "iperf3"
    method = counted(
        "internet.providers.iperf3",
        "iperf3: what the receiver counted over {count} connection, without the first second",
        "iperf3: what the receiver counted over {count} connections, without the first second",
    )(count=FLOWS)

    def __init__(self, meter: Meter, server: str, seconds: float) -> None:
        parts = urlsplit(server)
        self.host = parts.hostname or ""
        self._port = parts.port or PORT
        self._seconds = max(round(seconds), 1)
        self._meter = meter
        self._process: subprocess.Popen[str] | None = None

    def probe(self) -> Endpoint:
        """Looks for the program, and whether its server lets us in.

        Raises:
            Trouble: There is no program, or no server.
        """
        if not shutil.which("iperf3") or not self.host:
            raise Trouble(Fault.MISSING, "the program iperf3, or the address of its server")
        self._run("-n", "1K", seconds=PROBE_SECONDS)
        return Endpoint(f"iperf3, {self.host}")

    def run_native(self, direction: Direction) -> float:
        """The receiver's rate in Mbit/s.

        Raises:
            Trouble: There is none.
        """
        way = ["-R"] if direction is Direction.DOWN else []
        rate = self._run("-t", str(self._seconds), "-O", "1", *way, seconds=self._seconds + PROBE_SECONDS)
        if not rate:
            raise Trouble(Fault.NO_DATA, "no result")
        return rate

    def stop(self) -> None:
        """Ends the program."""
        if self._process:
            self._process.terminate()

    def _run(self, *arguments: str, seconds: float) -> float:
        """The result in Mbit/s, 0 for none.

        Raises:
            Trouble: The program failed.
        """
        down = "-R" in arguments
        command = ["iperf3", "-c", self.host, "-p", str(self._port), "-P", str(FLOWS), "-i", "0.2", "-f", "k"]
        command += ["--forceflush", "--connect-timeout", "3000", *arguments]
        rate = 0.0
        timeout = ["timeout", f"{seconds:.0f}"] if shutil.which("timeout") else []
        with subprocess.Popen(
            [*timeout, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True
        ) as self._process:
            assert self._process.stdout is not None
            last = ""
            for line in self._process.stdout:
                last = line.strip() or last
                if match := _RESULT.search(line):
                    rate = float(match[1]) / 1000
                elif (match := _INTERVAL.search(line)) and "sender" not in line:
                    count = int((float(match[2]) - float(match[1])) * float(match[3]) * 125)
                    self._meter.credit(*((count, 0) if down else (0, count)))
        if self._process.returncode:
            raise Trouble(_fault(last), last[:200])
        return rate


def _fault(words: str) -> Fault:
    """What the program's last words mean."""
    if "busy" in words:
        return Fault.LIMITED
    return Fault.TIMEOUT if "timed out" in words else Fault.UNREACHABLE  # no words: the program's
