import pytest

from deskready.core.declare.use import Use
from deskready.engine.estimate import Load, estimate

N, C, R, M = Use.NETWORK, Use.CPU, Use.ROOM, Use.MACHINE


def load(seconds: float, *uses: Use) -> Load:
    return frozenset(uses), seconds


@pytest.mark.parametrize(
    ("loads", "seconds"),
    [
        ([], 0),
        ([load(3)], 3),
        ([load(2, N), load(2, R), load(2)], 2),  # what shares nothing overlaps
        ([load(2, N), load(3, N)], 5),  # what shares, waits
        ([load(1, M), load(2, N), load(3, R)], 4),  # the machine at rest comes first, by itself
        ([load(1, M), load(1, M)], 2),
        ([load(2, N, R), load(2, N), load(2, R)], 4),
        ([load(2, C), load(2, C), load(2, C), load(2, C)], 8 / 3),  # three of four cores
        ([load(4)] * 16, 8),  # eight at once
    ],
)
def test_as_long_as_the_longest_chain(loads: list[Load], seconds: float) -> None:
    assert estimate(loads, cores=4) == pytest.approx(seconds)


def test_one_core_is_shared_by_nobody() -> None:
    assert estimate([load(2, C), load(2, C)], cores=1) == 4


def test_hundreds_of_runs_cost_next_to_nothing() -> None:
    import time

    loads = [load(1.0, N, R)] * 500
    begun = time.perf_counter()
    for _ in range(20):
        estimate(loads)
    assert time.perf_counter() - begun < 0.5  # measured: 4 ms; a second of repainting at 20 Hz asks so often
