"""What the person can do next, in one line."""

from collections.abc import Collection

from deskready.core.audit.outcome import Outcome
from deskready.core.words.message import message, sentences
from deskready.core.words.terms import SAVED_ELSEWHERE
from deskready.core.words.text import NOTHING, Text
from deskready.tui.view import keys
from deskready.tui.view.keys import key

RUNNING_HINT = message("hint.running", "{look} looks at a check, {cancel} cancels it, {all} cancels all.")(
    look=key(keys.LOOK), cancel=key(keys.CANCEL), all=key(keys.CANCEL_ALL)
)
"""The line while something runs that tells the person nothing."""
_FROZEN = message("hint.frozen", "{reason} It can be read and judged by another profile ({key}).")
ELSEWHERE = _FROZEN(reason=SAVED_ELSEWHERE, key=key(keys.PROFILE))
"""The line for an audit that was made on another computer."""
_LEFT_OUT = message(
    "hint.left-out", "Everything was left out. {allow} changes what is allowed, {all} runs all checks."
)(allow=key(keys.ALLOW), all=key(keys.RUN_ALL))
_NOTHING_YET = message("hint.nothing-yet", "{all} runs all checks; {one} runs the selected one.")(
    all=key(keys.RUN_ALL), one=key(keys.RERUN)
)
_REST = message(
    "hint.rest", "Not everything was run: {rest} runs the rest, {allow} changes what is allowed, {save} saves."
)(rest=key(keys.RERUN_REST), allow=key(keys.ALLOW), save=key(keys.SAVE))
_FIX = message("hint.fix", "Next: {look} shows how to fix it, {rest} reruns what did not pass, {save} saves.")(
    look=key(keys.LOOK), rest=key(keys.RERUN_REST), save=key(keys.SAVE)
)
_SAVE = message("hint.save", "Next: {save} saves the result as a file that you can send.")(save=key(keys.SAVE))


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
