import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.sound.listening.ring import Ring


@given(st.lists(st.lists(st.integers(0, 7), max_size=4), max_size=20))
@settings(deadline=None)
def test_what_goes_in_comes_out(turns: list[list[int]]) -> None:
    ring, sent, got = Ring(32), 0, []
    for writes in turns:
        for count in writes:
            ring.write(np.arange(sent, sent + count, dtype=np.float32))
            sent += count
        got += ring.read().tolist()
    assert got == list(range(sent))


@pytest.mark.parametrize("counts", [[5, 5], [11], [30]])
def test_what_was_overwritten_is_an_error(counts: list[int]) -> None:
    ring = Ring(8)
    for count in counts:
        ring.write(np.ones(count, np.float32))
    with pytest.raises(OverflowError):
        ring.read()


def test_a_full_ring_is_no_error() -> None:
    ring = Ring(8)
    ring.write(np.arange(8, dtype=np.float32))
    assert ring.read().tolist() == list(range(8))


def test_erasing_forgets_the_sound() -> None:
    ring = Ring(8)
    ring.write(np.ones(8, np.float32))
    ring.erase()
    assert not ring.read().any()
