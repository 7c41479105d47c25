"""What a microphone can be compared with, how far each is to be trusted, and what a comparison amounts to."""

from dataclasses import dataclass

PLACE_DB = 1.0
"""What two microphones side by side in one steady noise differ by."""


@dataclass(frozen=True)
class Reference:
    """Something that tells a sound pressure level."""

    title: str
    """Its name for people."""
    uncertainty_db: float
    """Half the width of the interval around its reading."""
    beside: bool = True
    """Whether it measures beside the microphone; a calibrator makes its sound in the microphone."""


REFERENCES = {
    # "expect +-3-5 dB for a built-in mic"; the best of them are within +-2 dBA on average (Kardous and Shaw 2014).
    "phone-app": Reference("phone app", 5.0),
    # NIOSH: iOS apps with a calibrated external microphone are within +-1 dBA of a type 1 instrument (PMC9345572).
    "phone-app-external": Reference("phone app with a calibrated microphone", 2.0),
    # IEC 61672-1:2013, Table 3: class 2 is within 2 dB up to 2 kHz, where most of a room's noise lies.
    "sound-level-meter": Reference("sound level meter", 2.0),
    # IEC 60942:2003: a class 2 calibrator is within 0.75 dB.
    "calibrator": Reference("calibrator", 0.75, beside=False),
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
