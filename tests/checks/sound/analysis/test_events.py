from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from deskready_checks.sound.analysis.events import find_events
from deskready_checks.sound.analysis.weighting import HOPS_PER_SECOND, AWeighting, FastWeighting
from helpers.scenes import bangs, noises
from helpers.scenes.sound import RATE, Sound, at, gained, mixed, placed

SECONDS = 12.0
HOP = 1 / HOPS_PER_SECOND


def found_in(sound: Sound) -> list[tuple[float, float, float]]:
    """Start, length and level of every event."""
    weighted = AWeighting(RATE).process(sound)
    fast = np.array(FastWeighting(RATE).process(weighted))
    return [(each.start, each.seconds, each.above) for each in find_events(fast[50:], HOP)]


def levels(*steps: tuple[float, float]) -> NDArray[np.float64]:
    """F-weighted powers of a sound that stands at so many dB for so many seconds."""
    powers = np.concatenate([np.full(round(seconds / HOP), 10 ** (decibels / 10)) for decibels, seconds in steps])
    fast, keep = [float(powers[0])], np.exp(-HOP / 0.125)
    for power in powers:
        fast.append(keep * fast[-1] + (1 - keep) * power)
    return np.array(fast)


@pytest.mark.parametrize(
    ("pause", "events"), [(0.1, [(1.0, 0.7)]), (0.45, [(1.0, 1.05)]), (0.6, [(1.0, 0.3), (1.9, 0.3)])]
)
def test_short_pauses_do_not_end_an_event(pause: float, events: list[tuple[float, float]]) -> None:
    fast = levels((-60, 1.0), (-45, 0.3), (-60, pause), (-45, 0.3), (-60, 3))
    found = find_events(fast, HOP)
    np.testing.assert_allclose([(each.start, each.seconds) for each in found], events, atol=0.07)
    assert [each.end for each in found] == pytest.approx([start + seconds for start, seconds in events], abs=0.07)
    assert all(13 < each.above < 15 for each in found)  # in 0.3 s F-weighting does not quite get there


def test_what_does_not_stand_out_by_10_db_is_no_event() -> None:
    for above, count in ((9.8, 0), (10.2, 1)):
        fast = levels((-60, 2), (-60 + above, 1.0), (-60, 2))
        assert len(find_events(fast, HOP)) == count


def test_a_room_that_is_loud_for_most_of_the_time_still_has_a_background() -> None:
    fast = levels((-60, 1), (-40, 5), (-60, 1))
    assert [each.seconds for each in find_events(fast, HOP)] == pytest.approx([5], abs=0.1)


def test_nothing_has_no_events() -> None:
    assert find_events(np.zeros(0), HOP) == ()
    assert find_events(np.zeros(100), HOP) == ()


@pytest.mark.parametrize(
    ("make", "starts", "length"),
    [
        (bangs.door, (2.0, 7.5), (0.1, 0.8)),
        (bangs.knock, (1.5, 4.0, 9.0), (0.05, 0.4)),
        (bangs.knocks, (3.0,), (0.4, 1.0)),
        (bangs.bark, (1.2, 5.0, 8.0), (0.15, 0.5)),
        (bangs.barks, (2.0, 8.0), (0.9, 1.5)),
    ],
)
def test_scripted_disturbances_are_counted_exactly(
    make: Callable[[], Sound], starts: tuple[float, ...], length: tuple[float, float]
) -> None:
    room = at(noises.room(SECONDS, 3), -60)
    found = found_in(mixed(room, *(placed(SECONDS, (start, gained(make(), -20))) for start in starts)))
    assert [start for start, _, _ in found] == pytest.approx([start - 0.5 for start in starts], abs=0.03)
    assert [length[0] < seconds < length[1] for _, seconds, _ in found] == [True] * len(starts), found
    assert [10 < above < 50 for _, _, above in found] == [True] * len(starts), found


@pytest.mark.parametrize("name", ["white", "pink", "fan", "traffic", "rain", "room"])
def test_noises_have_no_events(name: str) -> None:
    assert found_in(at(getattr(noises, name)(SECONDS, 8), -40)) == []


def test_hum_has_no_events() -> None:
    assert found_in(at(noises.hum(SECONDS, 50, 8), -40)) == []
