"""What of an audit is of a closed class, so that no copy may show it: neither as a value nor inside a sentence."""

from collections.abc import Iterable

from deskready.core.audit.record import Audit
from deskready.core.declare.metric import Metric
from deskready.core.declare.privacy import Privacy
from deskready.core.declare.unit import Value
from deskready.core.profile.requirement import choices_of
from deskready.core.words.text import Name, Text, parts_of

_SHORTEST_FRACTION = 5
"""Characters from which on a number, such as a coordinate, tells whose it is."""


def classes_of(metrics: Iterable[Metric]) -> dict[str, set[Privacy]]:
    """Every class under which each metric was declared, by its id."""
    classes: dict[str, set[Privacy]] = {}
    for metric in metrics:
        classes.setdefault(metric.id, set()).add(metric.privacy)
    return classes


def closed_texts(audit: Audit, allowed: frozenset[Privacy]) -> tuple[str, ...]:
    """The texts whose class is not allowed, and long fractions such as coordinates; longest first.

    The default of an option that nobody chose is no secret.
    """
    values: set[Value] = set()
    for record in audit.checks:
        classes = classes_of(record.metrics)
        for run in record.runs:
            values |= {
                m.value
                for m in run.measurements
                if not {m.privacy, *classes.get(m.metric, {Privacy.SECRET})} <= allowed
            }
            values |= {c.value for c in run.options.values() if c.privacy not in allowed and c.source != "default"}
    texts = {value for value in values if isinstance(value, str)}
    texts |= {str(value) for value in values if isinstance(value, float) and len(str(value)) >= _SHORTEST_FRACTION}
    return tuple(sorted(texts, key=lambda text: (-len(text), text)))


def closed_names(found: Text, allowed: frozenset[Privacy]) -> frozenset[str]:
    """The names inside a text, however deep, whose class is not allowed."""
    return frozenset(part.text for part in parts_of(found) if isinstance(part, Name) and part.privacy not in allowed)


def fixed_values(audit: Audit) -> frozenset[tuple[str, Value]]:
    """The values that the audit's profile names for a metric, each behind its id: they are the publisher's words."""
    return frozenset((line.metric, value) for line in audit.profile.requirements for value in choices_of(line))
