"""A box in the middle of a wire: passes Ethernet frames between two interfaces, each later by the same time.

`python -m helpers.delay_box LEFT RIGHT MILLISECONDS`, as root. It stands in for netem, which not every kernel has.
Frames pass as the sender's segmentation offload made them, up to 64 KB at once, so that it carries gigabits.
"""

import socket
import sys
import threading
import time
from collections import deque

_SOL_PACKET = 263
_VNET_HEADER, _IGNORE_OUTGOING = 15, 23
"""Options of packet(7): segmentation offload is described in ten bytes before each frame; what is sent is not heard."""
_SNDBUFFORCE, _RCVBUFFORCE = 32, 33
_BUFFER = 256 * 1024**2
_ALL = 3
"""ETH_P_ALL."""


def _opened(interface: str, protocol: int) -> socket.socket:
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    sock.setsockopt(_SOL_PACKET, _VNET_HEADER, 1)
    if protocol:
        sock.setsockopt(_SOL_PACKET, _IGNORE_OUTGOING, 1)
    sock.setsockopt(socket.SOL_SOCKET, _SNDBUFFORCE, _BUFFER)
    sock.setsockopt(socket.SOL_SOCKET, _RCVBUFFORCE, _BUFFER)
    sock.bind((interface, protocol))
    return sock


def carry(source: str, target: str, seconds: float) -> None:
    """Carries frames one way, for ever."""
    incoming, outgoing = _opened(source, _ALL), _opened(target, 0)
    under_way: deque[tuple[float, bytes]] = deque()
    arrived = threading.Semaphore(0)

    def send() -> None:
        while True:
            arrived.acquire()
            due, frame = under_way.popleft()
            if (wait := due - time.perf_counter()) > 0:
                time.sleep(wait)
            try:
                outgoing.send(frame)
            except OSError:  # the queue behind is full: lost, as on any line
                continue

    threading.Thread(target=send, daemon=True).start()
    while True:
        frame = incoming.recv(131_072)
        under_way.append((time.perf_counter() + seconds, frame))
        arrived.release()


def main() -> None:
    """Carries both ways; a line on stdout says that it does."""
    left, right, milliseconds = sys.argv[1:]
    seconds = float(milliseconds) / 1000
    ways = [
        threading.Thread(target=carry, args=(source, target, seconds), daemon=True)
        for source, target in ((left, right), (right, left))
    ]
    for way in ways:
        way.start()
    sys.stdout.write("carrying\n")
    sys.stdout.flush()
    for way in ways:
        way.join()


if __name__ == "__main__":
    main()
