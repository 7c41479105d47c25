"""What has come through a connection, the part that still waits for an earlier lost segment included.

TCP hands bytes on in order: after a loss the count of what a program read, or of what was acknowledged, stands still
for a round trip or several, and then leaps. The line carried bytes all the time. Counting what arrived, in whatever
order, shows the line, and needs a fraction of the time for the same certainty. What was sent again although it was only
late came twice, and the line carried it twice.
"""

from deskready_checks.internet.load.tcp_info import TcpInfo

_CALM = 4
"""After so many readings in a row with bytes in order and none out of order, no gap is open: 0.2 s. A single one may
be the sender filling a gap of several segments one by one."""


def delivered(info: TcpInfo) -> int:
    """Bytes that reached the other end.

    Those acknowledged cumulatively (RFC 9293, 3.4) or selectively (RFC 2018), and those it got twice (RFC 2883).
    """
    return info.acked + (info.sacked + info.repeated) * info.segment_bytes


class Arrivals:
    """Counts what a connection received.

    While a gap is open, segments times their length exceeds the bytes in order by what waits. It also does by short
    segments, and by those that came twice. What is left of the excess when a gap is closed came twice, as far as so
    many came out of order meanwhile; the rest is of short segments. Where the system counts nothing out of order, what
    is in order counts.
    """

    def __init__(self) -> None:
        self._last = self._calm_at = TcpInfo(*[0] * 7)
        self._calm = 0
        self._twice = 0

    def count(self, info: TcpInfo) -> int:
        """Bytes that came in, by one reading; readings are to be 50 ms apart."""
        last, self._last = self._last, info
        if info.out_of_order != last.out_of_order:
            self._calm = 0
        elif info.received > last.received:
            self._calm += 1
        if info.full_segment != last.full_segment:
            self._calm_at = info
        if (fewer := _excess(self._calm_at) - _excess(info)) > 0:  # it was not that calm: some waited still
            self._twice = max(self._twice - fewer, 0)
            self._calm_at = info
        more = self._more(info)
        if self._calm >= _CALM:
            self._twice += more
            self._calm_at, more = info, 0
        return info.received + self._twice + more

    def _more(self, info: TcpInfo) -> int:
        """Bytes since the last calm moment that are not in order: those that wait, and those that came twice."""
        excess = _excess(info) - _excess(self._calm_at)
        most = (info.out_of_order - self._calm_at.out_of_order) * info.full_segment
        return max(min(excess, most), 0)


def _excess(info: TcpInfo) -> int:
    """Bytes that so many full segments would hold, less those in order."""
    return info.segments_in * info.full_segment - info.received
