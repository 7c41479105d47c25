"""A phase of listening that is whole: one with a gap in it starts again, and is never averaged over."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from deskready.plugin import text
from deskready_checks.sound.listening.states import State, Unheard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deskready.plugin import Context
    from deskready_checks.sound.listening.capture import Capture
    from deskready_checks.sound.listening.take import Block, Take

ATTEMPTS = 3
"""How often a phase is begun at most."""
AGAIN_SECONDS = 15.0
"""What it may take to close a stream, to wait, and to open the microphone again."""
AGAIN = text("sound.again", "The sound broke off. It starts again in a moment.")
"""What the person reads meanwhile."""

Result = TypeVar("Result")


def longest(seconds: float) -> float:
    """How long a phase of so many seconds may take with everything that can be started again, for `Check.limit`."""
    return ATTEMPTS * seconds + (ATTEMPTS - 1) * AGAIN_SECONDS


def whole_phase(context: Context, capture: Capture, phase: Callable[[Take], Result], *, gated: bool = False) -> Result:
    """What `phase` makes of sound without a gap.

    After a gap the microphone is opened anew and the phase begins from its start, with nothing of what it heard.

    Args:
        context: Where the person is told of it.
        capture: The recording.
        phase: Reads from the take that it is given, whose first sound has come by then. What depends on the sampling
            rate is made in it.
        gated: Whether the phase itself tells what zeros mean: as `Take`.

    Raises:
        Unavailable: There is nothing to measure, or there were gaps every time. What broke the phase is told rather
            than what the attempt after it found: "it went silent", and not "it is muted".
    """
    from deskready_checks.sound.listening.take import Take

    gap: Unheard | None = None
    for left in reversed(range(ATTEMPTS)):
        try:
            if gap is not None:
                capture.reopen()
            take = Take(_without_loss(capture), capture.rate, gated=gated)
            take.await_sound()
            result = phase(take)
            capture.verify()
        except Unheard as error:
            if gap is not None and not error.state.is_gap:
                raise gap from error
            if not error.state.is_gap or not left:
                raise
            gap = error
            context.instruct(AGAIN)
            context.log(f"{error.reason.words} {error.detail} Starting again.")
        else:
            return result
    raise AssertionError("the last attempt returns or raises")


def _without_loss(capture: Capture) -> Iterator[Block]:
    """The blocks of a recording, until frames are lost. Sound systems stumble when they open: that does not count.

    Raises:
        Unavailable: As `Capture.blocks`, and for lost frames.
    """
    from deskready_checks.sound.listening.take import SETTLE_SECONDS

    heard, lost = 0, capture.overflows
    for block in capture.blocks():
        if heard < SETTLE_SECONDS * capture.rate:
            lost = capture.overflows
        elif capture.overflows > lost:
            raise State.OVERRUN.unavailable("The sound system lost frames.")  # no words: for the log
        heard += len(block)
        yield block
