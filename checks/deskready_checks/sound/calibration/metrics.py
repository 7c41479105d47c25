"""What the calibration measures, and what can be chosen."""

from deskready.plugin import Kind, Metric, Option, Privacy, Unit
from deskready_checks.sound.calibration.reference import REFERENCES

USUAL_SECONDS = 10.0
"""How long to listen by default."""
MOST_READING = 120.0
"""The highest reading in dBA that can be used: above, meters and the microphone mislead."""

OFFSET = Metric("sound.calibration.offset", "Level at full scale", Unit.DB)
READING = Metric("sound.calibration.reading", "Reference", Unit.DBA)
LEVEL = Metric("sound.calibration.level", "Recorded (LAeq)", Unit.DBFS)
SPREAD = Metric("sound.calibration.spread", "Unsteadiness", Unit.DB)
MICROPHONE = Metric("sound.calibration.device", "Microphone", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
GAIN = Metric("sound.calibration.gain", "Input volume", kind=Kind.TEXT)

ASK = "ask"
"""The choice of a reference that leaves it to the person."""
SECONDS = Option("seconds", USUAL_SECONDS, "How long to listen, the first half second included.", minimum=3, maximum=60)
SHOWN = Option("reading", 0.0, "What the reference shows, in dBA; 0 asks.", minimum=0, maximum=MOST_READING)
REFERENCE = Option("reference", ASK, "What the microphone is compared with.", choices=(ASK, *REFERENCES))
