"""What the speed check says of the full line: latency, losses and calls in each direction, and the worse of the two."""

from collections.abc import Iterator
from typing import NamedTuple

from deskready.plugin import Gap, Measurement, Metric, Unavailable
from deskready_checks.internet.call.emodel import mos
from deskready_checks.internet.call.rating import Call, worst
from deskready_checks.internet.call.wording import meaning, quality_class
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.probe.delay import jitter
from deskready_checks.internet.probe.loss import of_the_line, wilson
from deskready_checks.internet.probe.rise import Rise, Span, rise
from deskready_checks.internet.probe.trace import Trace
from deskready_checks.internet.speed.bufferbloat import grades, responsiveness, responsiveness_word
from deskready_checks.internet.speed.check import Speed
from deskready_checks.internet.speed.metrics import Busy
from deskready_checks.internet.speed.under_load import FEWEST, FEWEST_CALL, UnderLoad

_LONELY = Unavailable("Too few packets came back to compare one with the next.", remedy=Speed.remedies[Speed.mos])
POOR = 60.0
"""R below which ITU-T G.109 advises against calls: what is certainly below it is told, however few the probes."""
_LONGER = "Measure in full mode, with the option `seconds` at 10 or more."
_OWN = f"{_LONGER} A `deskready responder` of your own is probed four times as often as public servers."


class Side(NamedTuple):
    """One direction."""

    trace: Trace
    """Its probes while the line was full; none where there is a reason."""
    rise: Rise | None
    """Its round trips beside those of the idle line, where they can be told."""
    few: Unavailable | None
    """Why not."""
    few_for_call: Unavailable | None
    """Why its losses, and a call, cannot be told."""


def report(check: Speed, watch: UnderLoad) -> Iterator[Measurement | Gap]:
    """All of it.

    Args:
        check: Declares the metrics.
        watch: Has probed the line.
    """
    sides = {direction: _side(watch, direction) for direction in Direction}
    for direction, metrics in ((Direction.DOWN, check.downloading), (Direction.UP, check.uploading)):
        yield from _direction(metrics, sides[direction], watch)
    yield from _both(check, list(sides.values()))
    yield from _call(check, list(sides.values()), watch)


def _side(watch: UnderLoad, direction: Direction) -> Side:
    """What is known of a direction."""
    trace = None if watch.missing else watch.loaded(direction)
    if watch.missing or trace is None:
        soon = Unavailable(f"The {direction.value} ended before it filled the line.", remedy=_LONGER)
        empty = watch.missing or watch.skipped.get(direction, soon)
        return Side(Trace(()), None, empty, empty)
    remedy = _LONGER if watch.own else _OWN
    few = Unavailable(f"Only {trace.sent} probes fell into the {direction.value}, too few to judge by.", remedy=remedy)
    line = of_the_line(trace)
    found = rise(watch.idle, line)
    lost = Unavailable(f"Not one packet came back during the {direction.value}.", remedy=Speed.remedies[Speed.mos])
    why = few if line.sent < FEWEST else None if found else lost
    return Side(line, None if why else found, why, few if line.sent < FEWEST_CALL else why)


def _direction(metrics: Busy, side: Side, watch: UnderLoad) -> Iterator[Measurement | Gap]:
    """Latency, jitter and loss of a direction."""
    trace, steps = side.trace, jitter(side.trace)
    if side.rise:
        found, usual = side.rise, side.rise.latency.value - side.rise.increase.value
        method = f"median after the ramp; 95 % within {found.p95:.0f} ms, {usual:.1f} ms idle; {watch.whom}"
        yield _spanned(metrics.latency, found.latency, found.samples, method)
    elif side.few:
        yield _gap(metrics.latency, side.few)
    if side.rise and steps:
        half, method = steps.half, f"mean difference of consecutive round trips; {watch.whom}"
        span = Span(steps.value, max(steps.value - half, 0.0), steps.value + half)
        yield _spanned(metrics.jitter, span, steps.samples, method)
    else:
        yield _gap(metrics.jitter, side.few or _LONELY)
    if trace.sent >= FEWEST_CALL:
        low, high = wilson(trace.lost, trace.sent)
        span = Span(trace.lost / trace.sent * 100, low * 100, high * 100)
        yield _spanned(metrics.loss, span, trace.sent, watch.whom)
    elif side.few_for_call:
        yield _gap(metrics.loss, side.few_for_call)


def _both(check: Speed, sides: list[Side]) -> Iterator[Measurement | Gap]:
    """How much a full line delays, whichever way it is full."""
    rises = [side.rise for side in sides if side.rise]
    if len(rises) < len(sides):
        why = next(side.few for side in sides if side.few)
        for metric in (check.bloat, check.grade, check.responsiveness):
            yield _gap(metric, why)
        return
    count = min(found.samples for found in rises)
    more = Span(*(max(*ends, 0.0) for ends in zip(*(found.increase for found in rises), strict=True)))
    yield _spanned(check.bloat, more, count, "median under load less idle median, the worse direction")
    bands = "bands of dslreports.com: A+ below 5 ms, A 30, B 60, C 200, D 400"
    yield check.grade.measured(grades(more.low, more.value, more.high), samples=count, method=bands)
    slow = Span(*(max(ends) for ends in zip(*(found.latency for found in rises), strict=True)))
    trips = Span(*(responsiveness(each) for each in (slow.value, slow.high, slow.low)))
    word = responsiveness_word(trips.value)
    method = f"{word} in the bands of draft-ietf-ippm-responsiveness; one minute by the worse median, over UDP"
    yield _spanned(check.responsiveness, trips, count, method)


def _call(check: Speed, sides: list[Side], watch: UnderLoad) -> Iterator[Measurement | Gap]:
    """What a call would sound like meanwhile."""
    why = next((side.few_for_call for side in sides if side.few_for_call), None)
    found: Call | None = worst([side.trace for side in sides]) if all(side.rise for side in sides) else None
    if found is None or (why and found.rating.high >= POOR):
        for metric in (check.mos, check.r, check.meaning):
            yield _gap(metric, why or Unavailable("Not one packet came back.", remedy=check.remedies[check.mos]))
        return
    rating, playout = found.rating, found.playout
    method = f"the worse direction; ITU-T G.107, G.711 with loss concealment; {watch.whom}"
    score = Span(mos(rating.r), mos(rating.low), mos(rating.high))
    yield _spanned(check.mos, score, playout.sent, method)
    said = f"class {quality_class(rating.r)} of ITU-T G.109; {method}"
    yield _spanned(check.r, Span(rating.r, rating.low, rating.high), playout.sent, said)
    yield check.meaning.measured(meaning(rating.r, playout), method="by class of ITU-T G.109, the worse direction")


def _spanned(metric: Metric, span: Span, samples: int, method: str) -> Measurement:
    return metric.measured(span.value, low=span.low, high=span.high, samples=samples, method=method)


def _gap(metric: Metric, why: Unavailable) -> Gap:
    return metric.unavailable(why.reason, remedy=why.remedy)
