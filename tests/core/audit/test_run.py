import msgspec
import pytest

from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.audit.run import Run
from deskready.core.audit.series import Series
from deskready.core.declare.metric import Gap
from deskready.core.declare.option import Chosen
from deskready.core.words.text import NOTHING, Text
from helpers.any_text import NAMED
from helpers.declared import DOWNLOAD, LATENCY, LINK
from helpers.runs import ended, run_that

FULL = Run(
    Outcome.FAILED,
    "2026-01-31T12:00:00+01:00",
    "2026-01-31T12:00:07+01:00",
    7.13,
    Failure.TIMEOUT,
    NAMED(name=3),
    Text("Run it again."),
    {"seconds": Chosen(10, "profile")},
    (DOWNLOAD.measured(94.1, low=93.0, high=95.0), LINK.measured("LAN")),
    (Gap("internet.latency", Text("No answer.")),),
    "line\n",
    (Series("rate", "Mbit/s", (0.1,), (93.2,)),),
    (Text("A process could not be ended."),),
)


def test_a_run_that_has_not_ended_says_so() -> None:
    blank = Run()
    assert (blank.outcome, blank.started, blank.finished, blank.seconds) == (Outcome.NOT_RUN, "", "", 0.0)
    assert (blank.failure, blank.reason, blank.remedy, blank.log) == (None, NOTHING, NOTHING, "")
    assert (blank.options, blank.measurements, blank.gaps, blank.series) == ({}, (), (), ())


def test_what_it_measured_is_found_by_the_metrics_id() -> None:
    assert FULL.measurement("internet.download") == DOWNLOAD.measured(94.1, low=93.0, high=95.0)
    assert FULL.measurement("internet.latency") is None
    assert FULL.gap("internet.latency") == Gap("internet.latency", Text("No answer."))
    assert FULL.gap("internet.download") is None
    assert Run().measurement("internet.download") is None
    assert Run().gap("internet.download") is None


@pytest.mark.parametrize("run", [FULL, Run(), run_that(Outcome.CANCELLED, 0.5, reason="You ended it.")], ids=str)
def test_a_run_survives_a_file(run: Run) -> None:
    assert msgspec.json.decode(msgspec.json.encode(run), type=Run) == run


def test_a_file_of_a_run_says_everything_by_name() -> None:
    found = msgspec.to_builtins(FULL)
    assert list(found) == [
        "outcome",
        "started",
        "finished",
        "seconds",
        "failure",
        "reason",
        "remedy",
        "options",
        "measurements",
        "gaps",
        "log",
        "series",
        "notes",
        "cause",
    ]
    assert (found["outcome"], found["failure"], found["remedy"]["words"]) == ("failed", "timeout", "Run it again.")


def test_runs_do_not_share_what_they_hold() -> None:
    assert Run().options is not Run().options
    assert LATENCY.id not in Run().options


def test_an_end_carries_its_run() -> None:
    assert ended(Outcome.FAILED, 1.5, Failure.CRASH, "Broken.", "Again.", "tail", "later").run == Run(
        Outcome.FAILED,
        finished="later",
        seconds=1.5,
        failure=Failure.CRASH,
        reason=Text("Broken."),
        remedy=Text("Again."),
        log="tail",
    )
