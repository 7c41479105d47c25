"""From digital levels to sound pressure levels: what a microphone's dBFS mean in the room, and how surely."""

from collections.abc import Mapping
from dataclasses import dataclass

from deskready.plugin import Option, Value

NOMINAL_OFFSET_DB = 120.0
"""Sound pressure level at digital full scale of the usual digital microphone: -26 dBFS at 94 dB SPL."""
NOMINAL_UNCERTAINTY_DB = 12.0
"""The system's input gain, automatic gain control and the place of the microphone move that by about so much."""
UNCALIBRATED = f"uncalibrated estimate: dBFS + {NOMINAL_OFFSET_DB:g} dB"
"""How a level is known where there is no calibration."""
_OFFSET = Option(
    "calibration_db",
    0.0,
    "Sound pressure level in dB at digital full scale (AES17) of this microphone; 0 means not calibrated.",
    minimum=0,
    maximum=200,
    learned="sound.calibration.offset",
)
_UNCERTAINTY = Option(
    "calibration_uncertainty_db",
    5.0,
    "By how many dB that may be wrong, either way.",
    minimum=0,
    maximum=NOMINAL_UNCERTAINTY_DB,
    learned="sound.calibration.offset uncertainty",
)
_DEVICE = Option(
    "calibration_device",
    "",
    "The microphone that it holds for; empty takes it for whichever is used.",
    learned="sound.calibration.device",
    blank="whichever is used",
)
_GAIN = Option(
    "calibration_gain",
    "",
    "The input volume that it holds for, as the system tells it.",
    learned="sound.calibration.gain",
    blank="not told by this system",
)
CALIBRATION_OPTIONS = (_OFFSET, _UNCERTAINTY, _DEVICE, _GAIN)
"""The options of a check that shows sound pressure levels. `deskready calibrate` stores them."""


@dataclass(frozen=True)
class Scale:
    """How dBFS (AES17) become dB re 20 uPa."""

    offset_db: float
    """What to add to a level in dBFS."""
    uncertainty_db: float
    """Half the width of the interval that holds the true level."""
    method: str
    """How this scale is known, in a few words; and why not better, where a calibration has lapsed."""

    @property
    def calibrated(self) -> bool:
        """Whether it rests on a comparison and is no estimate."""
        return not self.method.startswith(UNCALIBRATED)

    def level(self, dbfs: float) -> float:
        """The sound pressure level, in dB or, from an A-weighted level, in dBA."""
        return dbfs + self.offset_db


def scale_for(options: Mapping[str, Value], device: str, gain: str) -> Scale:
    """The scale for a microphone that is open.

    Args:
        options: Values of `CALIBRATION_OPTIONS`; an offset of 0 stands for "not calibrated", no real microphone being
            anywhere near it.
        device: What the microphone is: `Capture.identity`.
        gain: Its input volume: `Capture.gain`.
    """
    offset = _OFFSET.of(options)
    if not offset:
        return Scale(NOMINAL_OFFSET_DB, NOMINAL_UNCERTAINTY_DB, UNCALIBRATED)
    if why := _lapsed(options, device, gain):
        return Scale(NOMINAL_OFFSET_DB, NOMINAL_UNCERTAINTY_DB, f"{UNCALIBRATED}, as {why}")
    uncertainty = _UNCERTAINTY.of(options)
    return Scale(offset, uncertainty, f"calibrated: dBFS + {offset:g} dB, within {uncertainty:g} dB")


def _lapsed(options: Mapping[str, Value], device: str, gain: str) -> str:
    """Why a calibration does not hold, or ""; one that names no microphone holds for all."""
    of_device, of_gain = _DEVICE.of(options), _GAIN.of(options)
    if not of_device or (device, gain) == (of_device, of_gain):
        return ""
    if device != of_device:
        return "the calibration was made with another microphone"
    if gain and of_gain:
        return "the input volume has changed since the calibration"
    return "the input volume cannot be read or could not when it was calibrated, and may have changed"
