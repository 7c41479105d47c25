"""What the head bar shows: profile, progress, time, the verdict in words, and what to do next."""

from msgspec import Struct
from textual.content import Content

from deskready.core.judge.verdict import Judgement, Mark
from deskready.core.words.wording import MARK_SYMBOL, headline
from deskready.tui.view.bar import progress_bar
from deskready.tui.view.palette import MARK_STYLE, READINESS_MARK

_WIDE = 60
"""Cells from which on there is room for a bar."""


class HeadState(Struct, frozen=True):
    """What the head bar shows."""

    profile: str
    """The profile's title."""
    done: int = 0
    """Checks that have ended."""
    total: int = 0
    """Checks of this run."""
    running: bool = False
    elapsed: float = 0.0
    """Seconds since the run began."""
    left: float = 0.0
    """Seconds it will probably take."""
    judgement: Judgement | None = None
    """None until something has been measured."""
    hint: str = ""
    """What to do next."""
    origin: str = ""
    """Where a re-opened audit comes from."""
    fraction: float = 0.0
    """Progress of the whole."""
    listening: bool = False
    """Whether a microphone may be open."""


def head_lines(state: HeadState, width: int) -> list[Content]:
    """The three lines at that width: what it is about, the verdict, what to do next."""
    lines = [_title(state, width), _verdict(state), Content.styled(state.hint, "$foreground-muted")]
    return [line.truncate(width, ellipsis=True) for line in lines]


def _title(state: HeadState, width: int) -> Content:
    left = Content.assemble(
        ("deskready", "bold $text-primary"), ("  for ", "$foreground-muted"), (state.profile, "bold")
    )
    if state.origin:
        left += Content.styled(f"  {state.origin}", "$foreground-muted")
    mark = Content.styled("● Microphone on  ", "bold $text-error") if state.listening else Content("")
    right = mark + _progress(state, width - 2 * mark.cell_length)  # with it, the bar gives way to the profile's name
    room = max(0, width - right.cell_length - 1)
    return (
        left.truncate(room, ellipsis=True).pad_right(max(1, width - min(left.cell_length, room) - right.cell_length))
        + right
    )


def _progress(state: HeadState, width: int) -> Content:
    if not state.running:
        return Content.styled(f"{state.done} of {state.total} done", "$foreground-muted")
    if width < _WIDE:
        return Content.styled(f"{state.done}/{state.total}  {_clock(state.left)} left", "$foreground-muted")
    clock = f" {state.done}/{state.total}  {_clock(state.elapsed)}  about {_clock(state.left)} left"
    return progress_bar(state.fraction, 16) + Content.styled(clock, "$foreground-muted")


def _verdict(state: HeadState) -> Content:
    if state.judgement is None:
        word = "Measuring …" if state.running else "Not measured yet"
        return Content.styled(word, "bold")
    mark = READINESS_MARK[state.judgement.readiness]
    so_far = "So far: " if state.running else ""
    text = Content.styled(f"{so_far}{MARK_SYMBOL[mark]} {headline(state.judgement)}", f"bold {MARK_STYLE[mark]}")
    marks = [verdict.verdict for verdict in state.judgement.verdicts]
    for kind in Mark:
        if number := marks.count(kind):
            text += Content.assemble("   ", (f"{MARK_SYMBOL[kind]} {number}", MARK_STYLE[kind]))
    if state.judgement.partial and not state.running:
        text += Content.styled("   partial", "$foreground-muted")
    return text


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
