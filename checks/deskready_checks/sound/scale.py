"""From digital levels to sound pressure levels: what a microphone's dBFS mean in the room, and how surely."""

from dataclasses import dataclass

NOMINAL_OFFSET_DB = 120.0
"""Sound pressure level at digital full scale of the usual digital microphone: -26 dBFS at 94 dB SPL."""
NOMINAL_UNCERTAINTY_DB = 12.0
"""The system's input gain, automatic gain control and the place of the microphone move that by about so much."""
CALIBRATED_UNCERTAINTY_DB = 3.0
"""A side-by-side reading with one of the best phone apps, +-2 dBA (Kardous and Shaw 2014), at not quite one place."""


@dataclass(frozen=True)
class Scale:
    """How dBFS (AES17) become dB re 20 uPa."""

    offset_db: float
    """What to add to a level in dBFS."""
    uncertainty_db: float
    """Half the width of the interval that holds the true level."""
    method: str
    """How this scale is known, in a few words."""

    def level(self, dbfs: float) -> float:
        """The sound pressure level, in dB or, from an A-weighted level, in dBA."""
        return dbfs + self.offset_db


def scale_for(calibration_db: float) -> Scale:
    """The scale for a configured offset; 0 stands for "not calibrated", no real microphone being anywhere near it."""
    if calibration_db:
        return Scale(calibration_db, CALIBRATED_UNCERTAINTY_DB, f"calibrated: dBFS + {calibration_db:g} dB")
    return Scale(NOMINAL_OFFSET_DB, NOMINAL_UNCERTAINTY_DB, f"uncalibrated estimate: dBFS + {NOMINAL_OFFSET_DB:g} dB")
