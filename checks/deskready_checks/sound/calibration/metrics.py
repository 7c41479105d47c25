"""What the calibration measures, and what can be chosen."""

from deskready.plugin import Kind, Metric, Option, Privacy, Unit, text
from deskready_checks.sound import words
from deskready_checks.sound.calibration.reference import REFERENCES

USUAL_SECONDS = 10.0
"""How long to listen by default."""
MOST_READING = 120.0
"""The highest reading in dBA that can be used: above, meters and the microphone mislead."""

OFFSET = Metric("sound.calibration.offset", text("sound.calibration.offset.label", "Level at full scale"), Unit.DB)
READING = Metric("sound.calibration.reading", text("sound.calibration.reading.label", "Reference"), Unit.DBA)
LEVEL = Metric("sound.calibration.level", text("sound.calibration.level.label", "Recorded (LAeq)"), Unit.DBFS)
SPREAD = Metric("sound.calibration.spread", text("sound.calibration.spread.label", "Unsteadiness"), Unit.DB)
MICROPHONE = Metric("sound.calibration.device", words.MICROPHONE, kind=Kind.TEXT, privacy=Privacy.PERSONAL)
GAIN = Metric("sound.calibration.gain", text("sound.calibration.gain.label", "Input volume"), kind=Kind.TEXT)

ASK = "ask"
"""The choice of a reference that leaves it to the person."""
SECONDS = Option("seconds", USUAL_SECONDS, words.HOW_LONG, minimum=3, maximum=60)
SHOWN = Option(
    "reading",
    0.0,
    text("sound.calibration.option.reading", "What the reference shows, in dBA; 0 asks."),
    minimum=0,
    maximum=MOST_READING,
)
REFERENCE = Option(
    "reference",
    ASK,
    text("sound.calibration.option.reference", "What the microphone is compared with."),
    choices=(ASK, *REFERENCES),
)
