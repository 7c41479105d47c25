import pytest
from msgspec import structs

from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.declare.metric import Gap, Measurement
from deskready.core.judge.judge import judge
from deskready.core.judge.verdict import Fact, Judgement, Mark, Readiness, Verdict
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.words.wording import (
    FAILURE_REASON,
    MARK_SYMBOL,
    MARK_WORD,
    OUTCOME_WORD,
    READINESS_WORD,
    by_reason,
    count,
    headline,
    show_measurement,
    show_requirement,
)
from helpers.declared import profile


def verdict(mark: Mark, level: Level = Level.REQUIRED) -> Verdict:
    return Verdict("a.b", mark, False, None, None, None, None, level, "", "", "")


def judged(line: Requirement, fact: Fact | None) -> tuple[str, str]:
    found = judge(profile(line), {} if fact is None else {line.metric: fact}).verdicts[0]
    return found.message, found.remedy


def test_everything_that_shows_has_its_own_word() -> None:
    for words, members in (
        (MARK_SYMBOL, Mark), (MARK_WORD, Mark), (OUTCOME_WORD, Outcome), (READINESS_WORD, Readiness),
        (FAILURE_REASON, Failure),
    ):  # fmt: skip
        assert set(words) == set(members)
        assert len(set(words.values())) == len(words)


@pytest.mark.parametrize(
    ("readiness", "verdicts", "line"),
    [
        (Readiness.READY, [], "Ready"),
        (Readiness.READY, [verdict(Mark.PASS)], "Ready: 1 requirement met"),
        (Readiness.READY, [verdict(Mark.PASS)] * 3, "Ready: all 3 requirements met"),
        (
            Readiness.READY,
            [verdict(Mark.PASS), verdict(Mark.PASS), verdict(Mark.UNKNOWN, Level.WHEN_MEASURED)],
            "Ready: 2 requirements met",
        ),
        (Readiness.NOT_READY, [verdict(Mark.FAIL), verdict(Mark.WARN)], "Not ready: 1 thing to fix"),
        (
            Readiness.NOT_READY,
            [verdict(Mark.FAIL), verdict(Mark.FAIL, Level.WHEN_MEASURED), verdict(Mark.FAIL, Level.ADVISORY)],
            "Not ready: 2 things to fix",
        ),
        (
            Readiness.UNDECIDED,
            [verdict(Mark.UNKNOWN), verdict(Mark.SKIPPED), verdict(Mark.UNKNOWN, Level.ADVISORY)],
            "Undecided: 2 required things not measured",
        ),
        (
            Readiness.WARNINGS,
            [verdict(Mark.WARN), verdict(Mark.FAIL, Level.ADVISORY), verdict(Mark.UNKNOWN, Level.WHEN_MEASURED)],
            "Ready, with warnings: 2 things could be better",
        ),
    ],
)
def test_the_headline_counts_what_it_says(readiness: Readiness, verdicts: list[Verdict], line: str) -> None:
    assert headline(Judgement(readiness, tuple(verdicts), False)) == line


@pytest.mark.parametrize(
    ("measurement", "text"),
    [
        (Measurement("a.b", "B", 57, "dBA", 45, 69), "57 dBA (45 to 69)"),
        (Measurement("a.b", "B", 57, "dBA"), "57 dBA"),
        (Measurement("a.b", "B", 57, "dBA", 57, 57), "57 dBA"),
        (Measurement("a.b", "B", 57, "dBA", 45, None), "57 dBA"),
        (Measurement("a.b", "B", 5, "", 4, 6), "5 (4 to 6)"),
        (Measurement("a.b", "B", 19.12, "ms", 19.11, 19.14), "19.1 ms"),
        (Measurement("a.b", "B", 27.5, "Mbit/s", 27.5, 35.0, method="X: at least 27.5 Mbit/s"), "at least 27.5 Mbit/s"),
        (Measurement("a.b", "B", 27.5, "ms", 27.5, 35.0, method="median"), "27.5 ms (27.5 to 35)"),
        (Measurement("a.b", "B", 0.0, "%", 0.0, 0.76), "0 % (0 to 0.76)"),
        (Measurement("a.b", "B", 8e9, "B", 1e9, 9e9), "8 GB (1 GB to 9 GB)"),
        (Measurement("a.b", "B", True), "yes"),
        (Measurement("a.b", "B", "Ethernet"), "Ethernet"),
    ],
)
def test_a_measurement_shows_its_interval(measurement: Measurement, text: str) -> None:
    assert show_measurement(measurement) == text


@pytest.mark.parametrize(
    ("line", "unit", "text"),
    [
        (Requirement("a.b", minimum=10, recommended=25), "Mbit/s", "at least 10 Mbit/s, better 25 Mbit/s"),
        (Requirement("a.b", maximum=55, recommended=45), "dBA", "at most 55 dBA, better 45 dBA"),
        (Requirement("a.b", minimum=10, recommended=10), "", "at least 10"),
        (Requirement("a.b", minimum=8_000_000_000), "B", "at least 8 GB"),
        (Requirement("a.b", recommended=2000, better="higher"), "MHz", "recommended 2000 MHz"),
        (Requirement("a.b", allowed=("LAN", "Wi-Fi"), recommended="LAN"), "", "LAN or Wi-Fi, better LAN"),
        (Requirement("a.b", allowed=(True,)), "", "yes"),
        (Requirement("a.b", recommended=("a", "b")), "", "recommended a or b"),
        (Requirement("a.b"), "", "no limit"),
    ],
)  # fmt: skip
def test_a_requirement_shows_what_is_asked_for(line: Requirement, unit: str, text: str) -> None:
    assert show_requirement(line, unit) == text


LINE = Requirement("internet.download", minimum=10, recommended=25, unit="Mbit/s", label="Download")
WANTED = "at least 10 Mbit/s, better 25 Mbit/s"


def fact(value: float, low: float | None = None, high: float | None = None) -> Fact:
    found = Measurement("internet.download", "Download", value, "Mbit/s", low, high)
    return Fact(Outcome.MEASURED, found, remedy="Use the cable.")


@pytest.mark.parametrize(
    ("given", "message", "remedy"),
    [
        (fact(94.1), f"Download: 94.1 Mbit/s meets {WANTED}.", ""),
        (fact(12), f"Download: 12 Mbit/s is enough but could be better; asked for is {WANTED}.", "Use the cable."),
        (fact(9.9996), f"Download: 9.9996 Mbit/s is not good enough; asked for is {WANTED}.", "Use the cable."),
        (
            fact(24.99, 24, 26),
            f"Download: 24.99 Mbit/s (24 to 26) is enough but could be better; asked for is {WANTED}.",
            "Use the cable.",
        ),
        (fact(10), f"Download: 10 Mbit/s is enough but could be better; asked for is {WANTED}.", "Use the cable."),
        (fact(5), f"Download: 5 Mbit/s is not good enough; asked for is {WANTED}.", "Use the cable."),
        (
            fact(11, 9, 13),
            f"Download: 11 Mbit/s (9 to 13) is too close to the limit to tell; asked for is {WANTED}.",
            "Measure again, undisturbed. Use the cable.",
        ),
        (None, "Download: no installed check measures this.", "Install or enable a check for internet.download."),
        (Fact(Outcome.SKIPPED, None, "You left it out."), "Download: skipped. You left it out.", "Run this check."),
        (Fact(Outcome.SKIPPED), "Download: skipped.", "Run this check."),
        (Fact(Outcome.UNAVAILABLE, None, "No line.", "Plug in."), "Download: not known. No line.", "Plug in."),
        (Fact(Outcome.FAILED), "Download: not known. The check failed.", "Run this check."),
        (Fact(Outcome.NOT_RUN), "Download: not known. Not run yet.", "Run this check."),
    ],
)
def test_each_verdict_has_its_sentence_and_what_to_do(given: Fact | None, message: str, remedy: str) -> None:
    assert judged(LINE, given) == (message, remedy)


def test_advice_that_is_not_met_names_no_limit() -> None:
    line = Requirement("computer.clock", recommended=2000, better="higher", unit="MHz", label="Clock")
    slow = Fact(Outcome.MEASURED, Measurement("computer.clock", "Clock", 1800, "MHz"))
    assert judged(line, slow)[0] == "Clock: 1800 MHz could be better; recommended 2000 MHz."


def test_what_is_too_close_to_tell_says_what_would_tell() -> None:
    line = Requirement("sound.noise.la90", maximum=55, unit="dBA", label="Noise")
    near = Measurement("sound.noise.la90", "Noise", 50, "dBA", 38, 62)
    quieter = "Close the window."
    assert judged(line, Fact(Outcome.MEASURED, near, remedy=quieter))[1] == f"Measure again, undisturbed. {quieter}"
    near = structs.replace(near, surer="Calibrate the microphone.")
    assert judged(line, Fact(Outcome.MEASURED, near, remedy=quieter))[1] == f"Calibrate the microphone. {quieter}"


def test_a_measurement_that_does_not_fit_the_line_says_so_and_blames_the_profile() -> None:
    words = Fact(Outcome.MEASURED, Measurement("internet.download", "Download", "fast", ""), remedy="Use the cable.")
    message, remedy = judged(LINE, words)
    assert message == f"Download: not known. fast cannot be compared with {WANTED}."
    assert "publisher" in remedy


def test_a_line_without_a_label_shows_its_metric() -> None:
    assert judged(Requirement("internet.loss", maximum=1), None)[0].startswith("internet.loss: ")


def test_counts() -> None:
    assert [count(number, "thing") for number in (0, 1, 2)] == ["0 things", "1 thing", "2 things"]


def test_what_could_not_be_measured_for_one_reason_is_said_once() -> None:
    gaps = [Gap("a", "No time.", "Wait."), Gap("b", "No line."), Gap("c", "No time.", "Wait.")]
    assert by_reason(gaps, str.upper) == [("A, C", "No time. Wait."), ("B", "No line.")]
