"""What the check of the echo measures."""

from deskready.plugin import Better, Kind, Metric, Privacy, Unit, text

SUMMARY = Metric("sound.echo.summary", text("sound.echo.summary.label", "What comes back"), kind=Kind.TEXT)
LOSS = Metric("sound.echo.loss", text("sound.echo.loss.label", "Echo loss"), Unit.DB, Better.HIGHER)
DELAY = Metric(
    "sound.echo.delay", text("sound.echo.delay.label", "Sound out and back in"), Unit.MILLISECOND, Better.LOWER
)
DEVICES = Metric(
    "sound.echo.devices", text("sound.echo.devices.label", "Measured with"), kind=Kind.TEXT, privacy=Privacy.PERSONAL
)
