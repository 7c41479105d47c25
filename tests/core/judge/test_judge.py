import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready.core.audit.outcome import Outcome
from deskready.core.declare.metric import Measurement
from deskready.core.declare.unit import Value
from deskready.core.judge.judge import judge, readiness, worst
from deskready.core.judge.verdict import Fact, Mark, Readiness, Verdict
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.words.text import NOTHING, Text
from helpers.declared import profile

GOOD, BAD = Measurement("a.b", Text("B"), 30, ""), Measurement("a.b", Text("B"), 1, "")


def verdict(mark: Mark, level: Level = Level.REQUIRED) -> Verdict:
    return Verdict("a.b", mark, False, 10, None, None, None, level, NOTHING, NOTHING, "")


def marked(line: Requirement, fact: Fact | None) -> Mark:
    return judge(profile(line), {} if fact is None else {line.metric: fact}).verdicts[0].verdict


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(
    "fact",
    [
        None,
        *(Fact(outcome) for outcome in Outcome),
        *(Fact(outcome, GOOD) for outcome in Outcome if outcome is not Outcome.MEASURED),
    ],
)
def test_missing_never_passes(fact: Fact | None, level: Level) -> None:
    skipped = fact is not None and fact.outcome is Outcome.SKIPPED
    line = Requirement("a.b", minimum=10, level=level)
    assert marked(line, fact) is (Mark.SKIPPED if skipped else Mark.UNKNOWN)


@given(
    st.builds(
        Requirement,
        metric=st.just("a.b"),
        minimum=st.none() | st.integers(-5, 5),
        maximum=st.none() | st.integers(-5, 5),
        recommended=st.none() | st.integers(-5, 5) | st.sampled_from(["x", True, ("x", "y")]),
        allowed=st.none() | st.sampled_from([("x",), (True,)]),
        better=st.sampled_from(["", "higher", "lower"]),
        unit=st.sampled_from(["", "ms"]),
    ),
    st.none() | st.builds(Fact, st.sampled_from(Outcome)),
)
def test_missing_never_passes_whatever_the_line_says(line: Requirement, fact: Fact | None) -> None:
    judgement = judge(profile(line), {} if fact is None else {"a.b": fact})
    assert judgement.verdicts[0].verdict in (Mark.UNKNOWN, Mark.SKIPPED)
    assert judgement.readiness is Readiness.UNDECIDED


@pytest.mark.parametrize("value", ["fast", True])
def test_a_value_of_another_sort_is_unknown(value: Value) -> None:
    fact = Fact(Outcome.MEASURED, Measurement("a.b", Text("B"), value))
    assert marked(Requirement("a.b", minimum=10), fact) is Mark.UNKNOWN


def test_a_value_in_another_unit_is_unknown() -> None:
    fact = Fact(Outcome.MEASURED, Measurement("a.b", Text("B"), 30, "ms"))
    assert marked(Requirement("a.b", maximum=100, unit="s"), fact) is Mark.UNKNOWN


def test_a_verdict_carries_the_line_it_judges() -> None:
    line = Requirement(
        "a.b", minimum=10, recommended=25, level=Level.WHEN_MEASURED, source="Employers.", label=Text("B")
    )
    found = judge(profile(line), {"a.b": Fact(Outcome.MEASURED, BAD, remedy=Text("Buy more."))}).verdicts[0]
    assert (found.metric, found.verdict, found.borderline) == ("a.b", Mark.FAIL, False)
    assert (found.minimum, found.maximum, found.allowed, found.recommended) == (10, None, None, 25)
    assert (found.level, found.source, found.remedy.words) == (Level.WHEN_MEASURED, "Employers.", "Buy more.")
    assert found.message.words == "B: 1 is not good enough; asked for is at least 10, better 25."


def rule(marks: tuple[tuple[Mark, Level], ...]) -> Readiness:
    """The table of the design, said another way than in the code."""
    required = [mark for mark, level in marks if level is Level.REQUIRED]
    measured = [mark for mark, level in marks if level is Level.WHEN_MEASURED]
    advice = [mark for mark, level in marks if level is Level.ADVISORY]
    if Mark.FAIL in required + measured:
        return Readiness.NOT_READY
    if {Mark.UNKNOWN, Mark.SKIPPED} & set(required):
        return Readiness.UNDECIDED
    if Mark.WARN in required + measured or set(advice) - {Mark.PASS}:
        return Readiness.WARNINGS
    return Readiness.READY


def test_readiness_follows_the_first_rule_that_applies() -> None:
    lines = list(itertools.product(Mark, Level))
    for count in range(4):
        for marks in itertools.combinations(lines, count):
            for order in (marks, marks[::-1]):
                verdicts = tuple(verdict(mark, level) for mark, level in order)
                assert readiness(verdicts) is rule(order), order


@pytest.mark.parametrize(
    ("mark", "level", "expected"),
    [
        (Mark.FAIL, Level.REQUIRED, Readiness.NOT_READY),
        (Mark.FAIL, Level.WHEN_MEASURED, Readiness.NOT_READY),
        (Mark.FAIL, Level.ADVISORY, Readiness.WARNINGS),
        (Mark.UNKNOWN, Level.REQUIRED, Readiness.UNDECIDED),
        (Mark.SKIPPED, Level.REQUIRED, Readiness.UNDECIDED),
        (Mark.UNKNOWN, Level.WHEN_MEASURED, Readiness.READY),
        (Mark.SKIPPED, Level.WHEN_MEASURED, Readiness.READY),
        (Mark.UNKNOWN, Level.ADVISORY, Readiness.WARNINGS),
        (Mark.WARN, Level.WHEN_MEASURED, Readiness.WARNINGS),
        (Mark.PASS, Level.REQUIRED, Readiness.READY),
    ],
)
def test_readiness_of_one_line(mark: Mark, level: Level, expected: Readiness) -> None:
    assert readiness((verdict(Mark.PASS), verdict(mark, level))) is expected


@pytest.mark.parametrize("outcome", Outcome)
def test_partial_means_that_something_needed_was_not_run(outcome: Outcome) -> None:
    lines = profile(Requirement("a.b", minimum=10), Requirement("a.c", minimum=10))
    facts = {"a.b": Fact(Outcome.MEASURED, GOOD), "a.c": Fact(outcome, GOOD)}
    assert judge(lines, facts).partial is (outcome in (Outcome.NOT_RUN, Outcome.CANCELLED, Outcome.SKIPPED))


def test_what_the_profile_does_not_name_does_not_make_it_partial() -> None:
    facts = {"a.b": Fact(Outcome.MEASURED, GOOD), "a.z": Fact(Outcome.NOT_RUN)}
    assert not judge(profile(Requirement("a.b", minimum=10)), facts).partial


def test_the_worst_verdict_stands_for_several() -> None:
    assert worst(Mark) is Mark.FAIL
    assert worst([Mark.PASS, Mark.UNKNOWN, Mark.WARN]) is Mark.UNKNOWN
    assert worst([Mark.PASS, Mark.SKIPPED]) is Mark.SKIPPED
