from collections.abc import Iterator

import numpy as np
import pytest

from deskready.plugin import Unavailable
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.listening.take import SETTLE_SECONDS, Block, Take

RATE = 8000
BLOCK = 400


def sound(seconds: float) -> Block:
    return np.full(round(RATE * seconds), 0.1, np.float32)


def zeros(seconds: float) -> Block:
    return np.zeros(round(RATE * seconds), np.float32)


def blocks(*parts: Block) -> Iterator[Block]:
    """The parts as they would come, with an empty block now and then."""
    whole = np.concatenate(parts)
    for start in range(0, len(whole), BLOCK):
        yield whole[start : start + BLOCK]
        yield whole[:0]


def read(*parts: Block, seconds: float = 2.0, gated: bool = False) -> State | float:
    """The seconds read after settling, or the state that came instead."""
    take = Take(blocks(*parts), RATE, gated=gated)
    try:
        take.await_sound()
        settled = sum(len(block) for block in take.read(SETTLE_SECONDS))
        assert settled == SETTLE_SECONDS * RATE
        return sum(len(block) for block in take.read(seconds)) / RATE
    except Unavailable as error:
        return State((error.reason, error.remedy))


def test_it_is_as_long_as_asked_to_the_frame() -> None:
    assert read(sound(5), seconds=1.2345) == 1.2345


def test_one_stretch_goes_on_where_the_other_ended() -> None:
    ramp = np.arange(1, 3 * RATE, dtype=np.float32)
    take = Take(blocks(ramp), RATE)
    pieces = [np.concatenate(list(take.read(seconds))) for seconds in (0.111, 0.222, 1)]
    assert [len(piece) for piece in pieces] == [888, 1776, RATE]
    assert np.array_equal(np.concatenate(pieces), ramp[: 888 + 1776 + RATE])


def test_nothing_but_zeros_is_a_muted_microphone() -> None:
    assert read(zeros(4)) is State.MUTED


def test_a_microphone_may_wake_slowly() -> None:
    assert read(zeros(2.5), sound(5)) == 2.0


def test_zeros_after_a_click_are_a_muted_microphone() -> None:
    assert read(sound(0.1), zeros(5)) is State.MUTED


def test_zeros_half_way_are_a_microphone_that_went_silent() -> None:
    assert read(sound(1.5), zeros(5)) is State.WENT_SILENT
    assert read(sound(1.5), zeros(0.55), sound(5)) is State.WENT_SILENT


def test_zeros_that_may_be_a_gate_s_are_left_to_the_reader() -> None:
    assert read(zeros(10), gated=True) == 2.0
    assert read(sound(1), zeros(1), sound(1), gated=True) == 2.0


def test_short_gaps_and_single_zeros_are_sound() -> None:
    assert read(sound(1.5), zeros(0.45), sound(5)) == 2.0
    every_other = sound(5)
    every_other[::2] = 0
    assert read(every_other) == 2.0


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_no_sound(value: float) -> None:
    broken = sound(5)
    broken[RATE] = value
    assert read(broken) is State.NOT_SOUND
