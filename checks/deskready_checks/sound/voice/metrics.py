"""What the check of the voice measures, and what can be chosen."""

from deskready.plugin import Better, Kind, Metric, Option, Privacy, Unit
from deskready_checks.sound.voice.reading import BY_LOCALE, READINGS

USUAL_SECONDS = 20.0
"""How long somebody may read by default."""

SUMMARY = Metric("sound.voice.summary", "What a customer hears", kind=Kind.TEXT)
RATIO = Metric("sound.voice.snr", "Voice above noise", Unit.DB, Better.HIGHER)
LEVEL = Metric("sound.voice.level", "Loudness of the voice", Unit.DBFS, Better.HIGHER)
CLIPPED = Metric("sound.voice.clipped", "Overdriven voice", Unit.PERCENT, Better.LOWER)
BANDWIDTH = Metric("sound.voice.bandwidth", "Range of the microphone", Unit.HERTZ, Better.HIGHER)
PACE = Metric("sound.voice.pace", "Words a minute")
PEAK = Metric("sound.voice.peak", "Peak of the voice", Unit.DBFS)
HUM = Metric("sound.voice.hum", "Mains hum", Unit.DBFS, Better.LOWER)
REVERBERATION = Metric("sound.voice.reverberation", "Reverberation", Unit.SECOND, Better.LOWER)
MICROPHONE = Metric("sound.voice.device", "Microphone", kind=Kind.TEXT, privacy=Privacy.PERSONAL)

LANGUAGE = Option(
    "language",
    BY_LOCALE,
    "Language of the text, by its code; auto takes the system's.",
    choices=(BY_LOCALE, *READINGS),
)
SECONDS = Option("seconds", USUAL_SECONDS, "How long you may read at most; it ends when you do.", minimum=8, maximum=60)
CLAP = Option("clap", False, "Whether to measure the room's reverberation by a clap of your hands.")
