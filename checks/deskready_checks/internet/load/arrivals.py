"""What has come through a connection, the part that still waits for an earlier lost segment included.

TCP hands bytes on in order: after a loss the count of what a program read, or of what was acknowledged, stands still
for a round trip or several, and then leaps. The line carried bytes all the time. Counting what arrived, in whatever
order, shows the line, and needs a fraction of the time for the same certainty.
"""

from collections import deque

from deskready_checks.internet.load.tcp_info import TcpInfo

_READINGS = 60
"""How long it may take to fill a gap, in readings: 3 s."""


def delivered(info: TcpInfo) -> int:
    """Bytes that the other end has: acknowledged cumulatively (RFC 9293, 3.4) or selectively (RFC 2018)."""
    return info.acked + info.sacked * info.segment_bytes


class Arrivals:
    """Counts what a connection received.

    Segments times their length is what came in, the segments that came twice included. What it exceeds the bytes in
    order by waits for a gap to be filled, came twice, or was a short segment; of these only the first goes down to
    nothing again. So the least excess of the last seconds is what came twice, and the rest is what waits.
    """

    def __init__(self) -> None:
        self._excess: deque[int] = deque(maxlen=_READINGS)
        self._segment = 0

    def count(self, info: TcpInfo) -> int:
        """Bytes that came in, by one reading; readings are to be 50 ms apart."""
        if info.full_segment != self._segment:  # the system has seen longer ones: no earlier excess can be compared
            self._excess.clear()
            self._segment = info.full_segment
        excess = info.segments_in * self._segment - info.received
        self._excess.append(excess)
        return info.received + excess - min(self._excess)
