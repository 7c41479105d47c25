"""What the check of background noise measures, and what can be chosen."""

from deskready.plugin import Better, Kind, Metric, Option, Privacy, Unit, text
from deskready_checks.sound import words

USUAL_SECONDS = 20.0
"""How long to listen by default. Its LA90 rests on the calmest two seconds, sixteen times the F time constant; 30 s
would catch a dog that barks twice a minute, and lose the applicants who will not sit still for so long."""

SUMMARY = Metric("sound.noise.summary", text("sound.noise.summary.label", "What is heard"), kind=Kind.TEXT)
LA90 = Metric("sound.noise.la90", text("sound.noise.la90.label", "Background noise (LA90)"), Unit.DBA, Better.LOWER)
LAEQ = Metric("sound.noise.laeq", text("sound.noise.laeq.label", "Average noise (LAeq)"), Unit.DBA, Better.LOWER)
VOICES = Metric("sound.noise.voices", text("sound.noise.voices.label", "Somebody talking"), Unit.PERCENT, Better.LOWER)
EVENTS = Metric("sound.noise.events", text("sound.noise.events.label", "Loud moments"), better=Better.LOWER)
EVENT_LEVEL = Metric(
    "sound.noise.event_level", text("sound.noise.event_level.label", "Loudest above background"), Unit.DB, Better.LOWER
)
EVENT_SECONDS = Metric(
    "sound.noise.event_seconds",
    text("sound.noise.event_seconds.label", "Loud moments together"),
    Unit.SECOND,
    Better.LOWER,
)
HUM = Metric("sound.noise.hum", text("sound.noise.hum.label", "Mains hum stands out by"), Unit.DB, Better.LOWER)
HUM_FREQUENCY = Metric(
    "sound.noise.hum_frequency", text("sound.noise.hum_frequency.label", "Frequency of the hum"), Unit.HERTZ
)
HUM_DBFS = Metric("sound.noise.hum_dbfs", text("sound.noise.hum_dbfs.label", "Hum, digital"), Unit.DBFS, Better.LOWER)
KIND = Metric("sound.noise.kind", text("sound.noise.kind.label", "What stands out"), kind=Kind.TEXT)
LA10 = Metric("sound.noise.la10", text("sound.noise.la10.label", "Loud tenth (LA10)"), Unit.DBA, Better.LOWER)
LA50 = Metric("sound.noise.la50", text("sound.noise.la50.label", "Middle (LA50)"), Unit.DBA, Better.LOWER)
LAFMAX = Metric("sound.noise.lafmax", text("sound.noise.lafmax.label", "Loudest (LAFmax)"), Unit.DBA, Better.LOWER)
LA90_DBFS = Metric(
    "sound.noise.la90_dbfs", text("sound.noise.la90_dbfs.label", "LA90, digital"), Unit.DBFS, Better.LOWER
)
LAEQ_DBFS = Metric(
    "sound.noise.laeq_dbfs", text("sound.noise.laeq_dbfs.label", "LAeq, digital"), Unit.DBFS, Better.LOWER
)
LA10_DBFS = Metric(
    "sound.noise.la10_dbfs", text("sound.noise.la10_dbfs.label", "LA10, digital"), Unit.DBFS, Better.LOWER
)
PEAK = Metric("sound.noise.peak", text("sound.noise.peak.label", "Peak"), Unit.DBFS)
CLIPPED = Metric(
    "sound.noise.clipped", text("sound.noise.clipped.label", "Clipped samples"), Unit.PERCENT, Better.LOWER
)
MICROPHONE = Metric("sound.noise.device", words.MICROPHONE, kind=Kind.TEXT, privacy=Privacy.PERSONAL)

SECONDS = Option("seconds", USUAL_SECONDS, words.HOW_LONG, minimum=1, maximum=60)
