"""Options that checks learn from what another check measured: the calibration of a microphone is some.

What the full-screen program and the command line share.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from deskready.core.audit.choices import Choices
from deskready.core.clean import clean
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.metric import Kind, Measurement
from deskready.core.declare.option import UNCERTAINTY, Option
from deskready.core.declare.unit import Value
from deskready.store.settings import remember_options

_DECIMALS = 1
"""To how many a learned number is kept and told."""


class Learned(Struct, frozen=True):
    """What one check has taught others."""

    teacher: CheckInfo
    """The check that measured it."""
    options: tuple[Option, ...]
    """The options of the first check that learns from it."""
    values: dict[str, Value]
    """Their values, by name."""

    @property
    def promise(self) -> str:
        """For how long it holds, in a sentence."""
        teaching = self.teacher.teaches
        if teaching is None:
            return ""
        return teaching.holds if all(value != "" for value in self.values.values()) else teaching.loose

    def lines(self) -> tuple[str, ...]:
        """It in words, a line for each metric that is learned from."""
        margins = {_source(option)[0]: option for option in self.options if _source(option)[1]}
        told = [(option, _source(option)[0]) for option in self.options if not _source(option)[1]]
        return tuple(self._line(option, metric_id, margins.get(metric_id)) for option, metric_id in told)

    def _line(self, option: Option, metric_id: str, margin: Option | None) -> str:
        metric = self.teacher.metric(metric_id)
        assert metric is not None
        if option.kind is not Kind.NUMBER:
            return f"{metric.label}: {clean(str(self._value(option))) or option.blank}"
        number = f"{self._value(option):.{_DECIMALS}f} {metric.unit.value}"
        within = f", within {self._value(margin):.{_DECIMALS}f} {metric.unit.value} either way" if margin else ""
        return f"{metric.label}: {number}{within}"

    def _value(self, option: Option) -> Value:
        return self.values.get(option.name, option.default)


def teacher_of(learners: Iterable[CheckInfo], installed: Iterable[CheckInfo]) -> CheckInfo | None:
    """The first installed check that measures what an option of these is learned from."""
    wanted = {_source(option)[0] for info in learners for option in info.options}
    return next((info for info in installed if any(metric.id in wanted for metric in info.metrics)), None)


def learning(teacher: CheckInfo, checks: Iterable[CheckInfo]) -> dict[str, tuple[Option, ...]]:
    """The options that are learned from a check's metrics, by the ids of the checks that have some."""
    taught = {metric.id for metric in teacher.metrics}
    found = {info.id: tuple(o for o in info.options if _source(o)[0] in taught) for info in checks}
    return {check_id: options for check_id, options in found.items() if options}


def remember(teacher: CheckInfo, measurements: Iterable[Measurement], checks: Iterable[CheckInfo]) -> Choices:
    """Stores what a run of a check teaches the others; returns it by check id and option name.

    Raises:
        UsageError: An option cannot take what was measured, or the settings cannot be written.
    """
    found = {measurement.metric: measurement for measurement in measurements}
    choices = {
        check_id: {
            option.name: option.accept(value, f"{check_id}.{option.name}")
            for option in options
            if (value := _measured(option, found)) is not None
        }
        for check_id, options in learning(teacher, checks).items()
    }
    remember_options(choices)
    return choices


def forget(teacher: CheckInfo, checks: Iterable[CheckInfo]) -> None:
    """Takes what a check has taught out of the settings.

    Raises:
        UsageError: The settings cannot be written.
    """
    remember_options(
        {
            check_id: dict.fromkeys(option.name for option in options)
            for check_id, options in learning(teacher, checks).items()
        }
    )


def stored(choices: Choices, teacher: CheckInfo, checks: Iterable[CheckInfo]) -> Learned | None:
    """What a check has taught, or None where it is nothing: where the first option of each check has its default.

    Args:
        choices: The options in the settings, found fit for their checks, or what was remembered.
        teacher: The check.
        checks: The installed checks.
    """
    for check_id, options in learning(teacher, checks).items():
        values = choices.get(check_id, {})
        if values.get(options[0].name, options[0].default) != options[0].default:
            return Learned(teacher, options, {o.name: values.get(o.name, o.default) for o in options})
    return None


def _source(option: Option) -> tuple[str, str]:
    """The metric that an option is learned from, and `uncertainty` or ""."""
    metric_id, _, part = option.learned.partition(" ")
    return metric_id, part


def _measured(option: Option, found: Mapping[str, Measurement]) -> Value | None:
    """The value that an option learns, or None where it was not measured."""
    metric_id, part = _source(option)
    measurement = found.get(metric_id)
    if measurement is None:
        return None
    if part != UNCERTAINTY:
        value = measurement.value
        return round(value, _DECIMALS) if option.kind is Kind.NUMBER and not isinstance(value, str) else value
    if measurement.low is None or measurement.high is None:
        return None
    return round((measurement.high - measurement.low) / 2, _DECIMALS)
