"""What the speed check measures: the rates, and what the line is like while it is full."""

from typing import NamedTuple

from deskready.plugin import Better, Kind, Metric, Privacy, Unit, text


class Busy(NamedTuple):
    """What is told of one direction."""

    latency: Metric
    """Median round trip."""
    jitter: Metric
    """Mean difference of consecutive round trips."""
    loss: Metric
    """Share of probes that never came back."""


DOWNLOAD = Metric("internet.download", text("internet.download.label", "Download"), Unit.MBIT_S, Better.HIGHER)
UPLOAD = Metric("internet.upload", text("internet.upload.label", "Upload"), Unit.MBIT_S, Better.HIGHER)
SERVER = Metric(
    "internet.speed.server",
    text("internet.speed.server.label", "Test server"),
    kind=Kind.TEXT,
    privacy=Privacy.PERSONAL,
)
PROVIDER = Metric("internet.speed.provider", text("internet.speed.provider.label", "Measured against"), kind=Kind.TEXT)
SPENT = Metric("internet.speed.bytes", text("internet.speed.bytes.label", "Data used by the test"), Unit.BYTE)
DOWNLOADING = Busy(
    Metric(
        "internet.latency.loaded.download",
        text("internet.latency.loaded.download.label", "Latency, downloading"),
        Unit.MILLISECOND,
        Better.LOWER,
    ),
    Metric(
        "internet.jitter.loaded.download",
        text("internet.jitter.loaded.download.label", "Jitter, downloading"),
        Unit.MILLISECOND,
        Better.LOWER,
    ),
    Metric(
        "internet.loss.loaded.download",
        text("internet.loss.loaded.download.label", "Packet loss, downloading"),
        Unit.PERCENT,
        Better.LOWER,
    ),
)
UPLOADING = Busy(
    Metric(
        "internet.latency.loaded.upload",
        text("internet.latency.loaded.upload.label", "Latency, uploading"),
        Unit.MILLISECOND,
        Better.LOWER,
    ),
    Metric(
        "internet.jitter.loaded.upload",
        text("internet.jitter.loaded.upload.label", "Jitter, uploading"),
        Unit.MILLISECOND,
        Better.LOWER,
    ),
    Metric(
        "internet.loss.loaded.upload",
        text("internet.loss.loaded.upload.label", "Packet loss, uploading"),
        Unit.PERCENT,
        Better.LOWER,
    ),
)
BLOAT = Metric(
    "internet.bufferbloat",
    text("internet.bufferbloat.label", "Latency added when busy"),
    Unit.MILLISECOND,
    Better.LOWER,
)
GRADE = Metric(
    "internet.bufferbloat.grade", text("internet.bufferbloat.grade.label", "Bufferbloat grade"), kind=Kind.TEXT
)
RESPONSIVENESS = Metric(
    "internet.responsiveness", text("internet.responsiveness.label", "Round trips a minute"), better=Better.HIGHER
)
MOS = Metric(
    "internet.quality.loaded.mos",
    text("internet.quality.loaded.mos.label", "Call quality, busy (MOS)"),
    better=Better.HIGHER,
)
R = Metric(
    "internet.quality.loaded.r", text("internet.quality.loaded.r.label", "Call quality, busy (R)"), better=Better.HIGHER
)
MEANING = Metric(
    "internet.quality.loaded.meaning", text("internet.quality.loaded.meaning.label", "A call meanwhile"), kind=Kind.TEXT
)

QUEUE = text(
    "internet.speed.queue",
    "Switch on smart queue management (SQM, fq_codel or CAKE) in your router, and pause backups, updates and streams "
    "while you work.",
)
"""What helps a line that is slow to answer while it is full."""
