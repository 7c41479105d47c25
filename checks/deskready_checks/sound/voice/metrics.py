"""What the check of the voice measures, and what can be chosen."""

from deskready.plugin import Better, Kind, Metric, Option, Privacy, Unit, text
from deskready_checks.sound import words
from deskready_checks.sound.voice.reading import BY_LOCALE, READINGS

USUAL_SECONDS = 20.0
"""How long somebody may read by default."""

SUMMARY = Metric("sound.voice.summary", text("sound.voice.summary.label", "What a customer hears"), kind=Kind.TEXT)
RATIO = Metric("sound.voice.snr", text("sound.voice.snr.label", "Voice above noise"), Unit.DB, Better.HIGHER)
LEVEL = Metric("sound.voice.level", text("sound.voice.level.label", "Loudness of the voice"), Unit.DBFS, Better.HIGHER)
CLIPPED = Metric(
    "sound.voice.clipped", text("sound.voice.clipped.label", "Overdriven voice"), Unit.PERCENT, Better.LOWER
)
BANDWIDTH = Metric(
    "sound.voice.bandwidth", text("sound.voice.bandwidth.label", "Range of the microphone"), Unit.HERTZ, Better.HIGHER
)
PACE = Metric("sound.voice.pace", text("sound.voice.pace.label", "Words a minute"))
PEAK = Metric("sound.voice.peak", text("sound.voice.peak.label", "Peak of the voice"), Unit.DBFS)
HUM = Metric("sound.voice.hum", text("sound.voice.hum.label", "Mains hum"), Unit.DBFS, Better.LOWER)
REVERBERATION = Metric(
    "sound.voice.reverberation", text("sound.voice.reverberation.label", "Reverberation"), Unit.SECOND, Better.LOWER
)
MICROPHONE = Metric("sound.voice.device", words.MICROPHONE, kind=Kind.TEXT, privacy=Privacy.PERSONAL)

LANGUAGE = Option(
    "language",
    BY_LOCALE,
    text("sound.voice.option.language", "Language of the text, by its code; auto takes the system's."),
    choices=(BY_LOCALE, *READINGS),
)
SECONDS = Option(
    "seconds",
    USUAL_SECONDS,
    text("sound.voice.option.seconds", "How long you may read at most; it ends when you do."),
    minimum=8,
    maximum=60,
)
CLAP = Option(
    "clap",
    False,
    text("sound.voice.option.clap", "Whether to measure the room's reverberation by a clap of your hands."),
)
