"""The arguments of `deskready calibrate`, as they were given."""

from typing import NamedTuple


class Request(NamedTuple):
    """What to compare the microphone with, or what to do with the calibration that is stored."""

    reading: str | None = None
    reference: str | None = None
    device: str | None = None
    seconds: str | None = None
    show: bool = False
    forget: bool = False
