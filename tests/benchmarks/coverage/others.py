"""Other traffic on a lab's line: who gives it, and who counts what comes through."""

import bisect
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from benchmarks.coverage.line import Line
from helpers.lab import SERVER, Lab

_OTHERS = """
import socket, sys, threading, time, json
role, host, port, rate = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
if role == "takes":
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    sock.bind((host, port))
    print("takes", flush=True)
    count, told = 0, 0.0
    while True:
        count += len(sock.recv(2048)) + 42
        if (now := time.perf_counter()) > told + 0.05:
            told = now
            print(now, count, flush=True)
print("gives", flush=True)
due = time.perf_counter()
gap = 1242 * 8 / rate
payload = bytes(1200)
while True:
    due += gap
    if (left := due - time.perf_counter()) > 0:
        time.sleep(left)
    try:
        sock.sendto(payload, (host, port))
    except OSError:
        pass
"""


class Others(threading.Thread):
    """Counts what other traffic comes through, by the time of `time.perf_counter`."""

    def __init__(self, lines: Iterator[str]) -> None:
        super().__init__(daemon=True)
        self._lines = lines
        self._seen: list[tuple[float, int]] = []

    def run(self) -> None:
        for line in self._lines:
            at, count = line.split()
            self._seen.append((float(at), int(count)))

    def mbit(self, window: Sequence[float]) -> float:
        """Mbit/s of its frames in a window; 0 for none."""
        seen = list(self._seen)
        first = max(bisect.bisect_left(seen, (window[0], 0)) - 1, 0)
        last = min(bisect.bisect_left(seen, (window[1], 0)), len(seen) - 1)
        if last <= first:
            return 0.0
        return (seen[last][1] - seen[first][1]) * 8e-6 / (seen[last][0] - seen[first][0])


@contextmanager
def other_traffic(made: Lab, line: Line) -> Iterator[dict[str, Others]]:
    """Datagrams beside the test, each way that has any, and who counts them."""
    ends = {"download": (made.client, "10.77.0.1", made.server), "upload": (made.server, SERVER, made.client)}
    found: dict[str, Others] = {}
    with ExitStack() as stack:
        for (way, (taker, host, giver)), mbit in zip(ends.items(), line.others, strict=True):
            if not mbit:
                continue
            program = [sys.executable, "-c", _OTHERS]
            takes = stack.enter_context(_running([*taker, *program, "takes", host, "9999", "0"]))
            assert takes.stdout
            takes.stdout.readline()
            found[way] = Others(iter(takes.stdout))
            found[way].start()
            stack.enter_context(_running([*giver, *program, "gives", host, "9999", f"{mbit * 1e6}"]))
        if found:
            time.sleep(0.5)
        yield found


@contextmanager
def _running(command: Sequence[str]) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
