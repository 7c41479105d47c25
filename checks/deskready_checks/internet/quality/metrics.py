"""What the call-quality check measures."""

from deskready.plugin import Better, Kind, Metric, Unit

MOS = Metric("internet.quality.mos", "Call quality, idle (MOS)", better=Better.HIGHER)
R = Metric("internet.quality.r", "Call quality, idle (R)", better=Better.HIGHER)
MEANING = Metric("internet.quality.meaning", "In words", kind=Kind.TEXT)
DELAY = Metric("internet.quality.delay", "Delay from mouth to ear", Unit.MILLISECOND)
MISSING = Metric("internet.quality.missing", "Packets not played", Unit.PERCENT)
BUFFER = Metric("internet.quality.buffer", "De-jitter buffer", Unit.MILLISECOND)
BLUETOOTH = Metric("internet.quality.bluetooth", "MOS over Bluetooth")
OPUS = Metric("internet.quality.opus", "MOS with Opus (estimate)")

REMEDY = "Use a network cable in place of Wi-Fi, stop other downloads, switch off any VPN, or ask your provider."
"""What helps a line over which a call sounds bad."""
