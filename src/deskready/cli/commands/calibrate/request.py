"""The arguments of `deskready calibrate`, as they were given."""

from collections.abc import Mapping
from typing import NamedTuple


class Request(NamedTuple):
    """Which calibration is meant, and what to do with it."""

    check: str = ""
    """Id of the check that calibrates; "" where there is only one."""
    given: Mapping[str, str] = {}
    """Its options, by name."""
    show: bool = False
    forget: bool = False
