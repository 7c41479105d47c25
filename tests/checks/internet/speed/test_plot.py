"""The live series, with a counter that is set by hand."""

import time

import pytest

from deskready.core.audit.event import Sample
from deskready.testing.context import RecordingContext
from deskready_checks.internet.speed.plot import Plot


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock)
    return clock


def points(context: RecordingContext) -> list[tuple[float, float]]:
    return [(event.t, event.v) for event in context.events if isinstance(event, Sample)]


def test_bytes_can_be_had_back_from_the_points(clock: Clock) -> None:
    context, counted = RecordingContext(), [1000]
    plot = Plot(context, "download", "", lambda: counted[0])
    for seconds, moved in ((0.1, 5000), (0.3, 0), (0.05, 123)):
        clock.now += seconds
        counted[0] += moved
        plot.sample()
    found = points(context)
    assert found[0][1] == 0
    total = sum(v * (t - found[n][0]) for n, (t, v) in enumerate(found[1:]))
    assert total * 1e6 / 8 == pytest.approx(5123)


def test_batches_are_whole_seconds_since_the_beginning(clock: Clock) -> None:
    counted = [0]
    plot = Plot(RecordingContext(), "download", "", lambda: counted[0])
    clock.now, counted[0] = 101.5, 10**9
    plot.sample()
    plot.begin()
    for _ in range(25):
        clock.now += 0.125
        counted[0] += 125_000
        plot.sample()
    assert plot.batches == pytest.approx([8.0, 8.0, 8.0])
    assert plot.mean == pytest.approx(8.0)


def test_a_count_that_steps_back_is_no_negative_rate(clock: Clock) -> None:
    context, counted = RecordingContext(), [1000]
    plot = Plot(context, "upload", "", lambda: counted[0])
    for count in (9000, 8000, 9500):
        clock.now += 1
        counted[0] = count
        plot.sample()
    assert [round(v * 1e6 / 8) for _, v in points(context)] == [0, 8000, 0, 500]


def test_two_points_at_the_same_moment(clock: Clock) -> None:
    context = RecordingContext()
    Plot(context, "download", "", lambda: 7).sample()
    assert [v for _, v in points(context)] == [0, 0]
