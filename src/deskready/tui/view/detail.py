"""What a check's detail shows, as a pure function of its state and width."""

from collections.abc import Iterator

from textual.content import Content

from deskready.core.audit.check_state import CheckState, Phase, Plot
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.run import Run
from deskready.core.clock import show_local
from deskready.core.declare.metric import Measurement
from deskready.core.declare.unit import Unit
from deskready.core.judge.causes import MEND_FIRST
from deskready.core.judge.verdict import Mark, Verdict
from deskready.core.words.message import counted, message, row, text
from deskready.core.words.published import published
from deskready.core.words.say import say
from deskready.core.words.terms import CHOSEN_BY, LEVEL_WORD, MARK_SYMBOL, OUTCOME_WORD
from deskready.core.words.text import NOTHING, Quantity, Text, text_of, typed
from deskready.core.words.values import by_reason, part_of, show_measurement, show_requirement, text_of_value
from deskready.tui.view.bar import bar
from deskready.tui.view.keys import with_key
from deskready.tui.view.palette import MARK_STYLE
from deskready.tui.view.panel import SELF_REPORTED, panel_view, sentence
from deskready.tui.view.plot import curve, plot

_NOW = text("detail.now", "Now")
_RESULT = text("detail.result", "Result")
_MEASUREMENTS = text("detail.measurements", "Measurements")
_BEFORE = text("detail.before", "Measured before it ended")
_NOTES = text("detail.notes", "What else there is to know")
_HOW_IT_WENT = text("detail.how-it-went", "How it went")
_HOW_TO_FIX = text("detail.how-to-fix", "How to fix it")
_WHY = text("detail.why", "Why it matters")
_SOURCES = text("detail.sources", "Where the requirement comes from")
_EARLIER = text("detail.earlier", "Earlier attempts")
_ABOUT = text("detail.about", "About this check")
_LOG = text("detail.log", "Log")
_MISSING = message("detail.missing", "{labels}: not known. {why}")
_TOLD = message("detail.told", "{value}, {told}")
_SAMPLES = counted("detail.samples", "{count} sample", "{count} samples")
_RANGE = message("detail.range", "{low} to {high}")
_RANGE_BY = message("detail.range-by", "{low} to {high}, by {along}")
_VALUE = message("detail.value", "{label} {value}")
_ENDED = message("detail.ended", "{outcome}. {reason}")
_FROM = message("detail.from", "{check}, from {package}")
_LAST_RUN = message("detail.last-run", "Last run {when}, took {time}")
_OPTION = message("detail.option", "Option {name} = {value} ({source})")
_ASKED = message("detail.asked", "{label}: {asked} ({level})")
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
            blocks.append(Content("\n").join([Content.styled(say(heading), "bold $text-primary"), *body]))
    return Content("\n\n").join(blocks)


def _sections(state: CheckState, width: int) -> Iterator[tuple[Text, list[Content]]]:
    if state.phase is not Phase.IDLE:
        yield _NOW, [panel_view(state, width)]
    elif state.outcome is not Outcome.MEASURED:
        yield _RESULT, [Content.styled(say(OUTCOME_WORD[state.outcome]), "bold"), Content(say(state.last.reason))]
    else:
        judged = [line for verdict in state.verdicts for line in _verdict(state, verdict, width)]
        yield _RESULT, [Content.styled(say(sentence(state)), "bold"), *judged]
    measured = [line for measurement in state.shown.measurements for line in _measurement(measurement, width)]
    missing = [
        Content(say(_MISSING(labels=row(*(_label(state, metric) for metric in metrics)), why=why)))
        for metrics, why in by_reason(state.shown.gaps)
    ]
    yield _NOTES, [Content(f"• {say(note)}") for note in state.shown.notes]
    yield _MEASUREMENTS if state.outcome is Outcome.MEASURED else _BEFORE, measured + missing
    yield _HOW_IT_WENT, [line for live in state.plots for line in _plot(live, width)]
    yield _HOW_TO_FIX, [Content(f"• {say(remedy)}") for remedy in _remedies(state)]
    yield _WHY, [Content(say(state.info.why))]
    yield _SOURCES, [Content(f"• {say(source)}") for source in _sources(state)]
    yield _EARLIER, [_earlier(run) for run in reversed(state.runs[:-1])]
    yield _ABOUT, [Content.styled(say(line), "$foreground-muted") for line in _about(state)]
    yield _LOG, [Content.styled(line, "$foreground-muted") for line in state.shown.log.splitlines()[-40:]]


def _verdict(state: CheckState, verdict: Verdict, width: int) -> Iterator[Content]:
    style = MARK_STYLE[verdict.verdict]
    yield Content.assemble((f"{MARK_SYMBOL[verdict.verdict]} ", f"{style} bold"), say(verdict.message))
    found = state.shown.measurement(verdict.metric)
    if found is not None and not isinstance(found.value, str | bool):
        drawn = bar(verdict, found.value, found.low, found.high, min(width - 2, 60))
        yield Content("  ") + drawn if drawn.plain else Content("")


def _measurement(measurement: Measurement, width: int) -> Iterator[Content]:
    label = Content(say(measurement.label))
    shown = show_measurement(measurement)
    told = _TOLD(value=shown, told=SELF_REPORTED) if measurement.self_reported else shown
    yield label + Content.assemble(" " * max(1, _COLUMN + 1 - label.cell_length), (say(told), "bold"))
    samples = NOTHING if measurement.samples is None else _SAMPLES(count=measurement.samples)
    how = [part for part in (measurement.method, samples) if part]
    if how:
        indent = _COLUMN + 1 if width >= _WIDE else 2
        for line in Content.styled(say(row(*how)), "$foreground-muted").wrap(max(width - indent, 1)):
            yield Content(" " * indent) + line


def _plot(live: Plot, width: int) -> Iterator[Content]:
    if not live.values:
        return
    width, decibels = min(width, 100), live.unit.startswith("dB")
    low, high = (text_of_value(round(number, 2), live.unit) for number in (min(live.values), max(live.values)))
    along = typed(live.along)
    over = _RANGE_BY(low=low, high=high, along=along) if live.along else _RANGE(low=low, high=high)
    yield Content.assemble(say(live.title), (f"  {say(over)}", "$foreground-muted"))
    if live.along:
        yield from curve(live.values, live.places, width, _PLOT_ROWS, decibels=decibels)
    else:
        yield from plot(live.values, width, _PLOT_ROWS, decibels=decibels)


def _remedies(state: CheckState) -> list[Text]:
    """What to do about every verdict that does not pass, each once."""
    if state.phase is not Phase.IDLE:
        return []
    causes = [story.cause.remedy for story in state.causes]
    wanted = [verdict.remedy for verdict in state.verdicts if verdict.verdict is not Mark.PASS]
    found = (*causes, *wanted, state.last.remedy)
    return list({with_key(remedy): None for remedy in found if remedy and not (causes and remedy == MEND_FIRST)})


def _sources(state: CheckState) -> list[Text]:
    """Who asks for it, each once."""
    told = {v.source: published(state.profile, f"{v.metric}.source", v.source) for v in state.verdicts if v.source}
    return list(told.values())


def _earlier(run: Run) -> Content:
    when = show_local(run.finished, seconds=True)
    values = "; ".join(say(_VALUE(label=m.label, value=show_measurement(m))) for m in run.measurements)
    told = "" if run.outcome is Outcome.MEASURED else say(_ENDED(outcome=OUTCOME_WORD[run.outcome], reason=run.reason))
    return Content.assemble((f"{when}  ", "$foreground-muted"), " ".join(part for part in (told, values) if part))


def _about(state: CheckState) -> Iterator[Text]:
    info, last = state.info, state.last
    yield info.summary
    if info.origin.package:
        yield _FROM(check=typed(info.id), package=info.origin.source)
    if last.finished:
        when = typed(show_local(last.finished, seconds=True))
        yield _LAST_RUN(when=when, time=Quantity(last.seconds, Unit.SECOND, 1))
    for name, chosen in state.shown.options.items():
        yield _OPTION(
            name=typed(name),
            value=part_of(chosen.value, Unit.NONE, chosen.privacy),
            source=CHOSEN_BY.get(chosen.source) or Text(chosen.source),
        )
    for verdict in state.verdicts:
        asked = show_requirement(verdict)
        yield _ASKED(label=_label(state, verdict.metric), asked=asked, level=LEVEL_WORD[verdict.level])


def _label(state: CheckState, metric_id: str) -> Text:
    metric = state.info.metric(metric_id)
    return text_of(metric.label) if metric else Text(metric_id)
