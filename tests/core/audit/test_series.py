import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready.core.audit import series
from deskready.core.audit.series import LIMIT, GrowingSeries, Series


def grown(count: int) -> Series:
    growing = GrowingSeries("download", "Mbit/s")
    for number in range(count):
        growing.add(number / 10, number)
    return growing.freeze()


def test_every_sample_is_kept_up_to_the_limit() -> None:
    frozen = grown(LIMIT)
    assert LIMIT == 20_000
    assert frozen == Series(
        "download", "Mbit/s", tuple(n / 10 for n in range(LIMIT)), tuple(range(LIMIT)), thinned=False
    )


def test_a_curve_says_what_it_goes_along() -> None:
    growing = GrowingSeries("spectrum", "dBA", "Hz")
    growing.add(31.5, 20.0)
    assert growing.freeze() == Series("spectrum", "dBA", (31.5,), (20.0,), along="Hz")


@pytest.mark.parametrize("count", [LIMIT + 1, LIMIT + 2, 2 * LIMIT, 2 * LIMIT + 1, 5 * LIMIT + 17])
def test_beyond_it_is_thinned_evenly_and_says_so(count: int) -> None:
    frozen = grown(count)
    steps = {int(after - before) for before, after in zip(frozen.v, frozen.v[1:], strict=False)}
    assert frozen.thinned
    assert len(steps) == 1
    assert LIMIT / 2 < len(frozen.v) <= LIMIT
    assert frozen.v[0] == 0
    assert count - frozen.v[-1] <= steps.pop()
    assert [value / 10 for value in frozen.v] == list(frozen.t)


@settings(max_examples=50)
@given(limit=st.integers(1, 15).map(lambda half: 2 * half), count=st.integers(0, 500))
def test_it_stays_bounded_and_even_for_any_even_limit(limit: int, count: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(series, "LIMIT", limit)
        frozen = grown(count)
    steps = {after - before for before, after in zip(frozen.v, frozen.v[1:], strict=False)}
    assert len(frozen.v) <= limit
    assert len(steps) <= 1
    assert frozen.thinned == (count > limit)
