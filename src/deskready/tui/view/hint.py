"""What the person can do next, in one line."""

from collections.abc import Collection

from deskready.core.audit.outcome import Outcome

RUNNING_HINT = "Enter looks at a check, x cancels it, X cancels all."
"""The line while something runs that tells the person nothing."""


def hint(outcomes: Collection[Outcome], *, frozen: str = "", to_fix: bool = False, partial: bool = False) -> str:
    """The line for an audit of which nothing runs.

    Args:
        outcomes: How the last runs of its checks ended.
        frozen: Why nothing can be run, or "".
        to_fix: Whether a check did not pass.
        partial: Whether not everything was run that the profile needs.
    """
    if frozen:
        return f"{frozen} It can be read and judged by another profile (p)."
    if set(outcomes) == {Outcome.SKIPPED}:
        return "Everything was left out. c changes what is allowed, a runs all checks."
    if set(outcomes) <= {Outcome.NOT_RUN}:
        return "a runs all checks; r runs the selected one."
    if to_fix and partial:
        return "Not everything was run: f runs the rest, c changes what is allowed, s saves."
    if to_fix:
        return "Next: Enter shows how to fix it, f reruns what did not pass, s saves."
    return "Next: s saves the result as a file that you can send."
