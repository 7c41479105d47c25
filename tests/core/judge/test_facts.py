import pytest

from deskready.core.audit.outcome import Outcome
from deskready.core.declare.metric import Gap
from deskready.core.judge.facts import facts_of
from deskready.core.judge.verdict import Fact
from helpers.declared import DOWNLOAD, LATENCY, attempt, check_info

SPEED = check_info(metrics=(DOWNLOAD, LATENCY), remedies={"internet.download": "Use the cable."})


def test_every_declared_metric_has_a_fact() -> None:
    facts = facts_of([(SPEED, attempt(DOWNLOAD.measured(94.1)))])
    assert facts == {
        "internet.download": Fact(Outcome.MEASURED, DOWNLOAD.measured(94.1), remedy="Use the cable."),
        "internet.latency": Fact(Outcome.UNAVAILABLE, None, "Speed did not report it.", "Run Speed again."),
    }


def test_a_gap_is_unavailable_with_its_own_words() -> None:
    run = attempt(DOWNLOAD.measured(94.1), gaps=(Gap("internet.latency", "No answer.", "Ask the firewall."),))
    assert facts_of([(SPEED, run)])["internet.latency"] == Fact(
        Outcome.UNAVAILABLE, None, "No answer.", "Ask the firewall."
    )


def test_a_check_without_a_run_is_not_run() -> None:
    assert facts_of([(SPEED, None)])["internet.download"] == Fact(
        Outcome.NOT_RUN, None, "Speed has not been run.", "Run Speed."
    )


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.MEASURED])
def test_what_was_measured_before_a_run_broke_does_not_count(outcome: Outcome) -> None:
    run = attempt(DOWNLOAD.measured(94.1), outcome=outcome, reason="It broke.")
    assert facts_of([(SPEED, run)])["internet.download"] == Fact(outcome, None, "It broke.", "Run Speed again.")
    silent = attempt(outcome=outcome)
    assert facts_of([(SPEED, silent)])["internet.download"].reason == "Speed was not measured."
