"""What the check of the echo measures."""

from deskready.plugin import Better, Kind, Metric, Privacy, Unit

SUMMARY = Metric("sound.echo.summary", "What comes back", kind=Kind.TEXT)
LOSS = Metric("sound.echo.loss", "Echo loss", Unit.DB, Better.HIGHER)
DELAY = Metric("sound.echo.delay", "Sound out and back in", Unit.MILLISECOND, Better.LOWER)
DEVICES = Metric("sound.echo.devices", "Measured with", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
