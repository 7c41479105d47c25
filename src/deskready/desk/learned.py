"""The calibration of the microphone: from what its check measured to the options of the checks that use it.

What the full-screen program and the command line share.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from deskready.core.audit.choices import Choices
from deskready.core.clean import clean
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.metric import Measurement
from deskready.core.declare.unit import Value
from deskready.store.settings import remember_options

CHECK_ID = "sound.calibration"
"""The check that calibrates."""
_OFFSET, _UNCERTAINTY, _DEVICE, _GAIN = OPTIONS = (
    "calibration_db",
    "calibration_uncertainty_db",
    "calibration_device",
    "calibration_gain",
)
"""The options of a check that uses a calibration; one that declares all of them is given it."""


class Calibration(Struct, frozen=True):
    """What a level means in the room: for one microphone at one input volume."""

    offset_db: float
    """Sound pressure level at digital full scale."""
    uncertainty_db: float
    """By how much that may be wrong, either way."""
    device: str
    """What the microphone is; personal."""
    gain: str
    """Its input volume as the system tells it, or ""."""

    @property
    def promise(self) -> str:
        """For how long it holds, in one sentence."""
        if self.gain:
            return "It holds for this microphone at this input volume, and lapses when either changes."
        return (
            "It holds for this microphone. This system does not tell the input volume: calibrate again if you move it."
        )

    def lines(self) -> tuple[str, ...]:
        """It in words, a line each."""
        return (
            f"Level at full scale: {self.offset_db:.1f} dB, within {self.uncertainty_db:.1f} dB either way",
            f"Microphone: {self.device or 'whichever is used'}",
            f"Input volume: {self.gain or 'not told by this system'}",
        )


def measured(measurements: Iterable[Measurement]) -> Calibration:
    """The calibration in what its check measured."""
    found = {measurement.metric.removeprefix(f"{CHECK_ID}."): measurement for measurement in measurements}
    offset = found["offset"]
    assert offset.high is not None
    value, high = float(offset.value), float(offset.high)
    return Calibration(round(value, 1), round(high - value, 1), str(found["device"].value), str(found["gain"].value))


def users(checks: Iterable[CheckInfo]) -> tuple[str, ...]:
    """Ids of the checks that use a calibration."""
    return tuple(info.id for info in checks if set(OPTIONS) <= {option.name for option in info.options})


def as_options(calibration: Calibration) -> dict[str, Value]:
    """The options that tell a check of it."""
    values = (calibration.offset_db, calibration.uncertainty_db, calibration.device, calibration.gain)
    return dict(zip(OPTIONS, values, strict=True))


def remember(calibration: Calibration, checks: Iterable[CheckInfo]) -> Choices:
    """Stores it for every check that uses one; returns those checks' options.

    Raises:
        UsageError: The settings cannot be written.
    """
    choices = {check_id: as_options(calibration) for check_id in users(checks)}
    remember_options(choices)
    return choices


def forget(checks: Iterable[CheckInfo]) -> None:
    """Takes it away from every check.

    Raises:
        UsageError: The settings cannot be written.
    """
    remember_options({check_id: dict.fromkeys(OPTIONS) for check_id in users(checks)})


def stored(choices: Choices, checks: Iterable[CheckInfo]) -> Calibration | None:
    """The calibration in the settings, or None where there is none.

    Args:
        choices: The options in the settings, found fit for their checks.
        checks: The installed checks.
    """
    for check_id in users(checks):
        values = choices.get(check_id, {})
        if values.get(_OFFSET):
            return _read(values)
    return None


def _read(values: Mapping[str, Value]) -> Calibration:
    device, gain = (clean(str(values.get(name, ""))) for name in (_DEVICE, _GAIN))
    return Calibration(float(values[_OFFSET]), float(values.get(_UNCERTAINTY, 0)), device, gain)
