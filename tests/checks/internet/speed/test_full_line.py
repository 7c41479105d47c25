"""What traces of a full line come to."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from deskready.plugin import Gap, Measurement, Unavailable
from deskready_checks.internet.call.emodel import mos, rating
from deskready_checks.internet.call.rating import call
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.probe.interval import wilson
from deskready_checks.internet.probe.trace import Trace
from deskready_checks.internet.speed import metrics
from deskready_checks.internet.speed.full_line import POOR, report
from deskready_checks.internet.speed.under_load import FEWEST, FEWEST_CALL, UnderLoad
from helpers.traces import ROUND_TRIPS, trace_of

IDLE = trace_of([20.0] * 50)
FULL = [120.0] * 75
EVERYTHING = {
    metric.id
    for metric in (
        *metrics.DOWNLOADING,
        *metrics.UPLOADING,
        metrics.BLOAT,
        metrics.GRADE,
        metrics.RESPONSIVENESS,
        metrics.MOS,
        metrics.R,
        metrics.MEANING,
    )
}


class Watched(UnderLoad):
    """A line that was probed so."""

    def __init__(
        self, down: Sequence[float | None], up: Sequence[float | None], idle: Trace = IDLE, responder: str = ""
    ) -> None:
        super().__init__(responder)
        self.idle = idle
        self._traces = {Direction.DOWN: down, Direction.UP: up}

    def loaded(self, direction: Direction) -> Trace | None:
        rtts = self._traces[direction]
        return trace_of(rtts, interval=0.04) if rtts else None


def told(watch: UnderLoad) -> tuple[dict[str, Measurement], dict[str, Gap]]:
    """Measurements and gaps; each metric is told once."""
    found = list(report(watch))
    assert {each.metric for each in found} == EVERYTHING
    assert len(found) == len(EVERYTHING)
    measured = {each.metric: each for each in found if isinstance(each, Measurement)}
    return measured, {each.metric: each for each in found if isinstance(each, Gap)}


def test_a_full_queue_each_way() -> None:
    found, gaps = told(Watched(FULL, [160.0] * 75))
    assert gaps == {}
    assert {metric: found[metric].value for metric in sorted(found) if "quality" not in metric} == {
        "internet.bufferbloat": pytest.approx(140),
        "internet.bufferbloat.grade": "C",
        "internet.jitter.loaded.download": pytest.approx(0, abs=1e-6),
        "internet.jitter.loaded.upload": pytest.approx(0, abs=1e-6),
        "internet.latency.loaded.download": pytest.approx(120),
        "internet.latency.loaded.upload": pytest.approx(160),
        "internet.loss.loaded.download": 0,
        "internet.loss.loaded.upload": 0,
        "internet.responsiveness": pytest.approx(375),
    }
    latency = found["internet.latency.loaded.upload"].method.words
    assert "20.0 ms idle" in latency
    assert "95 % within 160 ms" in latency
    assert "fair" in found["internet.responsiveness"].method.words
    assert "dslreports" in found["internet.bufferbloat.grade"].method.words


def test_the_call_of_the_worse_way_counts() -> None:
    for traces in (FULL, [400.0] * 75), ([400.0] * 75, FULL):
        found, _ = told(Watched(*traces))
        assert found["internet.quality.loaded.r"].value == pytest.approx(rating(200 + 20 + 20 + 25))
        assert found["internet.quality.loaded.mos"].value == pytest.approx(mos(rating(265)))
        assert found["internet.quality.loaded.mos"].samples == 75
        assert "late" in str(found["internet.quality.loaded.meaning"].value)


def test_losses_under_load_have_their_interval() -> None:
    found, _ = told(Watched(FULL, ([120.0] * 9 + [None]) * 10))
    loss = found["internet.loss.loaded.upload"]
    low, high = wilson(10, 100)
    assert (loss.value, loss.low, loss.high, loss.samples) == (10, low * 100, high * 100, 100)
    assert "words are missing" in str(found["internet.quality.loaded.meaning"].value)


def test_a_line_that_seems_to_become_quicker_adds_nothing() -> None:
    found, _ = told(Watched([19.5] * 75, [19.0] * 75))
    bloat = found["internet.bufferbloat"]
    assert (bloat.value, bloat.low, bloat.high) == (0, 0, 0)
    assert found["internet.bufferbloat.grade"].value == "A+"


def test_an_uncertain_grade_says_so() -> None:
    found, _ = told(Watched([*([30.0] * 35), *([60.0] * 40)], [25.0] * 75))
    assert found["internet.bufferbloat.grade"].value == "B (A to B)"


def test_too_few_for_losses_and_a_call() -> None:
    found, gaps = told(Watched(FULL, [120.0] * (FEWEST_CALL - 1)))
    assert {"internet.latency.loaded.upload", "internet.bufferbloat", "internet.responsiveness"} <= set(found)
    assert set(gaps) == {"internet.loss.loaded.upload"} | {metric for metric in gaps if "quality" in metric}
    assert "internet.quality.loaded.mos" in gaps
    gap = gaps["internet.loss.loaded.upload"]
    assert gap.reason.words == "Only 39 probes fell into the upload, too few to judge by."
    assert "four times as often" in gap.remedy.words


def test_a_call_that_is_certainly_poor_is_told_however_few_the_probes() -> None:
    few = FEWEST_CALL - 10
    found, gaps = told(Watched(FULL, [1500.0] * few))
    score = found["internet.quality.loaded.mos"]
    assert score.high is not None
    assert score.high < mos(POOR)
    assert "internet.loss.loaded.upload" in gaps


def test_so_many_that_a_good_line_is_certainly_good_enough() -> None:
    found = call(trace_of(FULL[:FEWEST_CALL]))
    assert found is not None
    assert found.rating.low > POOR


def test_too_few_for_anything() -> None:
    found, gaps = told(Watched(FULL, [120.0] * (FEWEST - 1), responder="127.0.0.1:9"))
    assert set(found) == {f"internet.{name}.loaded.download" for name in ("latency", "jitter", "loss")}
    assert {gap.reason.words for gap in gaps.values()} == {"Only 9 probes fell into the upload, too few to judge by."}
    assert "four times" not in gaps["internet.bufferbloat"].remedy.words, "it is one's own already"


def test_a_way_that_was_never_full() -> None:
    found, gaps = told(Watched([], FULL))
    assert set(found) == {f"internet.{name}.loaded.upload" for name in ("latency", "jitter", "loss")}
    assert {gap.reason.words for gap in gaps.values()} == {"The download ended before it filled the line."}


def test_a_way_that_could_not_be_watched() -> None:
    watch = Watched([], [])
    watch.skip(Direction.DOWN, "It does not tell.", "Ask another.")
    _, gaps = told(watch)
    assert gaps["internet.latency.loaded.download"].reason.words == "It does not tell."
    assert gaps["internet.latency.loaded.upload"].reason.words == "The upload ended before it filled the line."


def test_nobody_to_probe() -> None:
    watch = Watched(FULL, FULL)
    watch.missing = Unavailable("UDP is blocked.", remedy="Unblock it.")
    found, gaps = told(watch)
    assert found == {}
    assert {(gap.reason.words, gap.remedy.words) for gap in gaps.values()} == {("UDP is blocked.", "Unblock it.")}


def test_a_full_line_that_lets_nothing_through() -> None:
    found, gaps = told(Watched(FULL, [None] * 75))
    assert found["internet.loss.loaded.upload"].value == 100
    assert gaps["internet.latency.loaded.upload"].reason.words == "Not one packet came back during the upload."
    assert "internet.quality.loaded.mos" in gaps
    assert all(gap.remedy.words.endswith(".") for gap in gaps.values())


def test_so_few_answers_that_none_follows_another() -> None:
    found, gaps = told(Watched(FULL, [120.0, *[None] * 74]))
    assert "internet.latency.loaded.upload" in found
    assert "Too few packets came back" in gaps["internet.jitter.loaded.upload"].reason.words


@settings(deadline=None)
@given(ROUND_TRIPS, ROUND_TRIPS, ROUND_TRIPS)
def test_whatever_comes_back_each_metric_is_told_once(
    idle: list[float | None], down: list[float | None], up: list[float | None]
) -> None:
    found, gaps = told(Watched(down, up, trace_of(idle)))
    assert all(gap.reason.words.endswith(".") and gap.remedy.words.endswith(".") for gap in gaps.values())
    assert ("internet.bufferbloat" in found) == ("internet.responsiveness" in found)
