from hypothesis import given
from hypothesis import strategies as st

from deskready_responder.bucket import Bucket, Buckets


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@given(st.floats(0.5, 50), st.lists(st.floats(0, 0.3), max_size=200))
def test_no_more_is_granted_than_rate_and_one_burst(rate: float, pauses: list[float]) -> None:
    clock = Clock()
    bucket = Bucket(rate, clock)
    granted = 0
    for pause in pauses:
        clock.now += pause
        granted += bucket.grant()
    assert granted <= max(rate, 1) + clock.now * rate + 1e-6


def test_what_is_used_up_comes_back() -> None:
    clock = Clock()
    bucket = Bucket(2, clock)
    assert [bucket.grant() for _ in range(3)] == [True, True, False]
    clock.now = 0.5
    assert [bucket.grant() for _ in range(2)] == [True, False]
    clock.now = 100
    assert [bucket.grant() for _ in range(3)] == [True, True, False]


def test_each_key_has_its_own_and_all_have_one_together() -> None:
    buckets = Buckets(2, 3, clock=Clock())
    assert [buckets.grant(key) for key in "aaabbc"] == [True, True, False, True, False, False]


def test_keys_are_forgotten_and_the_total_still_holds() -> None:
    buckets = Buckets(1, 50, capacity=10, clock=Clock())
    assert sum(buckets.grant(str(n)) for n in range(1000)) == 50
    assert len(buckets) == 10
