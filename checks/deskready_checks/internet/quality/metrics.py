"""What the call-quality check measures."""

from deskready.plugin import Better, Kind, Metric, Unit, text

MOS = Metric(
    "internet.quality.mos", text("internet.quality.mos.label", "Call quality, idle (MOS)"), better=Better.HIGHER
)
R = Metric("internet.quality.r", text("internet.quality.r.label", "Call quality, idle (R)"), better=Better.HIGHER)
MEANING = Metric("internet.quality.meaning", text("internet.quality.meaning.label", "In words"), kind=Kind.TEXT)
DELAY = Metric(
    "internet.quality.delay", text("internet.quality.delay.label", "Delay from mouth to ear"), Unit.MILLISECOND
)
MISSING = Metric("internet.quality.missing", text("internet.quality.missing.label", "Packets not played"), Unit.PERCENT)
BUFFER = Metric("internet.quality.buffer", text("internet.quality.buffer.label", "De-jitter buffer"), Unit.MILLISECOND)
BLUETOOTH = Metric("internet.quality.bluetooth", text("internet.quality.bluetooth.label", "MOS over Bluetooth"))
OPUS = Metric("internet.quality.opus", text("internet.quality.opus.label", "MOS with Opus (estimate)"))

REMEDY = text(
    "internet.quality.remedy",
    "Use a network cable in place of Wi-Fi, stop other downloads, switch off any VPN, or ask your provider.",
)
"""What helps a line over which a call sounds bad."""
