"""What the person can do next, in one line."""

from collections.abc import Collection

from deskready.core.audit.outcome import Outcome
from deskready.core.words.message import message, sentences
from deskready.core.words.terms import SAVED_ELSEWHERE
from deskready.core.words.text import NOTHING, Text, typed

RUNNING_HINT = message("hint.running", "{enter} looks at a check, {x} cancels it, {all} cancels all.")(
    enter=typed("Enter"), x=typed("x"), all=typed("X")
)
"""The line while something runs that tells the person nothing."""
_FROZEN = message("hint.frozen", "{reason} It can be read and judged by another profile ({key}).")
ELSEWHERE = _FROZEN(reason=SAVED_ELSEWHERE, key=typed("p"))
"""The line for an audit that was made on another computer."""
_LEFT_OUT = message("hint.left-out", "Everything was left out. {c} changes what is allowed, {a} runs all checks.")(
    c=typed("c"), a=typed("a")
)
_NOTHING_YET = message("hint.nothing-yet", "{a} runs all checks; {r} runs the selected one.")(
    a=typed("a"), r=typed("r")
)
_REST = message("hint.rest", "Not everything was run: {f} runs the rest, {c} changes what is allowed, {s} saves.")(
    f=typed("f"), c=typed("c"), s=typed("s")
)
_FIX = message("hint.fix", "Next: {enter} shows how to fix it, {f} reruns what did not pass, {s} saves.")(
    enter=typed("Enter"), f=typed("f"), s=typed("s")
)
_SAVE = message("hint.save", "Next: {s} saves the result as a file that you can send.")(s=typed("s"))


def hint(
    outcomes: Collection[Outcome],
    cause: tuple[Text, Text] = (NOTHING, NOTHING),
    *,
    frozen: Text = NOTHING,
    to_fix: bool = False,
    partial: bool = False,
) -> Text:
    """The line for an audit of which nothing runs.

    Args:
        outcomes: How the last runs of its checks ended.
        cause: The fault on which most hangs, and what to do about it.
        frozen: The line where nothing can be run, or nothing.
        to_fix: Whether a check did not pass.
        partial: Whether not everything was run that the profile needs.
    """
    if frozen:
        return frozen
    if set(outcomes) == {Outcome.SKIPPED}:
        return _LEFT_OUT
    if set(outcomes) <= {Outcome.NOT_RUN}:
        return _NOTHING_YET
    if cause[0]:
        return sentences(*cause)
    if to_fix:
        return _REST if partial else _FIX
    return _SAVE
