"""What the person can do next, in one line."""

from collections.abc import Sequence

from msgspec import Struct

from deskready.core.audit.outcome import Outcome


class Situation(Struct, frozen=True):
    """Where an audit stands."""

    outcomes: Sequence[Outcome]
    """How each check's last run ended."""
    running: bool = False
    """Whether anything runs or waits."""
    told: str = ""
    """What a running check tells the person, or ""."""
    trouble: str = ""
    """Why the audit is not kept on disk, or ""."""
    frozen: str = ""
    """Why nothing can be run, or ""."""
    to_fix: bool = False
    """Whether a check did not pass."""
    partial: bool = False
    """Whether not everything was run that the profile needs."""


def hint(now: Situation) -> str:
    """The line for that situation."""
    if now.running:
        return now.told or "Enter looks at a check, x cancels it, X cancels all."
    if now.trouble:
        return now.trouble
    if now.frozen:
        return f"{now.frozen} It can be read and judged by another profile (p)."
    if now.outcomes and set(now.outcomes) == {Outcome.SKIPPED}:
        return "Everything was left out. c changes what is allowed, a runs all checks."
    if set(now.outcomes) <= {Outcome.NOT_RUN}:
        return "a runs all checks; r runs the selected one."
    if now.to_fix and now.partial:
        return "Not everything was run: f runs the rest, c changes what is allowed, s saves."
    if now.to_fix:
        return "Next: Enter shows how to fix it, f reruns what did not pass, s saves."
    return "Next: s saves the result as a file that you can send."
