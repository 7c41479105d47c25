"""From digital levels to sound pressure levels: what a microphone's dBFS mean in the room, and how surely."""

from collections.abc import Mapping
from dataclasses import dataclass

from deskready.plugin import Option, Quantity, Text, Unit, Value, message, text

NOMINAL_OFFSET_DB = 120.0
"""Sound pressure level at digital full scale of the usual digital microphone: -26 dBFS at 94 dB SPL."""
NOMINAL_UNCERTAINTY_DB = 12.0
"""The system's input gain, automatic gain control and the place of the microphone move that by about so much."""
_UNCALIBRATED = message("sound.scale.uncalibrated", "uncalibrated estimate: dBFS + {offset}")
_CALIBRATED = message("sound.scale.calibrated", "calibrated: dBFS + {offset}, within {margin}")
_OTHER_DEVICE = message(
    "sound.scale.other-device",
    "uncalibrated estimate: dBFS + {offset}, as the calibration was made with another microphone",
)
_OTHER_GAIN = message(
    "sound.scale.other-gain",
    "uncalibrated estimate: dBFS + {offset}, as the input volume has changed since the calibration",
)
_UNKNOWN_GAIN = message(
    "sound.scale.unknown-gain",
    "uncalibrated estimate: dBFS + {offset}, as the input volume cannot be read or could not when it was calibrated,"
    " and may have changed",
)
_OFFSET = Option(
    "calibration_db",
    0.0,
    text(
        "sound.noise.option.calibration-db",
        "Sound pressure level in dB at digital full scale (AES17) of this microphone; 0 means not calibrated.",
    ),
    minimum=0,
    maximum=200,
    learned="sound.calibration.offset",
)
_UNCERTAINTY = Option(
    "calibration_uncertainty_db",
    5.0,
    text("sound.noise.option.calibration-uncertainty-db", "By how many dB that may be wrong, either way."),
    minimum=0,
    maximum=NOMINAL_UNCERTAINTY_DB,
    learned="sound.calibration.offset uncertainty",  # no words: a name
)
_DEVICE = Option(
    "calibration_device",
    "",
    text(
        "sound.noise.option.calibration-device",
        "The microphone that it holds for; empty takes it for whichever is used.",
    ),
    learned="sound.calibration.device",
    blank=text("sound.noise.option.whichever", "whichever is used"),
)
_GAIN = Option(
    "calibration_gain",
    "",
    text("sound.noise.option.calibration-gain", "The input volume that it holds for, as the system tells it."),
    learned="sound.calibration.gain",
    blank=text("sound.noise.option.gain-untold", "not told by this system"),
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
    method: Text
    """How this scale is known, in a few words; and why not better, where a calibration has lapsed."""
    calibrated: bool = False
    """Whether it rests on a comparison and is no estimate."""

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
    if estimate := _estimate(options, offset, device, gain):
        return Scale(NOMINAL_OFFSET_DB, NOMINAL_UNCERTAINTY_DB, estimate)
    margin = _UNCERTAINTY.of(options)
    method = _CALIBRATED(offset=Quantity(offset, Unit.DB), margin=Quantity(margin, Unit.DB))
    return Scale(offset, margin, method, calibrated=True)


def _estimate(options: Mapping[str, Value], offset: float, device: str, gain: str) -> Text | None:
    """How an estimate is known, and why no calibration holds; None where one does.

    One that names no microphone holds for all.
    """
    of_device, of_gain = _DEVICE.of(options), _GAIN.of(options)
    if offset and (not of_device or (device, gain) == (of_device, of_gain)):
        return None
    if not offset:
        said = _UNCALIBRATED
    elif device != of_device:
        said = _OTHER_DEVICE
    else:
        said = _OTHER_GAIN if gain and of_gain else _UNKNOWN_GAIN
    return said(offset=Quantity(NOMINAL_OFFSET_DB, Unit.DB))
