"""What is missing, below the panels: checks that cannot be used, and requirements that no check measures."""

from collections.abc import Sequence

from textual.content import Content

from deskready.core.declare.check_info import CheckInfo, Problem
from deskready.core.judge.verdict import Judgement, Mark
from deskready.core.words.message import counted, message, row, text
from deskready.core.words.say import say
from deskready.core.words.terms import LEVEL_WORD, MARK_SYMBOL
from deskready.core.words.text import typed
from deskready.tui.view.palette import MARK_STYLE

NOTHING = (
    text("notices.none", "No check is installed."),
    message(
        "notices.install",
        "deskready finds checks through the packages installed beside it. Install it again ({command}), or put a check "
        "of your own into your checks folder.",
    )(command=typed("pip install --force-reinstall deskready")),
)
"""In place of panels where there is none, a paragraph each."""
_UNCOVERED = counted(
    "notices.uncovered",
    "{count} requirement that no installed check measures",
    "{count} requirements that no installed check measures",
)
_METRIC = message("notices.metric", "{metric} ({level})")
_INSTALL_EACH = message(
    "notices.install-each", "{metrics}. Install or enable a check for each, or choose another profile."
)
_UNUSABLE = counted(
    "notices.unusable", "{count} installed check cannot be used", "{count} installed checks cannot be used"
)


def notices(problems: Sequence[Problem], checks: Sequence[CheckInfo], judgement: Judgement) -> Content:
    """One line for each, under a heading; empty where nothing is missing."""
    blocks = [block for block in (_uncovered(checks, judgement), _unusable(problems)) if block]
    return Content("\n\n").join(Content("\n").join(block) for block in blocks)


def _uncovered(checks: Sequence[CheckInfo], judgement: Judgement) -> list[Content]:
    known = {metric.id for info in checks for metric in info.metrics}
    missing = [verdict for verdict in judgement.verdicts if verdict.metric not in known]
    if not missing:
        return []
    heading = Content.styled(say(_UNCOVERED(count=len(missing))), "bold")
    sign = Content.styled(f"{MARK_SYMBOL[Mark.UNKNOWN]} ", MARK_STYLE[Mark.UNKNOWN])
    metrics = (_METRIC(metric=typed(verdict.metric), level=LEVEL_WORD[verdict.level]) for verdict in missing)
    return [heading, sign + Content(say(_INSTALL_EACH(metrics=row(*metrics))))]


def _unusable(problems: Sequence[Problem]) -> list[Content]:
    if not problems:
        return []
    lines = [Content.styled(say(_UNUSABLE(count=len(problems))), "bold $text-warning")]
    for problem in problems:
        where = f"  {problem.origin.name} ({say(problem.origin.source)}): "
        lines.append(Content.assemble((where, "$text-warning"), say(problem.reason)))
    return lines
