"""What the speed check says of the full line: latency, losses and calls in each direction, and the worse of the two."""

from collections.abc import Iterator
from typing import NamedTuple

from deskready.plugin import Gap, Measurement, Metric, Unavailable
from deskready_checks.internet.call.emodel import mos
from deskready_checks.internet.call.rating import worst
from deskready_checks.internet.call.wording import meaning, quality_class
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.probe.figures import Figure, Figures, figures
from deskready_checks.internet.probe.rise import Rise, rise
from deskready_checks.internet.probe.trace import Trace
from deskready_checks.internet.speed import metrics
from deskready_checks.internet.speed.bufferbloat import grades, responsiveness, responsiveness_word
from deskready_checks.internet.speed.metrics import QUEUE, Busy
from deskready_checks.internet.speed.under_load import FEWEST, FEWEST_CALL, UnderLoad

_LONELY = Unavailable("Too few packets came back to compare one with the next.", remedy=QUEUE)
POOR = 60.0
"""R below which ITU-T G.109 advises against calls: what is certainly below it is told, however few the probes."""
_LONGER = "Measure in full mode, with the option `seconds` at 10 or more."
_OWN = f"{_LONGER} A `deskready responder` of your own is probed four times as often as public servers."


class Side(NamedTuple):
    """One direction."""

    line: Figures
    """Of its probes while the line was full; of none where there is a reason."""
    rise: Rise | None
    """Its round trips beside those of the idle line, where they can be told."""
    few: Unavailable | None
    """Why not."""
    few_for_call: Unavailable | None
    """Why its losses, and a call, cannot be told."""


def report(watch: UnderLoad) -> Iterator[Measurement | Gap]:
    """All of it.

    Args:
        watch: Has probed the line.
    """
    down, up = (_side(watch, direction) for direction in (Direction.DOWN, Direction.UP))
    yield from _direction(metrics.DOWNLOADING, down, watch.whom)
    yield from _direction(metrics.UPLOADING, up, watch.whom)
    yield from _both(down, up)
    yield from _call(down, up, watch.whom)


def _side(watch: UnderLoad, direction: Direction) -> Side:
    """What is known of a direction."""
    trace = None if watch.missing else watch.loaded(direction)
    if watch.missing or trace is None:
        soon = Unavailable(f"The {direction.value} ended before it filled the line.", remedy=_LONGER)
        empty = watch.missing or watch.skipped.get(direction, soon)
        return Side(figures(Trace(())), None, empty, empty)
    remedy = _LONGER if watch.own else _OWN
    few = Unavailable(f"Only {trace.sent} probes fell into the {direction.value}, too few to judge by.", remedy=remedy)
    line = figures(trace)
    found = rise(watch.idle, line.trace)
    lost = Unavailable(f"Not one packet came back during the {direction.value}.", remedy=QUEUE)
    sent = line.trace.sent
    why = few if sent < FEWEST else None if found else lost
    return Side(line, None if why else found, why, few if sent < FEWEST_CALL else why)


def _direction(told: Busy, side: Side, whom: str) -> Iterator[Measurement | Gap]:
    """Latency, jitter and loss of a direction."""
    line = side.line
    if side.rise:
        found, usual = side.rise, side.rise.latency.value - side.rise.increase.value
        method = f"median after the ramp; 95 % within {found.p95:.0f} ms, {usual:.1f} ms idle; {whom}"
        yield found.latency.measured(told.latency, method)
    elif side.few:
        yield _gap(told.latency, side.few)
    if side.rise and line.jitter:
        yield line.jitter.measured(told.jitter, f"mean difference of consecutive round trips; {whom}")
    else:
        yield _gap(told.jitter, side.few or _LONELY)
    if line.loss and line.loss.samples >= FEWEST_CALL:
        yield line.loss.measured(told.loss, whom)
    elif side.few_for_call:
        yield _gap(told.loss, side.few_for_call)


def _both(*sides: Side) -> Iterator[Measurement | Gap]:
    """How much a full line delays, whichever way it is full."""
    rises = [side.rise for side in sides if side.rise]
    if len(rises) < len(sides):
        why = next(side.few for side in sides if side.few)
        for metric in (metrics.BLOAT, metrics.GRADE, metrics.RESPONSIVENESS):
            yield _gap(metric, why)
        return
    more, slow = _worse([found.increase for found in rises]), _worse([found.latency for found in rises])
    yield more.measured(metrics.BLOAT, "median under load less idle median, the worse direction")
    bands = "bands of dslreports.com: A+ below 5 ms, A 30, B 60, C 200, D 400"
    yield metrics.GRADE.measured(grades(more.low, more.value, more.high), samples=more.samples, method=bands)
    value, low, high = (responsiveness(each) for each in (slow.value, slow.high, slow.low))
    word = responsiveness_word(value)
    method = f"{word} in the bands of draft-ietf-ippm-responsiveness; one minute by the worse median, over UDP"
    yield Figure(value, low, high, slow.samples).measured(metrics.RESPONSIVENESS, method)


def _worse(found: list[Figure]) -> Figure:
    """The highest value and ends that there are, never below 0, and the fewest samples."""
    ends = zip(*((one.value, one.low, one.high) for one in found), strict=True)
    value, low, high = (max(0.0, *each) for each in ends)
    return Figure(value, low, high, min(one.samples for one in found))


def _call(down: Side, up: Side, whom: str) -> Iterator[Measurement | Gap]:
    """What a call would sound like meanwhile."""
    why = down.few_for_call or up.few_for_call
    found = worst([down.line.trace, up.line.trace]) if down.rise and up.rise else None
    if found is None or (why and found.rating.high >= POOR):
        for metric in (metrics.MOS, metrics.R, metrics.MEANING):
            yield _gap(metric, why or Unavailable("Not one packet came back.", remedy=QUEUE))
        return
    rating, playout = found.rating, found.playout
    method = f"the worse direction; ITU-T G.107, G.711 with loss concealment; {whom}"
    yield rating.through(mos).measured(metrics.MOS, method)
    yield rating.measured(metrics.R, f"class {quality_class(rating.value)} of ITU-T G.109; {method}")
    what = meaning(rating.value, playout)
    yield metrics.MEANING.measured(what, method="by class of ITU-T G.109, the worse direction")


def _gap(metric: Metric, why: Unavailable) -> Gap:
    return metric.unavailable(why.reason, remedy=why.remedy)
