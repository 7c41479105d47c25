"""Causes: which faults lie behind what several checks found, and what hangs on each. Pure functions.

Everything that is shown takes it from here, so that no two sentences of an audit contradict each other.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, structs

from deskready.core.audit.run import Run
from deskready.core.declare.cause import Cause
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.metric import Gap
from deskready.core.words.message import message, text
from deskready.core.words.text import Text

MEND_FIRST = text("cause.mend-first", "Mend that first: how is said at the top.")
"""What to do about whatever hangs on a cause."""
_DENIED = message("cause.denied", "It was left out, because another check found: {cause}")


class Story(Struct, frozen=True):
    """One cause, and what hangs on it."""

    cause: Cause
    """The cause, with what was seen of it first; where it has no remedy of its own, with that of who met it first."""
    checks: tuple[str, ...]
    """Ids of the checks that met it, or a cause that it hides."""
    metrics: tuple[str, ...]
    """Ids of the metrics that hang on it: gaps, values that name it, and values that deny it and are left out."""


class Told(NamedTuple):
    """What checks found, told as one story."""

    runs: tuple[tuple[CheckInfo, Run], ...]
    """Each check's run; what hangs on a cause points to it, and what denies one is a gap."""
    stories: tuple[Story, ...]
    """Every cause, the one on which most checks hang first."""


def tell(runs: Iterable[tuple[CheckInfo, Run]]) -> Told:
    """The causes behind what checks found, and the runs in their light."""
    given = tuple(runs)
    met = [cause for _, run in given for cause in _causes(run)]
    if not met:
        return Told(given, ())
    tops = _tops(met)
    told, hanging = [], {top.id: (dict[str, None](), dict[str, None]()) for top in tops.values()}
    for info, run in given:
        for cause_id, metrics in _hangs(info, run, tops):
            checks, lines = hanging[cause_id]
            checks[info.id] = None
            lines.update(dict.fromkeys(metrics))
        told.append((info, _pointing(run, tops)))
    stories = (Story(top, *map(tuple, hanging[top.id])) for top in dict.fromkeys(tops.values()))
    return Told(tuple(told), tuple(sorted(stories, key=lambda story: -len(story.checks))))


def _causes(run: Run) -> Iterator[Cause]:
    """Every cause that a run names."""
    said = ((run.cause, run.remedy), *((gap.cause, gap.remedy) for gap in run.gaps))
    yield from (structs.replace(cause, remedy=cause.remedy or remedy) for cause, remedy in said if cause)
    yield from (found.cause for found in run.measurements if found.cause)


def _tops(met: Sequence[Cause]) -> dict[str, Cause]:
    """For each cause that was met the one that is told for it: itself, or what hides it."""
    first: dict[str, Cause] = {}
    for cause in met:
        known = first.setdefault(cause.id, cause)
        evidence, remedy = known.evidence or cause.evidence, known.remedy or cause.remedy
        first[cause.id] = structs.replace(known, evidence=evidence, remedy=remedy)
    tops = {}
    for cause_id, cause in first.items():
        above, seen = cause, {cause_id}
        while over := next((each for each in first.values() if above.id in each.hides and each.id not in seen), None):
            seen.add(over.id)
            above = over
        tops[cause_id] = above
    return tops


def _denied(found: Iterable[str], tops: dict[str, Cause]) -> Cause | None:
    """The cause that is told, of those that a measurement rules out."""
    return next((tops[each] for each in found if each in tops), None)


def _hangs(info: CheckInfo, run: Run, tops: dict[str, Cause]) -> Iterator[tuple[str, Sequence[str]]]:
    """What of a run hangs on which cause: the cause's id, and metrics."""
    if run.cause is not None:
        yield tops[run.cause.id].id, [metric.id for metric in info.metrics]
    for gap in run.gaps:
        if gap.cause is not None:
            yield tops[gap.cause.id].id, [gap.metric]
    for found in run.measurements:
        top = tops[found.cause.id] if found.cause else _denied(found.denies, tops)
        if top is not None:
            yield top.id, [found.metric]


def _pointing(run: Run, tops: dict[str, Cause]) -> Run:
    """A run whose gaps point to their causes, without what denies one."""
    gaps = [_points(gap, tops) for gap in run.gaps]
    kept = []
    for found in run.measurements:
        over = None if found.cause else _denied(found.denies, tops)
        if over is None:
            kept.append(found)
        else:
            gaps.append(Gap(found.metric, _DENIED(cause=over.title), MEND_FIRST, over))
    changed = structs.replace(run, gaps=tuple(gaps), measurements=tuple(kept))
    if run.cause is None:
        return changed
    return structs.replace(changed, reason=_title(run.cause, tops), remedy=MEND_FIRST)


def _points(gap: Gap, tops: dict[str, Cause]) -> Gap:
    if gap.cause is None:
        return gap
    return structs.replace(gap, reason=_title(gap.cause, tops), remedy=MEND_FIRST)


def _title(cause: Cause, tops: dict[str, Cause]) -> Text:
    return tops[cause.id].title
