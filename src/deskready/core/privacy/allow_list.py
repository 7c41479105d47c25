"""What of an audit may leave this machine: an allow-list of the declared privacy classes.

Every struct is built anew from named fields: a field that is added to the record later stays out until somebody
decides about it here. The profile is the publisher's document and passes unchanged, so that its hash stays true.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from deskready.core.audit.record import Attempt, Audit, CheckRecord, Machine, Series, Tool
from deskready.core.audit.restore import judgement_of
from deskready.core.declare.metric import Gap, Measurement, Metric, Privacy
from deskready.core.declare.option import Chosen
from deskready.core.declare.unit import Value
from deskready.core.privacy.scrub import Identity, identity_here, scrub, scrub_addresses, scrub_names, scrub_values

_PUBLIC = frozenset({Privacy.PUBLIC})
_IDENTITY = frozenset({Privacy.PUBLIC, Privacy.PSEUDONYMOUS, Privacy.PERSONAL})
_SHORTEST_FRACTION = 5
_MARK = re.compile(r"[0-9a-f]{64}")


def public(audit: Audit, include_identity: bool = False, who: Identity | None = None) -> Audit:
    """The copy of an audit that may leave this machine, judged from what is left in it.

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
        hidden=_hidden_values(audit, _IDENTITY if include_identity else _PUBLIC),
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
    )
    return _judged(copy)


def _judged(audit: Audit) -> Audit:
    """The audit with the verdicts that follow from what it holds, so that none quotes what was left out."""
    found = judgement_of(audit)
    return Audit(
        audit.schema, audit.tool, audit.id, audit.started, audit.finished, audit.machine, audit.profile,
        audit.profile_hash, found.readiness, found.partial, audit.checks, found.verdicts,
    )  # fmt: skip


@dataclass(frozen=True)
class _Rules:
    """What stays, and how the texts that stay are scrubbed."""

    allowed: frozenset[Privacy]
    include_identity: bool
    who: Identity
    hidden: tuple[str, ...]
    """Texts that were left out as values and must not stand in sentences either."""

    def text(self, text: str) -> str:
        """A sentence from a run, a value or a name."""
        text = scrub_values(text, self.hidden)
        return text if self.include_identity else scrub(text, self.who)

    def declared(self, text: str) -> str:
        """A sentence from a check's author, where a user's name could only be there by chance."""
        return text if self.include_identity else scrub_addresses(text)

    def log(self, text: str) -> str:
        """The tail of a log."""
        return scrub_names(scrub_values(text, self.hidden), self.who) if self.include_identity else ""

    def value(self, value: Value) -> Value:
        """A value that stays."""
        return self.text(value) if isinstance(value, str) else value

    def machine(self, machine: Machine) -> Machine:
        """The computer."""
        mark = machine.mark if _MARK.fullmatch(machine.mark) else ""
        return Machine(
            os=self.text(machine.os),
            architecture=self.text(machine.architecture),
            python=self.text(machine.python),
            mark=mark,
        )

    def check(self, record: CheckRecord) -> CheckRecord:
        """One check."""
        private = _private_metrics(record, self.allowed)
        measurements, gaps = self.found(record.measurements, record.gaps, record.metrics)
        return CheckRecord(
            id=record.id,
            title=self.declared(record.title),
            why=self.declared(record.why),
            version=record.version,
            outcome=record.outcome,
            finished=record.finished,
            seconds=record.seconds,
            failure=record.failure,
            reason=self.text(record.reason),
            remedy=self.text(record.remedy),
            options=self.options(record.options),
            attempts=tuple(self.attempt(attempt, record.metrics) for attempt in record.attempts),
            measurements=measurements,
            gaps=gaps,
            remedies={metric: self.declared(text) for metric, text in record.remedies.items()},
            metrics=tuple(self.metric(metric) for metric in record.metrics),
            series=tuple(self.series(series) for series in record.series if not _shows(series, private)),
            log=self.log(record.log),
        )

    def attempt(self, attempt: Attempt, metrics: tuple[Metric, ...]) -> Attempt:
        """One earlier run."""
        measurements, gaps = self.found(attempt.measurements, attempt.gaps, metrics)
        return Attempt(
            outcome=attempt.outcome,
            finished=attempt.finished,
            seconds=attempt.seconds,
            failure=attempt.failure,
            reason=self.text(attempt.reason),
            remedy=self.text(attempt.remedy),
            options=self.options(attempt.options),
            measurements=measurements,
            gaps=gaps,
        )

    def found(
        self, measurements: tuple[Measurement, ...], gaps: tuple[Gap, ...], metrics: tuple[Metric, ...]
    ) -> tuple[tuple[Measurement, ...], tuple[Gap, ...]]:
        """The measurements that stay, and the gaps with one for each that does not. What nobody declared is dropped."""
        declared, classes = {metric.id: metric for metric in metrics}, _classes(metrics)
        noted = {gap.metric for gap in gaps}
        kept = []
        all_gaps = [Gap(gap.metric, self.text(gap.reason), self.text(gap.remedy)) for gap in gaps]
        for each in measurements:
            if each.metric not in declared:
                continue
            if {each.privacy, *classes[each.metric]} <= self.allowed:
                kept.append(self.measurement(each, declared[each.metric]))
            elif each.metric not in noted:
                all_gaps.append(_left_out(each, {each.privacy, *classes[each.metric]}))
        return tuple(kept), tuple(all_gaps)

    def measurement(self, found: Measurement, metric: Metric) -> Measurement:
        """A measurement that stays, under its declared name."""
        return Measurement(
            metric=found.metric,
            label=self.declared(metric.label),
            value=self.value(found.value),
            unit=metric.unit.value,
            low=found.low,
            high=found.high,
            samples=found.samples,
            method=self.text(found.method),
            surer=self.text(found.surer),
            self_reported=found.self_reported,
            privacy=found.privacy,
        )

    def metric(self, metric: Metric) -> Metric:
        """A declaration."""
        label = self.declared(metric.label)
        return Metric(metric.id, label, metric.unit, metric.better, metric.kind, metric.privacy)

    def options(self, options: dict[str, Chosen]) -> dict[str, Chosen]:
        """The options that stay."""
        kept = {name: chosen for name, chosen in options.items() if chosen.privacy in self.allowed}
        return {name: Chosen(self.value(c.value), c.source, c.privacy) for name, c in kept.items()}

    def series(self, series: Series) -> Series:
        """A plot that stays."""
        name, unit, along = self.text(series.name), self.declared(series.unit), self.text(series.along)
        return Series(name, unit, series.t, series.v, series.thinned, along)


def _classes(metrics: Iterable[Metric]) -> dict[str, set[Privacy]]:
    """Every class under which each metric was declared, by its id."""
    classes: dict[str, set[Privacy]] = {}
    for metric in metrics:
        classes.setdefault(metric.id, set()).add(metric.privacy)
    return classes


def _private_metrics(record: CheckRecord, allowed: frozenset[Privacy]) -> list[Metric]:
    return [metric for metric in record.metrics if metric.privacy not in allowed]


def _shows(series: Series, metrics: Iterable[Metric]) -> bool:
    """Whether a series plots one of these metrics, as far as its name tells."""
    return any(series.name in (metric.id, metric.label, metric.id.rpartition(".")[2]) for metric in metrics)


def _left_out(measurement: Measurement, classes: set[Privacy]) -> Gap:
    if Privacy.SECRET in classes:
        return Gap(measurement.metric, "Left out of this copy because it is secret.")
    return Gap(
        measurement.metric, "Left out of this copy because it is personal.", "Save with identity included to show it."
    )


def _hidden_values(audit: Audit, allowed: frozenset[Privacy]) -> tuple[str, ...]:
    """The texts whose class is not allowed, and long fractions such as coordinates; longest first.

    The default of an option that nobody chose is no secret.
    """
    values: set[Value] = set()
    for record in audit.checks:
        classes = _classes(record.metrics)
        runs: tuple[CheckRecord | Attempt, ...] = (record, *record.attempts)
        for run in runs:
            values |= {
                m.value
                for m in run.measurements
                if not {m.privacy, *classes.get(m.metric, {Privacy.SECRET})} <= allowed
            }
            values |= {c.value for c in run.options.values() if c.privacy not in allowed and c.source != "default"}
    texts = {value for value in values if isinstance(value, str)}
    texts |= {str(value) for value in values if isinstance(value, float) and len(str(value)) >= _SHORTEST_FRACTION}
    return tuple(sorted(texts, key=lambda text: (-len(text), text)))
