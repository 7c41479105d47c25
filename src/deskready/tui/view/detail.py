"""What a check's detail shows, as a pure function of its state and width."""

from collections.abc import Iterator

from textual.content import Content

from deskready.core.audit.check_state import CheckState, Phase, Plot
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Attempt
from deskready.core.declare.metric import Measurement
from deskready.core.declare.unit import show_value
from deskready.core.judge.verdict import Mark, Verdict
from deskready.core.words.wording import MARK_SYMBOL, OUTCOME_WORD, by_reason, count, show_measurement, show_requirement
from deskready.tui.view.bar import bar
from deskready.tui.view.palette import MARK_STYLE
from deskready.tui.view.panel import SELF_REPORTED, panel_view, sentence
from deskready.tui.view.plot import curve, plot

_PLOT_ROWS = 4
_COLUMN = 24
"""Cells of a measurement's name."""
_WIDE = 60
"""Cells from which on everything about a measurement stands in a column of its own."""


def detail_view(state: CheckState, width: int) -> Content:
    """Every section that has something to say, under its heading."""
    blocks = []
    for heading, lines in _sections(state, width):
        body = [line for line in lines if line.plain]
        if body:
            blocks.append(Content("\n").join([Content.styled(heading, "bold $text-primary"), *body]))
    return Content("\n\n").join(blocks)


def _sections(state: CheckState, width: int) -> Iterator[tuple[str, list[Content]]]:
    if state.phase is not Phase.IDLE:
        yield "Now", [panel_view(state, width)]
    elif state.outcome is not Outcome.MEASURED:
        yield "Result", [Content.styled(OUTCOME_WORD[state.outcome], "bold"), Content(state.reason)]
    else:
        judged = [line for verdict in state.verdicts for line in _verdict(state, verdict, width)]
        yield "Result", [Content.styled(sentence(state), "bold"), *judged]
    measured = [line for measurement in state.measurements for line in _measurement(measurement, width)]
    gaps = by_reason(state.gaps, lambda metric: _label(state, metric))
    missing = [Content(f"{names}: not known. {why}") for names, why in gaps]
    yield "Measurements" if state.outcome is Outcome.MEASURED else "Measured before it ended", measured + missing
    yield "How it went", [line for live in state.plots for line in _plot(live, width)]
    yield "How to fix it", [Content(f"• {text}") for text in _remedies(state)]
    yield "Why it matters", [Content(state.info.why)]
    sources = {verdict.source: None for verdict in state.verdicts if verdict.source}
    yield "Where the requirement comes from", [Content(f"• {source}") for source in sources]
    yield "Earlier attempts", [_attempt(attempt) for attempt in reversed(state.attempts)]
    yield "About this check", [Content.styled(line, "$foreground-muted") for line in _about(state)]
    yield "Log", [Content.styled(line, "$foreground-muted") for line in state.log.splitlines()[-40:]]


def _verdict(state: CheckState, verdict: Verdict, width: int) -> Iterator[Content]:
    style = MARK_STYLE[verdict.verdict]
    yield Content.assemble((f"{MARK_SYMBOL[verdict.verdict]} ", f"{style} bold"), verdict.message)
    found = next((m for m in state.measurements if m.metric == verdict.metric), None)
    if found is not None and not isinstance(found.value, str | bool):
        drawn = bar(verdict, found.value, found.low, found.high, min(width - 2, 60))
        yield Content("  ") + drawn if drawn.plain else Content("")


def _measurement(measurement: Measurement, width: int) -> Iterator[Content]:
    label = f"{measurement.label:{_COLUMN}} "
    told = f", {SELF_REPORTED}" if measurement.self_reported else ""
    yield Content.assemble(label, (show_measurement(measurement) + told, "bold"))
    samples = count(measurement.samples, "sample") if measurement.samples is not None else ""
    how = ", ".join(part for part in (measurement.method, samples) if part)
    if how:
        indent = _COLUMN + 1 if width >= _WIDE else 2
        for line in Content.styled(how, "$foreground-muted").wrap(max(width - indent, 1)):
            yield Content(" " * indent) + line


def _plot(live: Plot, width: int) -> Iterator[Content]:
    if not live.values:
        return
    width, decibels = min(width, 100), live.unit.startswith("dB")
    low, high = (show_value(round(number, 2), live.unit) for number in (min(live.values), max(live.values)))
    over = f", by {live.along}" if live.along else ""
    yield Content.assemble(live.name.capitalize(), (f"  {low} to {high}{over}", "$foreground-muted"))
    if live.along:
        yield from curve(live.values, live.places, width, _PLOT_ROWS, decibels=decibels)
    else:
        yield from plot(live.values, width, _PLOT_ROWS, decibels=decibels)


def _remedies(state: CheckState) -> list[str]:
    """What to do about every verdict that does not pass, each once."""
    if state.phase is not Phase.IDLE:
        return []
    wanted = [verdict.remedy for verdict in state.verdicts if verdict.verdict is not Mark.PASS]
    return list({text: None for text in (*wanted, state.remedy) if text})


def _attempt(attempt: Attempt) -> Content:
    when = attempt.finished.replace("T", " ")[:19]
    values = "; ".join(f"{m.label} {show_measurement(m)}" for m in attempt.measurements)
    told = (
        values if attempt.outcome is Outcome.MEASURED else f"{OUTCOME_WORD[attempt.outcome]}. {attempt.reason} {values}"
    )
    return Content.assemble((f"{when}  ", "$foreground-muted"), told)


def _about(state: CheckState) -> Iterator[str]:
    info = state.info
    yield info.summary
    version = f" {info.origin.version}" if info.origin.version else ""
    if info.origin.package:
        yield f"{info.id}, from {info.origin.package}{version}"
    if state.finished:
        yield f"Last run {state.finished.replace('T', ' ')[:19]}, took {state.seconds:.1f} s"
    for name, chosen in state.options.items():
        yield f"Option {name} = {show_value(chosen.value, '')} ({chosen.source})"
    for verdict in state.verdicts:
        asked = show_requirement(verdict, _unit(state, verdict.metric))
        yield f"{_label(state, verdict.metric)}: {asked} ({verdict.level})"


def _label(state: CheckState, metric_id: str) -> str:
    metric = state.info.metric(metric_id)
    return metric.label if metric else metric_id


def _unit(state: CheckState, metric_id: str) -> str:
    metric = state.info.metric(metric_id)
    return metric.unit.value if metric else ""
