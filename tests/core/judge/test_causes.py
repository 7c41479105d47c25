"""Causes: what hangs on each, which one is told, and that no two statements contradict, for every check there is."""

from importlib.metadata import entry_points
from itertools import product

import pytest
from msgspec import structs

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.run import Run
from deskready.core.declare.cause import Cause
from deskready.core.declare.check_info import CheckInfo, Origin, describe
from deskready.core.declare.metric import Gap, Kind, Metric
from deskready.core.judge.causes import MEND_FIRST, tell
from deskready.core.judge.facts import facts_of
from deskready.core.words.text import NOTHING, Text
from helpers.declared import DOWNLOAD, check_info

SMALL = Cause("toy.small", Text("The small thing broke."), Text("Mend the small thing."))
LARGE = Cause("toy.large", Text("The large thing broke."), Text("Mend the large thing."), hides=(SMALL.id,))
OPEN = Cause("toy.open", Text("It broke somehow."))
SPEED = check_info()
OTHER = check_info("toy.other", (Metric("toy.other", Text("Other")),))
INFOS = tuple(
    describe(each.load(), Origin(each.name, each.value, "deskready")) for each in entry_points(group="deskready.checks")
)
CAUSES = {cause.id: cause for info in INFOS for cause in info.causes}


def unavailable(cause: Cause, remedy: Text = NOTHING) -> Run:
    return Run(Outcome.UNAVAILABLE, reason=Text("So."), remedy=remedy or cause.remedy, cause=cause)


def test_without_a_cause_nothing_changes() -> None:
    runs = ((SPEED, Run(Outcome.UNAVAILABLE, reason=Text("So."), remedy=Text("Do."))),)
    assert tell(runs) == (runs, ())


def test_a_gap_and_a_run_hang_on_one_cause() -> None:
    gap = Gap(DOWNLOAD.id, Text("So."), Text("Do."), SMALL.by("seen here"))
    told = tell([(SPEED, Run(Outcome.MEASURED, gaps=(gap,))), (OTHER, unavailable(SMALL))])
    (story,) = told.stories
    assert (story.cause.id, story.cause.evidence) == (SMALL.id, Text("seen here"))
    assert story.checks == (SPEED.id, "toy.other")
    assert story.metrics == (DOWNLOAD.id, "toy.other")
    (_, first), (_, second) = told.runs
    for said in (first.gaps[0], second):
        assert (said.reason, said.remedy) == (SMALL.title, MEND_FIRST)


def test_what_is_behind_both_is_told_alone() -> None:
    told = tell([(SPEED, unavailable(SMALL)), (OTHER, unavailable(LARGE))])
    assert [story.cause.id for story in told.stories] == [LARGE.id]
    assert told.stories[0].checks == (SPEED.id, OTHER.id)
    assert {run.reason for _, run in told.runs} == {LARGE.title}


def test_causes_that_hide_each_other_come_to_an_end() -> None:
    one, other = structs.replace(SMALL, hides=(LARGE.id,)), LARGE
    assert tell([(SPEED, unavailable(one)), (OTHER, unavailable(other))]).stories


def test_a_cause_without_a_remedy_has_that_of_whoever_met_it() -> None:
    (story,) = tell([(SPEED, unavailable(OPEN, Text("Look at HTTPS_PROXY.")))]).stories
    assert story.cause.remedy.words == "Look at HTTPS_PROXY."


def test_what_denies_a_cause_that_another_met_is_left_out() -> None:
    good = Run(Outcome.MEASURED, measurements=(DOWNLOAD.measured(1.0, denies=(SMALL,)),))
    assert tell([(SPEED, good)]).runs[0][1] == good
    told = tell([(SPEED, good), (OTHER, unavailable(LARGE)), (OTHER, unavailable(SMALL))])
    run = told.runs[0][1]
    assert run.measurements == ()
    assert LARGE.title.words in run.gaps[0].reason.words
    assert facts_of(told.runs)[DOWNLOAD.id].outcome is Outcome.UNAVAILABLE


def test_a_value_that_comes_of_a_cause_points_to_it() -> None:
    run = Run(Outcome.MEASURED, measurements=(DOWNLOAD.measured(0.1, cause=SMALL),))
    told = tell([(SPEED, run)])
    assert told.stories[0].metrics == (DOWNLOAD.id,)
    assert facts_of(told.runs)[DOWNLOAD.id].remedy == MEND_FIRST


VALUES: dict[Kind, float | str | bool] = {Kind.NUMBER: 1.0, Kind.TEXT: "so.", Kind.FLAG: True}


def _all_denied(info: CheckInfo) -> Run:
    """A run that measured everything, and rules out every cause that its check may meet."""
    found = tuple(metric.measured(VALUES[metric.kind], denies=info.causes) for metric in info.metrics)
    return Run(Outcome.MEASURED, measurements=found)


@pytest.mark.parametrize("cause", CAUSES.values(), ids=CAUSES)
def test_of_every_cause_all_checks_tell_the_same(cause: Cause) -> None:
    meet = [info for info in INFOS if cause in info.causes]
    for first, second in product(meet, meet):
        if first.id == second.id:
            continue
        for run in (unavailable(cause), _all_denied(second)):
            told = tell([(first, unavailable(cause)), (second, run)])
            (story,) = told.stories
            assert story.checks == (first.id, second.id)
            facts = facts_of(told.runs)
            assert {fact.outcome for fact in facts.values()} == {Outcome.UNAVAILABLE}
            assert all(cause.title.words in fact.reason.words for fact in facts.values())
            assert {fact.remedy for fact in facts.values()} == {MEND_FIRST}


@pytest.mark.parametrize(("one", "other"), list(product(CAUSES, CAUSES)))
def test_of_two_causes_at_most_one_is_told_for_a_check(one: str, other: str) -> None:
    pairs = [(info, unavailable(CAUSES[each])) for info, each in zip(INFOS, (one, other), strict=False)]
    told = tell(pairs)
    titles = {story.cause.title.words for story in told.stories}
    assert {run.reason.words for _, run in told.runs} == titles
    hidden = {each for story in told.stories for each in story.cause.hides}
    assert not hidden & {story.cause.id for story in told.stories}


def test_a_cause_is_declared_the_same_everywhere() -> None:
    assert len(CAUSES) >= 11
    for info in INFOS:
        for cause in info.causes:
            assert cause == CAUSES[cause.id]
            assert set(cause.hides) <= set(CAUSES)
            assert cause.title.words.endswith(".")
