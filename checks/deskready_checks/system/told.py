"""One value that the system tells, or why it does not: a line for each in a check's `run`."""

from collections.abc import Callable

from deskready.plugin import Context, Gap, Measurement, Metric, Text, Value, Words, text
from deskready_checks.system.unread import Unread, failures, unread

BY_SYSTEM = text("system.told", "told by the system")
"""How a value was obtained, where nothing else is to be said of it."""


def told(
    context: Context,
    metric: Metric,
    what: Text,
    read: Callable[[], Value | Measurement | None],
    method: Words = BY_SYSTEM,
) -> Measurement | Gap:
    """The measurement of a metric, or a gap; what the log should know of a gap is logged.

    Args:
        context: The run's.
        metric: What is measured.
        what: What a gap says that the system does not tell: "the processor's model".
        read: Reads the value, in the metric's unit. None and "" stand for "not told"; whatever one of our readers, a
            file or psutil raises does, too.
        method: How it was obtained.
    """
    try:
        found = read()
        if found is not None and found != "":
            return found if isinstance(found, Measurement) else metric.measured(found, method=method)
        silence = Unread(what=what)
    except failures() as error:
        silence = unread(error).of(what)
        context.log(f"{metric.id}: {silence.detail}")
    return metric.unavailable(silence.reason, remedy=silence.remedy)
