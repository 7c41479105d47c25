"""Matching: which of a requirement's bands a measurement lies in."""

import math

from deskready.core.declare.metric import Measurement
from deskready.core.declare.unit import Value
from deskready.core.judge.verdict import Mark
from deskready.core.profile.requirement import Requirement, choices_of, lower_is_better


def band(requirement: Requirement, measurement: Measurement) -> tuple[Mark, bool]:
    """The band of a measurement, and whether it is borderline: its interval contains the limit.

    Every value has exactly one band, and the band never gets better when low, value and high all get worse.
    """
    if isinstance(measurement.value, str | bool):
        return _band_of_choice(requirement, measurement.value), False
    low = measurement.value if measurement.low is None else measurement.low
    high = measurement.value if measurement.high is None else measurement.high
    if measurement.least:  # nothing is known of how much more it may be
        high = math.inf
    limit, recommended = requirement.minimum, requirement.recommended
    if lower_is_better(requirement):
        low, high = -high, -low
        limit = None if requirement.maximum is None else -requirement.maximum
        recommended = -recommended if isinstance(recommended, int | float) else None
    if limit is not None and high < limit:
        return Mark.FAIL, False
    if limit is not None and low < limit:
        return Mark.WARN, True
    if isinstance(recommended, int | float) and low < recommended:
        return Mark.WARN, False
    return Mark.PASS, False


def comparable(requirement: Requirement, measurement: Measurement) -> bool:
    """Whether a measurement is of the sort that the line compares: the same unit, and the same kind of value.

    A profile and a check that come from different places can disagree; such a line is never met by accident.
    """
    if requirement.unit and requirement.unit != measurement.unit:
        return False
    choices = choices_of(requirement)
    if isinstance(measurement.value, str | bool):
        numbers = requirement.minimum is not None or requirement.maximum is not None
        return not numbers and any(type(choice) is type(measurement.value) for choice in choices)
    limited = requirement.minimum is not None or requirement.maximum is not None or requirement.better != ""
    return limited and all(isinstance(choice, int | float) and not isinstance(choice, bool) for choice in choices)


def _band_of_choice(requirement: Requirement, value: Value) -> Mark:
    if requirement.allowed is not None and value not in requirement.allowed:
        return Mark.FAIL
    wanted = requirement.recommended
    if wanted is None or value == wanted or (isinstance(wanted, tuple) and value in wanted):
        return Mark.PASS
    return Mark.WARN
