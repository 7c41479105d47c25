"""What the speed check measures: the rates, and what the line is like while it is full."""

from typing import NamedTuple

from deskready.plugin import Better, Kind, Metric, Privacy, Unit


class Busy(NamedTuple):
    """What is told of one direction."""

    latency: Metric
    """Median round trip."""
    jitter: Metric
    """Mean difference of consecutive round trips."""
    loss: Metric
    """Share of probes that never came back."""


def busy(direction: str) -> Busy:
    """The metrics of a direction, `download` or `upload`."""
    return Busy(
        Metric(f"internet.latency.loaded.{direction}", f"Latency, {direction}ing", Unit.MILLISECOND, Better.LOWER),
        Metric(f"internet.jitter.loaded.{direction}", f"Jitter, {direction}ing", Unit.MILLISECOND, Better.LOWER),
        Metric(f"internet.loss.loaded.{direction}", f"Packet loss, {direction}ing", Unit.PERCENT, Better.LOWER),
    )


DOWNLOAD = Metric("internet.download", "Download", Unit.MBIT_S, Better.HIGHER)
UPLOAD = Metric("internet.upload", "Upload", Unit.MBIT_S, Better.HIGHER)
SERVER = Metric("internet.speed.server", "Test server", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
PROVIDER = Metric("internet.speed.provider", "Measured against", kind=Kind.TEXT)
SPENT = Metric("internet.speed.bytes", "Data used by the test", Unit.BYTE)
DOWNLOADING, UPLOADING = busy("download"), busy("upload")
BLOAT = Metric("internet.bufferbloat", "Latency added when busy", Unit.MILLISECOND, Better.LOWER)
GRADE = Metric("internet.bufferbloat.grade", "Bufferbloat grade", kind=Kind.TEXT)
RESPONSIVENESS = Metric("internet.responsiveness", "Round trips a minute", better=Better.HIGHER)
MOS = Metric("internet.quality.loaded.mos", "Call quality, busy (MOS)", better=Better.HIGHER)
R = Metric("internet.quality.loaded.r", "Call quality, busy (R)", better=Better.HIGHER)
MEANING = Metric("internet.quality.loaded.meaning", "A call meanwhile", kind=Kind.TEXT)

QUEUE = (
    "Switch on smart queue management (SQM, fq_codel or CAKE) in your router, and pause backups, updates and streams "
    "while you work."
)
"""What helps a line that is slow to answer while it is full."""
