"""What a microphone can be compared with, how far each is to be trusted, and what a comparison amounts to."""

from dataclasses import dataclass

from deskready.plugin import Text, text

PLACE_DB = 1.0
"""What two microphones side by side in one steady noise differ by."""


@dataclass(frozen=True)
class Reference:
    """Something that tells a sound pressure level."""

    title: Text
    """Its name for people."""
    method: Text
    """How what it is compared with is known."""
    question: Text
    """Asks for its reading."""
    uncertainty_db: float
    """Half the width of the interval around its reading."""
    beside: bool = True
    """Whether it measures beside the microphone; a calibrator makes its sound in the microphone."""


REFERENCES = {
    # "expect +-3-5 dB for a built-in mic"; the best of them are within +-2 dBA on average (Kardous and Shaw 2014).
    "phone-app": Reference(
        text("sound.calibration.phone-app", "phone app"),
        text("sound.calibration.phone-app.method", "compared with a phone app"),
        text("sound.calibration.phone-app.question", "What did the phone app show, in dBA?"),
        5.0,
    ),
    # NIOSH: iOS apps with a calibrated external microphone are within +-1 dBA of a type 1 instrument (PMC9345572).
    "phone-app-external": Reference(
        text("sound.calibration.phone-app-external", "phone app with a calibrated microphone"),
        text("sound.calibration.phone-app-external.method", "compared with a phone app with a calibrated microphone"),
        text(
            "sound.calibration.phone-app-external.question",
            "What did the phone app with a calibrated microphone show, in dBA?",
        ),
        2.0,
    ),
    # IEC 61672-1:2013, Table 3: class 2 is within 2 dB up to 2 kHz, where most of a room's noise lies.
    "sound-level-meter": Reference(
        text("sound.calibration.sound-level-meter", "sound level meter"),
        text("sound.calibration.sound-level-meter.method", "compared with a sound level meter"),
        text("sound.calibration.sound-level-meter.question", "What did the sound level meter show, in dBA?"),
        2.0,
    ),
    # IEC 60942:2003: a class 2 calibrator is within 0.75 dB.
    "calibrator": Reference(
        text("sound.calibration.calibrator", "calibrator"),
        text("sound.calibration.calibrator.method", "compared with a calibrator"),
        text("sound.calibration.calibrator.question", "What did the calibrator show, in dBA?"),
        0.75,
        beside=False,
    ),
}
"""By the word that stands for each on the command line."""


def combined_uncertainty(reference: Reference, spread_db: float) -> float:
    """Half the width of the interval around an offset: independent parts add as squares (JCGM 100:2008, 5.1.2).

    Args:
        reference: What was compared with.
        spread_db: By how much the noise moved while it was recorded, LA10 - LA90.
    """
    place = PLACE_DB if reference.beside else 0.0
    return float((reference.uncertainty_db**2 + place**2 + (spread_db / 2) ** 2) ** 0.5)


def parse_reading(text: str) -> float | None:
    """The level that a person read off: "65", "65,5" or "65 dBA"; None where it is no number."""
    number = text.strip().casefold().removesuffix("(a)").removesuffix("a").removesuffix("db").strip().replace(",", ".")
    try:
        return float(number)
    except ValueError:
        return None
