"""Stopping everything first, then killing: what the rounds do with processes that move, multiply and refuse."""

from hypothesis import given
from hypothesis import strategies as st

from deskready.engine.guard.rounds import Round, end_all


class Crowd:
    """Imaginary processes, each of which becomes another after every look unless it was stopped.

    Args:
        count: How many there are.
        missed: For each look, how many of those that run have just moved and are not seen.
        immortal: Those that cannot be killed.
    """

    def __init__(self, count: int, missed: list[int], immortal: frozenset[int] = frozenset()) -> None:
        self.running = set(range(1, count + 1))
        self.stopped: set[int] = set()
        self.killed_running = 0
        self._known: set[int] = set()
        self._next = count + 1
        self._missed = missed
        self._immortal = immortal

    def stop_all(self, until: float) -> Round:
        movers = sorted(self.running - self._immortal)[: self._missed.pop() if self._missed else 0]
        seen = (self.running | self.stopped) - set(movers)
        fresh = seen - self._known
        self._known |= seen
        self.stopped |= seen & self.running
        self.running = set(range(self._next, self._next + len(movers)))
        self._next += len(movers)
        return Round(fresh, unsure=bool(movers))

    def kill(self, pid: int) -> bool:
        self.killed_running += pid in self.running
        if pid not in self._immortal:
            self.stopped.discard(pid)
        return pid not in self._immortal

    def lives(self, pid: int) -> bool:
        return pid in self.running | self.stopped


@given(st.integers(0, 50), st.lists(st.integers(0, 50), max_size=9))
def test_however_they_move_none_is_left_and_none_is_killed_while_it_runs(count: int, missed: list[int]) -> None:
    crowd = Crowd(count, missed)
    assert end_all(crowd, 5.0) == ()
    assert not crowd.running | crowd.stopped
    assert crowd.killed_running == 0


def test_what_cannot_be_ended_is_named_at_once() -> None:
    assert end_all(Crowd(5, [], frozenset({2, 4})), 60.0) == (2, 4)


def test_it_gives_up_when_its_time_is_over() -> None:
    class Endless(Crowd):
        def stop_all(self, until: float) -> Round:
            self._next += 1
            self.running = {self._next}
            return Round({self._next})

    assert end_all(Endless(1, []), 0.05) != ()
