import pytest

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.run import Run
from deskready.core.declare.metric import Gap
from deskready.core.judge.facts import facts_of
from deskready.core.judge.verdict import Fact
from deskready.core.words.text import Text
from helpers.declared import DOWNLOAD, LATENCY, check_info, run

SPEED = check_info(metrics=(DOWNLOAD, LATENCY), remedies={"internet.download": "Use the cable."})


def fact_of(run: Run, metric: str = "internet.download") -> tuple[Outcome, bool, str, str]:
    """Outcome, whether there is a measurement, reason and remedy."""
    fact = facts_of([(SPEED, run)])[metric]
    return fact.outcome, fact.measurement is not None, fact.reason.words, fact.remedy.words


def test_every_declared_metric_has_a_fact() -> None:
    good = run(DOWNLOAD.measured(94.1))
    facts = facts_of([(SPEED, good)])
    assert set(facts) == {"internet.download", "internet.latency"}
    assert facts["internet.download"] == Fact(Outcome.MEASURED, DOWNLOAD.measured(94.1), remedy=Text("Use the cable."))
    assert fact_of(good, "internet.latency") == (
        Outcome.UNAVAILABLE,
        False,
        "Speed did not report it.",
        "Run Speed again.",
    )


def test_a_gap_is_unavailable_with_its_own_words() -> None:
    gap = Gap("internet.latency", Text("No answer."), Text("Ask the firewall."))
    assert facts_of([(SPEED, run(DOWNLOAD.measured(94.1), gaps=(gap,)))])["internet.latency"] == Fact(
        Outcome.UNAVAILABLE, None, Text("No answer."), Text("Ask the firewall.")
    )


def test_a_check_without_a_run_is_not_run() -> None:
    assert fact_of(Run()) == (Outcome.NOT_RUN, False, "Speed has not been run.", "Run Speed.")


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.MEASURED])
def test_what_was_measured_before_a_run_broke_does_not_count(outcome: Outcome) -> None:
    broken = fact_of(run(DOWNLOAD.measured(94.1), outcome=outcome, reason="It broke."))
    silent = fact_of(run(outcome=outcome))
    if outcome is Outcome.NOT_RUN:
        assert broken == silent == (outcome, False, "Speed has not been run.", "Run Speed.")
    else:
        assert broken == (outcome, False, "It broke.", "Run Speed again.")
        assert silent == (outcome, False, "Speed was not measured.", "Run Speed again.")
