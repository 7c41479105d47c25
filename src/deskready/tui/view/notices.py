"""What is missing, below the panels: checks that cannot be used, and requirements that no check measures."""

from collections.abc import Sequence

from textual.content import Content

from deskready.core.declare.check_info import CheckInfo, Problem
from deskready.core.judge.verdict import Judgement, Mark
from deskready.core.words.wording import MARK_SYMBOL, count
from deskready.tui.view.palette import MARK_STYLE

NOTHING = (
    "No check is installed.\n\n"
    "deskready finds checks through the packages installed beside it. Install it again "
    "(pip install --force-reinstall deskready), or put a check of your own into your checks folder."
)
"""In place of panels where there is none."""


def notices(problems: Sequence[Problem], checks: Sequence[CheckInfo], judgement: Judgement) -> Content:
    """One line for each, under a heading; empty where nothing is missing."""
    blocks = [block for block in (_uncovered(checks, judgement), _unusable(problems)) if block]
    return Content("\n\n").join(Content("\n").join(block) for block in blocks)


def _uncovered(checks: Sequence[CheckInfo], judgement: Judgement) -> list[Content]:
    known = {metric.id for info in checks for metric in info.metrics}
    missing = [verdict for verdict in judgement.verdicts if verdict.metric not in known]
    if not missing:
        return []
    heading = Content.styled(f"{count(len(missing), 'requirement')} that no installed check measures", "bold")
    sign = Content.styled(f"{MARK_SYMBOL[Mark.UNKNOWN]} ", MARK_STYLE[Mark.UNKNOWN])
    names = ", ".join(f"{verdict.metric} ({verdict.level})" for verdict in missing)
    return [heading, sign + Content(f"{names}. Install or enable a check for each, or choose another profile.")]


def _unusable(problems: Sequence[Problem]) -> list[Content]:
    if not problems:
        return []
    lines = [Content.styled(f"{count(len(problems), 'installed check')} cannot be used", "bold $text-warning")]
    for problem in problems:
        where = f"  {problem.origin.name} ({problem.origin.package}): "
        lines.append(Content.assemble((where, "$text-warning"), problem.reason))
    return lines
