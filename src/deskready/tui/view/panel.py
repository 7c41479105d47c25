"""What a check's panel shows, as a pure function of its state and width."""

from textual.content import Content

from deskready.core.audit.check_state import CheckState, Phase, Plot
from deskready.core.audit.outcome import Outcome
from deskready.core.declare.metric import Measurement
from deskready.core.declare.unit import Unit, Value
from deskready.core.judge.verdict import Mark, Verdict
from deskready.core.profile.requirement import has_limit, passes_limit
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.terms import MARK_SYMBOL, MARK_WORD, OUTCOME_WORD
from deskready.core.words.text import NOTHING, Quantity, Text
from deskready.core.words.values import show_measurement, show_requirement, text_of_value
from deskready.tui.view import keys
from deskready.tui.view.bar import bar, progress_bar
from deskready.tui.view.marks import state_mark
from deskready.tui.view.palette import MARK_STYLE
from deskready.tui.view.plot import plot

SELF_REPORTED = text("panel.self-reported", "self-reported")
"""Marks what a person said and no instrument."""
_WAITING = text("panel.waiting", "Waiting")
_ASKS = text("panel.asks", "Asks you")
_MEASURING = text("panel.measuring", "Measuring")
_TOO_CLOSE = text("panel.too-close", "Too close to tell")
_WAITS = text("panel.waits", "Waits for its turn.")
_NO_RESULT = message("panel.no-result", "It has no result. {key} runs it again.")(key=keys.key(keys.RERUN))
_LEFT = message("panel.left", "{time} left")
_NOT_KNOWN = text("panel.not-known", "not known")
_ASKED = message("panel.asked", "asked for: {asked}")
_ASKED_TOLD = message("panel.asked-told", "{told}, asked for: {asked}")
_SENTENCE = message("panel.sentence", "{label}: {said}")
_TOLD = message("panel.told", "{value} ({told})")
_PLOT_ROWS, _METER_ROWS = 2, 3
"""Lines of a live plot, and of a level that is drawn under its limit."""
_LEFT_CELLS = 10
"""Cells that the time that is left has at least, so that the bar does not grow when it has fewer digits."""
_ASKED_LINES = 3
"""Lines that what is asked for may take."""
_EXTRA_LINES = 2
"""Measurements that no requirement names and that a panel still shows."""


def panel_title(state: CheckState) -> Content:
    """Symbol and name for the panel's border."""
    symbol = {Phase.RUNNING: "▶", Phase.QUEUED: "…"}.get(state.phase)
    mark = state_mark(state)
    if symbol is None:
        symbol = MARK_SYMBOL[mark] if mark else ("•" if state.outcome is Outcome.MEASURED else "○")
    return Content(f" {symbol} {say(state.info.title)} ")


def panel_word(state: CheckState) -> Content:
    """The state in a word or two, for the panel's border."""
    if state.phase is Phase.QUEUED:
        return Content(f" {say(_WAITING)} ")
    if state.phase is Phase.RUNNING:
        doing = [say(mark.doing) for mark in state.marks] or [say(_ASKS if state.question else _MEASURING)]
        return Content(f" {' '.join(doing)} ")
    mark = state_mark(state)
    told = state.outcome not in (Outcome.MEASURED, Outcome.NOT_RUN) or mark is None
    word = OUTCOME_WORD[state.outcome] if told or mark is None else MARK_WORD[mark]
    if any(verdict.borderline for verdict in state.verdicts) and mark is Mark.WARN:
        word = _TOO_CLOSE
    return Content(f" {say(word)} ")


def panel_view(state: CheckState, width: int) -> Content:
    """The lines inside a panel of that many cells."""
    if state.phase is Phase.RUNNING:
        lines = _running(state, width)
    elif state.phase is Phase.QUEUED:
        lines = [Content.styled(say(_WAITS), "$foreground-muted")]
    elif state.outcome is Outcome.MEASURED:
        lines = _measured(state, width)
    elif state.outcome is Outcome.NOT_RUN:
        lines = [Content.styled(say(state.info.summary or state.info.why), "$foreground-muted")]
    elif state.last.reason:
        lines = [
            Content(say(state.last.reason)),
            Content.styled(say(keys.with_key(state.last.remedy)), "$foreground-muted"),
        ]
    else:
        lines = [Content.styled(say(_NO_RESULT), "$foreground-muted")]
    return Content("\n").join(line for line in lines if line.plain) if lines else Content("")


def _running(state: CheckState, width: int) -> list[Content]:
    lines = []
    if told := state.question.text if state.question else state.instruction:
        lines.append(Content.styled(say(told), "bold $text-primary"))
    left = state.instruction_left if state.question is None else None
    far = Content(f"{state.fraction:4.0%}" if left is None else say(_LEFT(time=Quantity(left, Unit.SECOND))))
    far = far.pad_left(1 if left is None else max(1, _LEFT_CELLS - far.cell_length))
    lines.append(progress_bar(state.fraction, width - far.cell_length) + far)
    if state.activity and not told:
        lines.append(Content.styled(say(state.activity), "$foreground-muted"))
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
    asked = f"  ({say(show_requirement(limit))})" if limit else ""
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
    """A series' title and its newest value."""
    latest = say(text_of_value(round(live.values[-1], 1), live.unit)) if live.values else ""
    return Content.assemble((f"{say(live.title)} ", "$foreground-muted"), (latest, "bold"))


def _measured(state: CheckState, width: int) -> list[Content]:
    lines: list[Content] = []
    by_metric = {measurement.metric: measurement for measurement in state.shown.measurements}
    if told := sentence(state):
        lines.append(Content.styled(say(told), "bold"))
        del by_metric[state.info.metrics[0].id]
    for verdict in state.verdicts:
        measurement = by_metric.pop(verdict.metric, None)
        lines += _judged(state, verdict, measurement, width)
    said = [m for m in by_metric.values() if _is_sentence(m.value)] if state.verdicts else []
    extras = [m for m in by_metric.values() if not isinstance(m.value, str) or not state.verdicts]
    lines += [_plain(measurement, width) for measurement in extras[: max(_EXTRA_LINES, 4 - 3 * len(state.verdicts))]]
    return lines + [line for measurement in said for line in _told(measurement, width)]


def sentence(state: CheckState) -> Text:
    """What was found in a whole sentence, where the check's first metric is one that no requirement names."""
    first = state.info.metrics[0].id
    found = state.shown.measurement(first)
    named = any(verdict.metric == first for verdict in state.verdicts)
    return show_measurement(found) if found and _is_sentence(found.value) and not named else NOTHING


def _is_sentence(value: Value) -> bool:
    return isinstance(value, str) and value.endswith(".")


def _told(measurement: Measurement, width: int) -> list[Content]:
    """A whole sentence under what it is about, over as many lines as it takes."""
    return _lines(say(_SENTENCE(label=measurement.label, said=show_measurement(measurement))), width)


def _judged(state: CheckState, verdict: Verdict, measurement: Measurement | None, width: int) -> list[Content]:
    metric = state.info.metric(verdict.metric)
    label = Content(say(metric.label) if metric else verdict.metric)
    style = MARK_STYLE[verdict.verdict]
    sign = Content.styled(f"{MARK_SYMBOL[verdict.verdict]} ", f"{style} bold")
    if measurement is None:
        missing = _spread(sign + label, Content.styled(say(_NOT_KNOWN), "$foreground-muted"), width)
        gap = state.shown.gap(verdict.metric)
        return [missing, _below(say(gap.reason), width)] if gap else [missing]
    value = Content.styled(_value(measurement, width - label.cell_length - 3), f"{style} bold")
    head = _spread(sign + label, value, width)
    asked = _asked(verdict, width - 2)
    if isinstance(measurement.value, str | bool):
        told = _ASKED_TOLD(told=SELF_REPORTED, asked=asked) if measurement.self_reported else _ASKED(asked=asked)
        return [head, *_wrapped(say(told), width)]
    drawn = bar(verdict, measurement.value, measurement.low, measurement.high, width - 2)
    return [head, Content("  ") + drawn if drawn.plain else Content(""), *_wrapped(say(asked), width)]


def _lines(text: str, width: int) -> list[Content]:
    """Lines that belong to the one above them."""
    return [Content("  ") + line for line in Content.styled(text, "$foreground-muted").wrap(max(width - 2, 1))]


def _wrapped(text: str, width: int) -> list[Content]:
    """What is asked for, over a few lines where it takes them; a profile may allow hundreds of values."""
    lines = _lines(text, width)
    if len(lines) <= _ASKED_LINES:
        return lines
    rest = " ".join(line.plain.strip() for line in lines[_ASKED_LINES - 1 :])
    return [*lines[: _ASKED_LINES - 1], _below(rest, width)]


def _below(text: str, width: int) -> Content:
    """A line that belongs to the one above it."""
    return Content.styled(f"  {text}", "$foreground-muted").truncate(width, ellipsis=True)


def _plain(measurement: Measurement, width: int) -> Content:
    label = Content.styled(f"  {say(measurement.label)}", "$foreground-muted")
    shown = _value(measurement, width - label.cell_length - 1)
    if measurement.self_reported:
        shown = say(_TOLD(value=show_measurement(measurement), told=SELF_REPORTED))
    value = Content.styled(shown, "$foreground-muted")
    if isinstance(measurement.value, str):
        value = value.truncate(2 * width // 3, ellipsis=True)  # a long text leaves its label readable
    return _spread(label, value, width)


def _value(measurement: Measurement, room: int) -> str:
    """The value with its interval where there is room for it, else alone; never without its "at least"."""
    whole = say(show_measurement(measurement))
    if Content(whole).cell_length <= room or measurement.least or measurement.said:
        return whole
    return say(text_of_value(measurement.value, measurement.unit))


def _asked(verdict: Verdict, room: int) -> Text:
    """What is asked for; where room is short the unit stands once."""
    whole = show_requirement(verdict)
    return whole if Content(say(whole)).cell_length <= room else show_requirement(verdict, short=True)


def _spread(left: Content, right: Content, width: int) -> Content:
    """Left and right ends of one line; the left gives way."""
    room = max(4, width - right.cell_length - 1)
    left = left.truncate(room, ellipsis=True)
    gap = max(1, width - left.cell_length - right.cell_length)
    return (left + Content(" " * gap) + right).truncate(width, ellipsis=True)


def _unit_of(state: CheckState, verdict: Verdict) -> str:
    metric = state.info.metric(verdict.metric)
    return metric.unit.value if metric else ""
