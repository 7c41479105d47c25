"""Options that checks learn from what another check measured: the calibration of a microphone is some.

What the full-screen program and the command line share.
"""

from collections.abc import Iterable

from msgspec import Struct

from deskready.core.audit.choices import Choices
from deskready.core.clean import clean
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.metric import Measurement, Metric
from deskready.core.declare.option import UNCERTAINTY, Option
from deskready.core.declare.unit import Value
from deskready.core.words.message import message
from deskready.core.words.text import NOTHING, Part, Quantity, Text, text_of
from deskready.core.words.values import part_of
from deskready.store.settings import remember_options

_DECIMALS = 1
"""To how many a learned number is kept and told."""
_LINE = message("learned.line", "{label}: {value}")
_WITHIN = message("learned.within", "{label}: {value}, within {margin} either way")


class Learned(Struct, frozen=True):
    """What one check has taught others."""

    teacher: CheckInfo
    """The check that measured it."""
    options: tuple[Option[Value], ...]
    """The options of the first check that learns from it."""
    values: dict[str, Value]
    """Their values, by name."""

    @property
    def promise(self) -> Text:
        """For how long it holds, in a sentence."""
        teaching = self.teacher.teaches
        if teaching is None:
            return NOTHING
        return text_of(teaching.holds if all(value != "" for value in self.values.values()) else teaching.loose)

    def lines(self) -> tuple[Text, ...]:
        """It in words, a line for each metric that is learned from."""
        told = {option.learned: (option, self.values.get(option.name, option.default)) for option in self.options}
        lines = []
        for source, (option, value) in told.items():
            metric = self.teacher.metric(source)
            if metric is None:  # the uncertainty of one, told with it
                continue
            label, shown = text_of(metric.label), _shown(value, metric)
            if isinstance(value, str):
                lines.append(_LINE(label=label, value=shown if value else text_of(option.blank)))
            elif (margin := told.get(f"{source} {UNCERTAINTY}")) is not None:
                lines.append(_WITHIN(label=label, value=shown, margin=_shown(margin[1], metric)))
            else:
                lines.append(_LINE(label=label, value=shown))
        return tuple(lines)


def teachers_of(learners: Iterable[CheckInfo], installed: Iterable[CheckInfo]) -> list[CheckInfo]:
    """The installed checks that measure what options of these are learned from."""
    wanted = {_metric(option) for info in learners for option in info.options}
    return [info for info in installed if any(metric.id in wanted for metric in info.metrics)]


def name_of(teacher: CheckInfo) -> Text:
    """What a person calls it that this check teaches others."""
    return text_of(teacher.teaches.name if teacher.teaches and teacher.teaches.name else teacher.title)


def learning(teacher: CheckInfo, checks: Iterable[CheckInfo]) -> dict[str, tuple[Option[Value], ...]]:
    """The options that are learned from a check's metrics, by the ids of the checks that have some."""
    taught = {metric.id for metric in teacher.metrics}
    found = {info.id: tuple(o for o in info.options if _metric(o) in taught) for info in checks}
    return {check_id: options for check_id, options in found.items() if options}


def remember(teacher: CheckInfo, measurements: Iterable[Measurement], checks: Iterable[CheckInfo]) -> Choices:
    """Stores what a run of a check teaches the others; returns it by check id and option name.

    Raises:
        UsageError: An option cannot take what was measured, or the settings cannot be written.
    """
    lessons = _lessons(measurements)
    choices = {
        check_id: {
            option.name: option.accept(lessons[option.learned], f"{check_id}.{option.name}")
            for option in options
            if option.learned in lessons
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


def _shown(value: Value, metric: Metric) -> Part:
    """A value in a line of words."""
    if isinstance(value, str | bool):
        return part_of(clean(value) if isinstance(value, str) else value, metric.unit, metric.privacy)
    return Quantity(value, metric.unit.value, _DECIMALS)


def _metric(option: Option[Value]) -> str:
    """The id of the metric that an option is learned from, or ""."""
    return option.learned.partition(" ")[0]


def _lessons(measurements: Iterable[Measurement]) -> dict[str, Value]:
    """What can be learned from measurements, by the words in which an option names it."""
    found: dict[str, Value] = {}
    for measurement in measurements:
        value = measurement.value
        found[measurement.metric] = value if isinstance(value, str | bool) else round(value, _DECIMALS)
        if measurement.low is not None and measurement.high is not None:
            half = (measurement.high - measurement.low) / 2
            found[f"{measurement.metric} {UNCERTAINTY}"] = round(half, _DECIMALS)
    return found
