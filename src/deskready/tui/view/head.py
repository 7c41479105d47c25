"""What the head bar shows: profile, progress, time, the verdict in words, and what to do next."""

from msgspec import Struct
from textual.content import Content

from deskready.core.declare.consent import OpenMark
from deskready.core.judge.verdict import Judgement, Mark
from deskready.core.words.headline import headline
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.terms import MARK_SYMBOL
from deskready.core.words.text import NOTHING, Name, Text, Words, typed
from deskready.tui.view.bar import progress_bar
from deskready.tui.view.palette import MARK_STYLE, READINESS_MARK

_FOR = message("head.for", "for {profile}")
_DONE = message("head.done", "{done} of {total} done")
_LEFT = message("head.left", "{time} left")
_ABOUT_LEFT = message("head.about-left", "about {time} left")
_MEASURING = text("head.measuring", "Measuring …")
_NOT_YET = text("head.not-yet", "Not measured yet")
_SO_FAR = message("head.so-far", "So far: {verdict}")
_MARKED = message("head.marked", "{symbol} {verdict}")
_PARTIAL = text("head.partial", "partial")
_HERE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands where the profile's title goes; no sentence has it."""
_WIDE = 60
"""Cells from which on there is room for a bar."""


class HeadState(Struct, frozen=True):
    """What the head bar shows."""

    profile: Words
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
    hint: Text = NOTHING
    """What to do next."""
    origin: Text = NOTHING
    """Where a re-opened audit comes from."""
    fraction: float = 0.0
    """Progress of the whole."""
    open: tuple[OpenMark, ...] = ()
    """What may hear or see the person."""


def head_lines(state: HeadState, width: int) -> list[Content]:
    """The three lines at that width: what it is about, the verdict, what to do next."""
    lines = [_title(state, width), _verdict(state), Content.styled(say(state.hint), "$foreground-muted")]
    return [line.truncate(width, ellipsis=True) for line in lines]


def _title(state: HeadState, width: int) -> Content:
    left = Content.assemble(("deskready", "bold $text-primary"), "  ", _what_for(say(state.profile)))
    if state.origin:
        left += Content.styled(f"  {say(state.origin)}", "$foreground-muted")
    mark = Content.styled("".join(f"{say(each.on)}  " for each in state.open), "bold $text-error")
    right = mark + _progress(state, width - 2 * mark.cell_length)  # with it, the bar gives way to the profile's name
    room = max(0, width - right.cell_length - 1)
    return (
        left.truncate(room, ellipsis=True).pad_right(max(1, width - min(left.cell_length, room) - right.cell_length))
        + right
    )


def _what_for(profile: str) -> Content:
    """Which profile it is about, whose title stands out wherever the sentence has it."""
    before, _, after = say(_FOR(profile=typed(_HERE))).partition(_HERE)
    return Content.assemble((before, "$foreground-muted"), (profile, "bold"), (after, "$foreground-muted"))


def _progress(state: HeadState, width: int) -> Content:
    if not state.running:
        return Content.styled(say(_DONE(done=state.done, total=state.total)), "$foreground-muted")
    if width < _WIDE:
        return Content.styled(f"{state.done}/{state.total}  {say(_LEFT(time=_clock(state.left)))}", "$foreground-muted")
    left = say(_ABOUT_LEFT(time=_clock(state.left)))
    clock = f" {state.done}/{state.total}  {_clock(state.elapsed).text}  {left}"
    return progress_bar(state.fraction, 16) + Content.styled(clock, "$foreground-muted")


def _verdict(state: HeadState) -> Content:
    if state.judgement is None:
        return Content.styled(say(_MEASURING if state.running else _NOT_YET), "bold")
    mark = READINESS_MARK[state.judgement.readiness]
    verdict = _MARKED(symbol=typed(MARK_SYMBOL[mark]), verdict=headline(state.judgement))
    line = Content.styled(say(_SO_FAR(verdict=verdict) if state.running else verdict), f"bold {MARK_STYLE[mark]}")
    marks = [verdict.verdict for verdict in state.judgement.verdicts]
    for kind in Mark:
        if number := marks.count(kind):
            line += Content.assemble("   ", (f"{MARK_SYMBOL[kind]} {number}", MARK_STYLE[kind]))
    if state.judgement.partial and not state.running:
        line += Content.styled(f"   {say(_PARTIAL)}", "$foreground-muted")
    return line


def _clock(seconds: float) -> Name:
    return Name(f"{int(seconds) // 60}:{int(seconds) % 60:02d}")
