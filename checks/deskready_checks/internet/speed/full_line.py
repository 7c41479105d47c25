"""What the speed check says of the full line: latency, losses and calls in each direction, and the worse of the two."""

from collections.abc import Iterator
from typing import NamedTuple

from deskready.plugin import (
    Gap,
    Measurement,
    Metric,
    Quantity,
    Text,
    Unavailable,
    Unit,
    counted,
    message,
    sentences,
    text,
)
from deskready_checks.internet.call.emodel import mos
from deskready_checks.internet.call.rating import worst
from deskready_checks.internet.call.wording import meaning, quality_class
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.probe.advice import MEAN_DIFFERENCE, OF_CLASS, TOO_FEW
from deskready_checks.internet.probe.figures import Figure, Figures, figures
from deskready_checks.internet.probe.rise import Rise
from deskready_checks.internet.probe.trace import Trace
from deskready_checks.internet.speed import metrics
from deskready_checks.internet.speed.bufferbloat import grades, responsiveness, responsiveness_word
from deskready_checks.internet.speed.metrics import QUEUE, Busy
from deskready_checks.internet.speed.under_load import FEWEST, FEWEST_CALL, UnderLoad

_LONELY = Unavailable(TOO_FEW, remedy=QUEUE)
POOR = 60.0
"""R below which ITU-T G.109 advises against calls: what is certainly below it is told, however few the probes."""
_LONGER = text("internet.speed.longer", "Measure in full mode, with the option `seconds` at 10 or more.")
_OWN = sentences(
    _LONGER,
    text(
        "internet.speed.own-is-probed-more",
        "A `deskready responder` of your own is probed four times as often as public servers.",
    ),
)
_ENDED = {
    Direction.DOWN: text("internet.speed.download-ended", "The download ended before it filled the line."),
    Direction.UP: text("internet.speed.upload-ended", "The upload ended before it filled the line."),
}
_FEW = {
    Direction.DOWN: counted(
        "internet.speed.download-few",
        "Only {count} probe fell into the download, too few to judge by.",
        "Only {count} probes fell into the download, too few to judge by.",
    ),
    Direction.UP: counted(
        "internet.speed.upload-few",
        "Only {count} probe fell into the upload, too few to judge by.",
        "Only {count} probes fell into the upload, too few to judge by.",
    ),
}
_LOST = {
    Direction.DOWN: text("internet.speed.download-lost", "Not one packet came back during the download."),
    Direction.UP: text("internet.speed.upload-lost", "Not one packet came back during the upload."),
}
_AFTER_RAMP = message("internet.speed.after-ramp", "median after the ramp; 95 % within {most}, {idle} idle; {whom}")
_IN_BANDS = message(
    "internet.speed.in-bands",
    "{word} in the bands of draft-ietf-ippm-responsiveness; one minute by the worse median, over UDP",
)
_WORSE_CALL = message(
    "internet.speed.worse-call", "the worse direction; ITU-T G.107, G.711 with loss concealment; {whom}"
)
_BANDS = text("internet.speed.bands", "bands of dslreports.com: A+ below 5 ms, A 30, B 60, C 200, D 400")
_ADDED = text("internet.speed.added", "median under load less idle median, the worse direction")
_BY_CLASS = text("internet.speed.by-class", "by class of ITU-T G.109, the worse direction")
_NOTHING_BACK = text("internet.speed.nothing-back", "Not one packet came back.")


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
        soon = Unavailable(_ENDED[direction], remedy=_LONGER)
        empty = watch.missing or watch.skipped.get(direction, soon)
        return Side(figures(Trace(())), None, empty, empty)
    remedy = _LONGER if watch.own else _OWN
    few = Unavailable(_FEW[direction](count=trace.sent), remedy=remedy)
    line = figures(trace)
    found = watch.rise(direction, line.trace)
    lost = Unavailable(_LOST[direction], remedy=QUEUE)
    sent = line.trace.sent
    why = few if sent < FEWEST else None if found else lost
    return Side(line, None if why else found, why, few if sent < FEWEST_CALL else why)


def _direction(told: Busy, side: Side, whom: Text) -> Iterator[Measurement | Gap]:
    """Latency, jitter and loss of a direction."""
    line = side.line
    if side.rise:
        found, usual = side.rise, side.rise.latency.value - side.rise.increase.value
        most = Quantity(found.p95, Unit.MILLISECOND, digits=0)
        method = _AFTER_RAMP(most=most, idle=Quantity(usual, Unit.MILLISECOND, digits=1), whom=whom)
        yield found.latency.measured(told.latency, method)
    elif side.few:
        yield _gap(told.latency, side.few)
    if side.rise and line.jitter:
        yield line.jitter.measured(told.jitter, MEAN_DIFFERENCE(method=whom))
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
    yield more.measured(metrics.BLOAT, _ADDED)
    yield metrics.GRADE.measured(grades(more.low, more.value, more.high), samples=more.samples, method=_BANDS)
    value, low, high = (responsiveness(each) for each in (slow.value, slow.high, slow.low))
    method = _IN_BANDS(word=responsiveness_word(value))
    yield Figure(value, low, high, slow.samples).measured(metrics.RESPONSIVENESS, method)


def _worse(found: list[Figure]) -> Figure:
    """The highest value and ends that there are, never below 0, and the fewest samples."""
    ends = zip(*((one.value, one.low, one.high) for one in found), strict=True)
    value, low, high = (max(0.0, *each) for each in ends)
    return Figure(value, low, high, min(one.samples for one in found))


def _call(down: Side, up: Side, whom: Text) -> Iterator[Measurement | Gap]:
    """What a call would sound like meanwhile."""
    why = down.few_for_call or up.few_for_call
    found = worst([down.line.trace, up.line.trace]) if down.rise and up.rise else None
    if found is None or (why and found.rating.high >= POOR):
        for metric in (metrics.MOS, metrics.R, metrics.MEANING):
            yield _gap(metric, why or Unavailable(_NOTHING_BACK, remedy=QUEUE))
        return
    rating, playout = found.rating, found.playout
    method = _WORSE_CALL(whom=whom)
    yield rating.through(mos).measured(metrics.MOS, method)
    yield rating.measured(metrics.R, OF_CLASS(name=quality_class(rating.value), method=method))
    what = meaning(rating.value, playout)
    yield metrics.MEANING.measured(what, method=_BY_CLASS)


def _gap(metric: Metric, why: Unavailable) -> Gap:
    return metric.unavailable(why.reason, remedy=why.remedy, cause=why.cause)
