"""What of an audit may leave this machine: an allow-list of the declared privacy classes.

Every struct is built anew from named fields: a field that is added to the record later stays out until somebody
decides about it here. The profile is the publisher's document and passes unchanged, so that its hash stays true.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from msgspec import structs

from deskready.core.audit.record import Audit, CheckRecord, Machine, Tool
from deskready.core.audit.restore import facts_in
from deskready.core.audit.run import Run
from deskready.core.audit.series import Series
from deskready.core.declare.cause import Cause
from deskready.core.declare.metric import Gap, Measurement, Metric
from deskready.core.declare.option import Chosen
from deskready.core.declare.privacy import Privacy
from deskready.core.declare.unit import Unit, Value
from deskready.core.judge.judge import told_anew
from deskready.core.privacy.closed import classes_of, closed_names, closed_texts, fixed_values
from deskready.core.privacy.scrub import (
    Identity,
    identity_here,
    scrub,
    scrub_addresses,
    scrub_names,
    scrub_values,
    without,
)
from deskready.core.words.message import text
from deskready.core.words.say import ENGLISH, is_known, say
from deskready.core.words.text import NOTHING, Name, Part, Row, Text, Words, text_of

_PUBLIC = frozenset({Privacy.PUBLIC})
_IDENTITY = frozenset({Privacy.PUBLIC, Privacy.PSEUDONYMOUS, Privacy.PERSONAL})
_SECRET = text("copy.secret", "Left out of this copy because it is secret.")
_PERSONAL = text("copy.personal", "Left out of this copy because it is personal.")
_INCLUDE = text("copy.include", "Save with identity included to show it.")
_REMOVED = text("copy.removed", "[removed]")
_UNITS = frozenset(unit.value for unit in Unit)
_MARK = re.compile(r"[0-9a-f]{64}")


def public(audit: Audit, include_identity: bool = False, who: Identity | None = None) -> Audit:
    """The copy of an audit that may leave this machine, with the record's verdicts on what is left in it.

    Args:
        audit: The local record.
        include_identity: Keep what is personal or pseudonymous, and the logs. Secrets never leave, and home folders
            and user names in logs are replaced even then.
        who: Whose names to take out of free text; the person at this machine where it is None.
    """
    rules = _Rules(
        allowed=_IDENTITY if include_identity else _PUBLIC,
        include_identity=include_identity,
        who=who or identity_here(),
        hidden=closed_texts(audit, _IDENTITY if include_identity else _PUBLIC),
        fixed=fixed_values(audit),
    )
    copy = Audit(
        schema=audit.schema,
        tool=Tool(name=audit.tool.name, version=audit.tool.version),
        id=audit.id,
        started=audit.started,
        finished=audit.finished,
        machine=rules.machine(audit.machine),
        profile=audit.profile,
        profile_hash=audit.profile_hash,
        readiness=audit.readiness,
        partial=audit.partial,
        checks=tuple(rules.check(record) for record in audit.checks),
        verdicts=(),
        notes=tuple(rules.text(note) for note in audit.notes),
        causes=tuple(structs.replace(story, cause=rules.cause(story.cause)) for story in audit.causes),
    )
    found = told_anew(audit.profile, audit.verdicts, facts_in(copy))
    return structs.replace(copy, readiness=found.readiness, partial=found.partial, verdicts=found.verdicts)


@dataclass(frozen=True)
class _Rules:
    """What stays, and how the texts that stay are scrubbed."""

    allowed: frozenset[Privacy]
    include_identity: bool
    who: Identity
    hidden: tuple[str, ...]
    """Texts that were left out as values and must not stand in sentences either."""
    fixed: frozenset[tuple[str, Value]]
    """A metric's id and a value that its profile names: such a value is nobody's."""

    def plain(self, words: str) -> str:
        """Plain words from a run, a value or a name."""
        words = scrub_values(words, self.hidden)
        return words if self.include_identity else scrub(words, self.who)

    def text(self, found: Text) -> Text:
        """A sentence from a run."""
        return self.said(found, self.plain)

    def declared(self, words: Words) -> Text:
        """A sentence from a check's author, where a user's name could only be there by chance."""
        return self.said(text_of(words), lambda plain: plain if self.include_identity else scrub_addresses(plain))

    def said(self, found: Text, plain: Callable[[str], str]) -> Text:
        """A text by its names; its English words are made anew, or scrubbed where its message is not known."""
        values = {name: self.part(part, plain) for name, part in found.values.items()} if found.id else {}
        if is_known(found):
            return Text(say(Text(found.words, found.id, values), ENGLISH), found.id, values)
        kept = without(found.words, closed_names(found, self.allowed))
        return Text(_REMOVED.words if kept is None else plain(kept), found.id, values)

    def part(self, part: Part, plain: Callable[[str], str]) -> Part:
        """A part of a text: names of closed classes go, and so does what was left out as a value."""
        match part:
            case Name():
                if part.privacy not in self.allowed:
                    return _REMOVED
                return Name(scrub_values(part.text, self.hidden), part.privacy)
            case Text():
                return self.said(part, plain)
            case Row():
                return Row(tuple(self.part(each, plain) for each in part.all), part.by)
            case _:
                return part

    def log(self, text: str) -> str:
        """The tail of a log."""
        return scrub_names(scrub_values(text, self.hidden), self.who) if self.include_identity else ""

    def machine(self, machine: Machine) -> Machine:
        """The computer."""
        mark = machine.mark if _MARK.fullmatch(machine.mark) else ""
        return Machine(
            os=self.plain(machine.os),
            architecture=self.plain(machine.architecture),
            python=self.plain(machine.python),
            mark=mark,
        )

    def check(self, record: CheckRecord) -> CheckRecord:
        """One check."""
        return CheckRecord(
            id=record.id,
            title=self.declared(record.title),
            why=self.declared(record.why),
            version=record.version,
            remedies={metric: self.declared(text) for metric, text in record.remedies.items()},
            metrics=tuple(self.metric(metric) for metric in record.metrics),
            runs=tuple(self.run(run, record.metrics) for run in record.runs),
        )

    def run(self, run: Run, metrics: tuple[Metric, ...]) -> Run:
        """One run."""
        private = [metric for metric in metrics if metric.privacy not in self.allowed]
        measurements, gaps = self.found(run.measurements, run.gaps, metrics)
        return Run(
            outcome=run.outcome,
            started=run.started,
            finished=run.finished,
            seconds=run.seconds,
            failure=run.failure,
            reason=self.text(run.reason),
            remedy=self.text(run.remedy),
            cause=run.cause and self.cause(run.cause),
            options=self.options(run.options),
            measurements=measurements,
            gaps=gaps,
            notes=tuple(self.text(note) for note in run.notes),
            log=self.log(run.log),
            series=tuple(self.series(series, metrics) for series in run.series if not _shows(series, private)),
        )

    def found(
        self, measurements: tuple[Measurement, ...], gaps: tuple[Gap, ...], metrics: tuple[Metric, ...]
    ) -> tuple[tuple[Measurement, ...], tuple[Gap, ...]]:
        """The measurements that stay, and the gaps with one for each that does not. What nobody declared is dropped."""
        declared, classes = {metric.id: metric for metric in metrics}, classes_of(metrics)
        noted = {gap.metric for gap in gaps}
        kept = []
        all_gaps = [self.gap(gap) for gap in gaps]
        for each in measurements:
            if each.metric not in declared:
                continue
            if {each.privacy, *classes[each.metric]} <= self.allowed:
                kept.append(self.measurement(each, declared[each.metric]))
            elif each.metric not in noted:
                all_gaps.append(_left_out(each, {each.privacy, *classes[each.metric]}))
        return tuple(kept), tuple(all_gaps)

    def gap(self, gap: Gap) -> Gap:
        """A gap."""
        return Gap(gap.metric, self.text(gap.reason), self.text(gap.remedy), gap.cause and self.cause(gap.cause))

    def measurement(self, found: Measurement, metric: Metric) -> Measurement:
        """A measurement that stays, under its declared name."""
        plain = _as_it_is if (metric.id, found.value) in self.fixed else self.plain
        said = self.said(found.said, plain) if found.said.words == found.value else NOTHING
        value = plain(found.value) if isinstance(found.value, str) else found.value
        return Measurement(
            metric=found.metric,
            label=self.declared(metric.label),
            value=said.words if said else value,
            unit=metric.unit.value,
            low=found.low,
            high=found.high,
            samples=found.samples,
            method=self.text(found.method),
            surer=self.text(found.surer),
            self_reported=found.self_reported,
            privacy=found.privacy,
            least=found.least,
            said=said,
            cause=found.cause and self.cause(found.cause),
            denies=found.denies,
        )

    def cause(self, cause: Cause) -> Cause:
        """A cause: its author's sentences, and what was seen of it."""
        title, remedy = self.declared(cause.title), self.declared(cause.remedy)
        return Cause(cause.id, title, remedy, cause.hides, self.text(cause.evidence))

    def metric(self, metric: Metric) -> Metric:
        """A declaration."""
        label = self.declared(metric.label)
        return Metric(metric.id, label, metric.unit, metric.better, metric.kind, metric.privacy)

    def options(self, options: dict[str, Chosen]) -> dict[str, Chosen]:
        """The options that stay; a text that is public is one of the choices that its check declares."""
        return {name: chosen for name, chosen in options.items() if chosen.privacy in self.allowed}

    def series(self, series: Series, metrics: tuple[Metric, ...]) -> Series:
        """A plot that stays; what a metric or a unit is called is no name of a person's."""
        name = series.name if _shows(series, metrics) else self.plain(series.name)
        along = series.along if series.along in _UNITS else self.plain(series.along)
        return Series(
            name, self.declared(series.unit).words, series.t, series.v, series.thinned, along, self.text(series.title)
        )


def _as_it_is(words: str) -> str:
    return words


def _shows(series: Series, metrics: Iterable[Metric]) -> bool:
    """Whether a series plots one of these metrics, as far as its name tells."""
    return any(
        series.name in (metric.id, text_of(metric.label).words, metric.id.rpartition(".")[2]) for metric in metrics
    )


def _left_out(measurement: Measurement, classes: set[Privacy]) -> Gap:
    if Privacy.SECRET in classes:
        return Gap(measurement.metric, _SECRET)
    return Gap(measurement.metric, _PERSONAL, _INCLUDE)
