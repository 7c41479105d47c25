"""What a check's panel shows, as a pure function of its state and width."""

from textual.content import Content

from deskready.core.audit.check_state import CheckState, Phase, Plot
from deskready.core.audit.outcome import Outcome
from deskready.core.declare.metric import Measurement
from deskready.core.declare.unit import Value, show_value
from deskready.core.judge.verdict import Mark, Verdict
from deskready.core.profile.requirement import has_limit, passes_limit
from deskready.core.words.wording import (
    MARK_SYMBOL,
    MARK_WORD,
    OUTCOME_WORD,
    is_least,
    show_measurement,
    show_requirement,
)
from deskready.tui.view.bar import bar, progress_bar
from deskready.tui.view.marks import state_mark
from deskready.tui.view.palette import MARK_STYLE
from deskready.tui.view.plot import plot

SELF_REPORTED = "self-reported"
"""Marks what a person said and no instrument."""
_PLOT_ROWS, _METER_ROWS = 2, 3
"""Lines of a live plot, and of a level that is drawn under its limit."""
_EXTRA_LINES = 2
"""Measurements that no requirement names and that a panel still shows."""


def panel_title(state: CheckState) -> Content:
    """Symbol and name for the panel's border."""
    symbol = {Phase.RUNNING: "▶", Phase.QUEUED: "…"}.get(state.phase)
    mark = state_mark(state)
    if symbol is None:
        symbol = MARK_SYMBOL[mark] if mark else ("•" if state.outcome is Outcome.MEASURED else "○")
    return Content(f" {symbol} {state.info.title} ")


def panel_word(state: CheckState) -> Content:
    """The state in a word or two, for the panel's border."""
    if state.phase is Phase.QUEUED:
        return Content(" Waiting ")
    if state.phase is Phase.RUNNING:
        return Content(" Asks you " if state.question else " ● Listening " if state.listening else " Measuring ")
    mark = state_mark(state)
    told = state.outcome not in (Outcome.MEASURED, Outcome.NOT_RUN) or mark is None
    word = OUTCOME_WORD[state.outcome] if told or mark is None else MARK_WORD[mark]
    if any(verdict.borderline for verdict in state.verdicts) and mark is Mark.WARN:
        word = "Too close to tell"
    return Content(f" {word} ")


def panel_view(state: CheckState, width: int) -> Content:
    """The lines inside a panel of that many cells."""
    if state.phase is Phase.RUNNING:
        lines = _running(state, width)
    elif state.phase is Phase.QUEUED:
        lines = [Content.styled("Waits for its turn.", "$foreground-muted")]
    elif state.outcome is Outcome.MEASURED:
        lines = _measured(state, width)
    elif state.outcome is Outcome.NOT_RUN:
        lines = [Content.styled(state.info.summary or state.info.why, "$foreground-muted")]
    elif state.reason:
        lines = [Content(state.reason), Content.styled(state.remedy, "$foreground-muted")]
    else:
        lines = [Content.styled("It has no result. r runs it again.", "$foreground-muted")]
    return Content("\n").join(line for line in lines if line.plain) if lines else Content("")


def _running(state: CheckState, width: int) -> list[Content]:
    lines = []
    if told := state.question.text if state.question else state.instruction:
        lines.append(Content.styled(told, "bold $text-primary"))
    timed = state.instruction_left is not None and state.question is None
    told_far = f" {state.instruction_left:2} s left" if timed else f" {state.fraction:4.0%}"
    lines.append(progress_bar(state.fraction, width - len(told_far)) + Content(told_far))
    if state.activity and not told:
        lines.append(Content.styled(state.activity, "$foreground-muted"))
    return [*lines, *_plots(state, width)]


def _plots(state: CheckState, width: int) -> list[Content]:
    """The newest of the series that are like the first, and the newest value of what is measured beside it."""
    lives = (live for live in state.plots if not live.along)
    newest = list({live.unit: live for live in lives}.values())  # in the order in which the units came up
    drawn = _plot(state, newest[0], width) if newest else []
    return [*drawn, *(_newest(live).truncate(width, ellipsis=True) for live in newest[1:])]


def _plot(state: CheckState, live: Plot, width: int) -> list[Content]:
    """The newest points of a series under its newest value, and the limit it is measured against."""
    limit = next((v for v in state.verdicts if _unit_of(state, v) == live.unit and has_limit(v)), None)
    asked = f"  ({show_requirement(limit, live.unit)})" if limit else ""
    head = _newest(live) + Content.styled(asked, "$foreground-muted")
    decibels = live.unit.startswith("dB")
    line = (limit.minimum if limit.maximum is None else limit.maximum) if limit and decibels else None
    drawn = plot(
        live.values,
        width,
        _PLOT_ROWS if line is None else _METER_ROWS,
        decibels=decibels,
        bad=lambda value: passes_limit(limit, value),
        limit=line,
    )
    return [head.truncate(width, ellipsis=True), *drawn]


def _newest(live: Plot) -> Content:
    """A series' name and its newest value."""
    latest = show_value(round(live.values[-1], 1), live.unit) if live.values else ""
    return Content.assemble((f"{live.name.capitalize()} ", "$foreground-muted"), (latest, "bold"))


def _measured(state: CheckState, width: int) -> list[Content]:
    lines: list[Content] = []
    by_metric = {measurement.metric: measurement for measurement in state.measurements}
    if told := sentence(state):
        lines.append(Content.styled(told, "bold"))
        del by_metric[state.info.metrics[0].id]
    for verdict in state.verdicts:
        measurement = by_metric.pop(verdict.metric, None)
        lines += _judged(state, verdict, measurement, width)
    said = [m for m in by_metric.values() if _is_sentence(m.value)] if state.verdicts else []
    extras = [m for m in by_metric.values() if not isinstance(m.value, str) or not state.verdicts]
    lines += [_plain(measurement, width) for measurement in extras[: max(_EXTRA_LINES, 4 - 3 * len(state.verdicts))]]
    return lines + [line for measurement in said for line in _told(measurement, width)]


def sentence(state: CheckState) -> str:
    """What was found in a whole sentence, where the check's first metric is one that no requirement names."""
    first = state.info.metrics[0].id
    value = next((m.value for m in state.measurements if m.metric == first), None)
    named = any(verdict.metric == first for verdict in state.verdicts)
    return value if isinstance(value, str) and _is_sentence(value) and not named else ""


def _is_sentence(value: Value) -> bool:
    return isinstance(value, str) and value.endswith(".")


def _told(measurement: Measurement, width: int) -> list[Content]:
    """A whole sentence under what it is about, over as many lines as it takes."""
    text = Content.styled(f"{measurement.label}: {measurement.value}", "$foreground-muted")
    return [Content("  ") + line for line in text.wrap(max(width - 2, 1))]


def _judged(state: CheckState, verdict: Verdict, measurement: Measurement | None, width: int) -> list[Content]:
    metric = state.info.metric(verdict.metric)
    label = metric.label if metric else verdict.metric
    style = MARK_STYLE[verdict.verdict]
    sign = Content.styled(f"{MARK_SYMBOL[verdict.verdict]} ", f"{style} bold")
    if measurement is None:
        missing = _spread(sign + Content(label), Content.styled("not known", "$foreground-muted"), width)
        reason = next((gap.reason for gap in state.gaps if gap.metric == verdict.metric), "")
        return [missing, _below(reason, width)] if reason else [missing]
    value = Content.styled(_value(measurement, width - len(label) - 3), f"{style} bold")
    head = _spread(sign + Content(label), value, width)
    asked = _asked(verdict, measurement.unit, width - 2)
    if isinstance(measurement.value, str | bool):
        how = f"{SELF_REPORTED}, " if measurement.self_reported else ""
        return [head, _below(f"{how}asked for: {asked}", width)]
    drawn = bar(verdict, measurement.value, measurement.low, measurement.high, width - 2)
    return [head, Content("  ") + drawn if drawn.plain else Content(""), _below(asked, width)]


def _below(text: str, width: int) -> Content:
    """A line that belongs to the one above it."""
    return Content.styled(f"  {text}", "$foreground-muted").truncate(width, ellipsis=True)


def _plain(measurement: Measurement, width: int) -> Content:
    told = f" ({SELF_REPORTED})" if measurement.self_reported else ""
    text = _value(measurement, width - len(measurement.label) - len(told) - 3) + told
    value = Content.styled(text, "$foreground-muted")
    if isinstance(measurement.value, str):
        value = value.truncate(2 * width // 3, ellipsis=True)  # a long text leaves its label readable
    return _spread(Content.styled(f"  {measurement.label}", "$foreground-muted"), value, width)


def _value(measurement: Measurement, room: int) -> str:
    """The value with its interval where there is room for it, else alone; never without its "at least"."""
    whole = show_measurement(measurement)
    return whole if len(whole) <= room or is_least(measurement) else show_value(measurement.value, measurement.unit)


def _asked(verdict: Verdict, unit: str, room: int) -> str:
    """What is asked for; where room is short the unit stands once."""
    whole = show_requirement(verdict, unit)
    return whole if len(whole) <= room else whole.replace(f" {unit},", ",")


def _spread(left: Content, right: Content, width: int) -> Content:
    """Left and right ends of one line; the left gives way."""
    room = max(4, width - right.cell_length - 1)
    left = left.truncate(room, ellipsis=True)
    gap = max(1, width - left.cell_length - right.cell_length)
    return (left + Content(" " * gap) + right).truncate(width, ellipsis=True)


def _unit_of(state: CheckState, verdict: Verdict) -> str:
    metric = state.info.metric(verdict.metric)
    return metric.unit.value if metric else ""
