"""Phases over a pretended recording; the rig breaks real ones off."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from deskready.core.audit.event import Instruct, Logged
from deskready.plugin import Text, Unavailable
from deskready.testing.context import RecordingContext
from deskready_checks.sound.listening.phase import AGAIN, AGAIN_SECONDS, longest, whole_phase
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.listening.take import Block, Take

RATE = 1000
BLOCK = 50
LOST = "frames are lost here"

Part = State | str | float
"""What a recording has next: a state that ends it, lost frames, or seconds of sound."""


class Pretended:
    """A recording that gives one of `recordings` each time that it is opened."""

    def __init__(self, *recordings: tuple[Part, ...], verdict: State | None = None) -> None:
        self.rate = RATE
        self.overflows = 0
        self.reopened = 0
        self._recordings = recordings
        self._verdict = verdict

    def reopen(self) -> None:
        self.reopened += 1
        if not self._recordings[self.reopened]:
            raise State.NO_DEVICE.unavailable()

    def verify(self) -> None:
        if self._verdict:
            raise self._verdict.unavailable()

    def blocks(self) -> Iterator[Block]:
        for part in self._recordings[self.reopened]:
            if isinstance(part, State):
                raise part.unavailable("so they say")
            if isinstance(part, str):
                self.overflows += 1
            else:
                for _ in range(round(part * RATE / BLOCK)):
                    yield np.full(BLOCK, 1.0 + self.reopened, np.float32)


def heard(take: Take) -> list[float]:
    """Every sample of 2 s."""
    return [float(sample) for block in take.read(2.0) for sample in block]


def run(recording: Pretended, phase: Callable[[Take], list[float]] = heard) -> tuple[list[float] | State, list[Text]]:
    """What came of it, and what the person was told."""
    context = RecordingContext()
    found: list[float] | State
    try:
        found = whole_phase(context, recording, phase)  # type: ignore[arg-type]
    except Unavailable as error:
        found = State((error.reason, error.remedy))
    return found, [event.text for event in context.events if isinstance(event, Instruct)]


def test_whole_sound_is_heard_once() -> None:
    recording = Pretended((5.0,))
    assert run(recording) == ([1.0] * 2000, [])
    assert recording.reopened == 0


@pytest.mark.parametrize("gap", [State.STALLED, State.DIED, State.WENT_SILENT, State.OVERRUN])
def test_a_gap_starts_it_again_and_nothing_before_it_counts(gap: State) -> None:
    assert run(Pretended((1.5, gap), (5.0,))) == ([2.0] * 2000, [AGAIN])


def test_lost_frames_are_a_gap_except_at_the_opening() -> None:
    assert run(Pretended((0.2, LOST, 5.0))) == ([1.0] * 2000, [])
    assert run(Pretended((1.0, LOST, 5.0), (5.0,))) == ([2.0] * 2000, [AGAIN])


def test_it_gives_up_after_the_third_gap() -> None:
    recording = Pretended((1.0, State.STALLED), (1.0, State.DIED), (1.0, LOST, 5.0), (5.0,))
    assert run(recording) == (State.OVERRUN, [AGAIN, AGAIN])
    assert recording.reopened == 2


@pytest.mark.parametrize("after", [(), (State.MUTED,), (State.NO_SOUND,)])
def test_what_broke_it_is_told_rather_than_what_is_left(after: tuple[Part, ...]) -> None:
    assert run(Pretended((1.0, State.WENT_SILENT), after)) == (State.WENT_SILENT, [AGAIN])


@pytest.mark.parametrize("state", [State.MUTED, State.NO_SOUND, State.NOT_SOUND])
def test_what_is_no_gap_ends_it_at_once(state: State) -> None:
    assert run(Pretended((1.0, state), (5.0,))) == (state, [])


def test_another_microphone_at_the_end_spoils_it() -> None:
    assert run(Pretended((5.0,), (5.0,), verdict=State.SWITCHED)) == (State.SWITCHED, [])


def test_the_log_says_why_it_started_again() -> None:
    context = RecordingContext()
    whole_phase(context, Pretended((1.0, State.DIED), (5.0,)), heard)  # type: ignore[arg-type]
    assert [event.text for event in context.events if isinstance(event, Logged)] == [
        f"{State.DIED.value[0].words} so they say Starting again."
    ]


def test_the_longest_that_it_may_take() -> None:
    assert longest(15) == 45 + 2 * AGAIN_SECONDS
