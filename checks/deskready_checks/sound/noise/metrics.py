"""What the check of background noise measures, and what can be chosen."""

from deskready.plugin import Better, Kind, Metric, Option, Privacy, Unit

USUAL_SECONDS = 20.0
"""How long to listen by default. Its LA90 rests on the calmest two seconds, sixteen times the F time constant; 30 s
would catch a dog that barks twice a minute, and lose the applicants who will not sit still for so long."""

SUMMARY = Metric("sound.noise.summary", "What is heard", kind=Kind.TEXT)
LA90 = Metric("sound.noise.la90", "Background noise (LA90)", Unit.DBA, Better.LOWER)
LAEQ = Metric("sound.noise.laeq", "Average noise (LAeq)", Unit.DBA, Better.LOWER)
VOICES = Metric("sound.noise.voices", "Somebody talking", Unit.PERCENT, Better.LOWER)
EVENTS = Metric("sound.noise.events", "Loud moments", better=Better.LOWER)
EVENT_LEVEL = Metric("sound.noise.event_level", "Loudest above background", Unit.DB, Better.LOWER)
EVENT_SECONDS = Metric("sound.noise.event_seconds", "Loud moments together", Unit.SECOND, Better.LOWER)
HUM = Metric("sound.noise.hum", "Mains hum stands out by", Unit.DB, Better.LOWER)
HUM_FREQUENCY = Metric("sound.noise.hum_frequency", "Frequency of the hum", Unit.HERTZ)
HUM_DBFS = Metric("sound.noise.hum_dbfs", "Hum, digital", Unit.DBFS, Better.LOWER)
KIND = Metric("sound.noise.kind", "What stands out", kind=Kind.TEXT)
LA10 = Metric("sound.noise.la10", "Loud tenth (LA10)", Unit.DBA, Better.LOWER)
LA50 = Metric("sound.noise.la50", "Middle (LA50)", Unit.DBA, Better.LOWER)
LAFMAX = Metric("sound.noise.lafmax", "Loudest (LAFmax)", Unit.DBA, Better.LOWER)
LA90_DBFS = Metric("sound.noise.la90_dbfs", "LA90, digital", Unit.DBFS, Better.LOWER)
LAEQ_DBFS = Metric("sound.noise.laeq_dbfs", "LAeq, digital", Unit.DBFS, Better.LOWER)
LA10_DBFS = Metric("sound.noise.la10_dbfs", "LA10, digital", Unit.DBFS, Better.LOWER)
PEAK = Metric("sound.noise.peak", "Peak", Unit.DBFS)
CLIPPED = Metric("sound.noise.clipped", "Clipped samples", Unit.PERCENT, Better.LOWER)
MICROPHONE = Metric("sound.noise.device", "Microphone", kind=Kind.TEXT, privacy=Privacy.PERSONAL)

SECONDS = Option("seconds", USUAL_SECONDS, "How long to listen, the first half second included.", minimum=1, maximum=60)
