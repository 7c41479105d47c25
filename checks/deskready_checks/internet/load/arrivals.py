"""What has come through a connection, the part that still waits for an earlier lost segment included.

TCP hands bytes on in order: after a loss the count of what a program read, or of what was acknowledged, stands still
for a round trip or several, and then leaps. The line carried bytes all the time. Counting what arrived, in whatever
order, shows the line, and needs a fraction of the time for the same certainty.
"""

from deskready_checks.internet.load.tcp_info import TcpInfo

_CALM = 4
"""After so many readings in a row with bytes in order and none out of order, no gap is open: 0.2 s. A single one may
be the sender filling a gap of several segments one by one."""


def delivered(info: TcpInfo) -> int:
    """Bytes that the other end has: acknowledged cumulatively (RFC 9293, 3.4) or selectively (RFC 2018)."""
    return info.acked + info.sacked * info.segment_bytes


class Arrivals:
    """Counts what a connection received.

    While a gap is open, segments times their length exceeds the bytes in order by what waits. It also does by short
    segments, and by those that came twice; so the excess of a calm moment is taken off, and no more waits than came
    out of order since. Where the system counts nothing out of order, what is in order counts.
    """

    def __init__(self) -> None:
        self._last = self._calm_at = TcpInfo(*[0] * 7)
        self._calm = 0

    def count(self, info: TcpInfo) -> int:
        """Bytes that came in, by one reading; readings are to be 50 ms apart."""
        last, self._last = self._last, info
        if info.out_of_order != last.out_of_order:
            self._calm = 0
        elif info.received > last.received:
            self._calm += 1
        if self._calm >= _CALM or info.full_segment != last.full_segment:
            self._calm_at = info
        excess = _excess(info) - _excess(self._calm_at)
        most = (info.out_of_order - self._calm_at.out_of_order) * info.full_segment
        return info.received + max(min(excess, most), 0)


def _excess(info: TcpInfo) -> int:
    """Bytes that so many full segments would hold, less those in order."""
    return info.segments_in * info.full_segment - info.received
