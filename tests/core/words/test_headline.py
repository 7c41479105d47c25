import pytest

from deskready.core.judge.verdict import Judgement, Mark, Readiness, Verdict
from deskready.core.profile.requirement import Level
from deskready.core.words.headline import headline
from deskready.core.words.say import is_known, say
from deskready.core.words.terms import READINESS_WORD
from deskready.core.words.text import NOTHING


def verdict(mark: Mark, level: Level = Level.REQUIRED) -> Verdict:
    return Verdict("a.b", mark, False, None, None, None, None, level, NOTHING, NOTHING, "")


@pytest.mark.parametrize(
    ("readiness", "verdicts", "line"),
    [
        (Readiness.READY, [], "Ready"),
        (Readiness.READY, [verdict(Mark.UNKNOWN, Level.WHEN_MEASURED)], "Ready"),
        (Readiness.READY, [verdict(Mark.PASS)], "Ready: 1 requirement met"),
        (Readiness.READY, [verdict(Mark.PASS)] * 3, "Ready: all 3 requirements met"),
        (
            Readiness.READY,
            [verdict(Mark.PASS), verdict(Mark.UNKNOWN, Level.WHEN_MEASURED)],
            "Ready: 1 requirement met",
        ),
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
        (Readiness.UNDECIDED, [verdict(Mark.UNKNOWN)], "Undecided: 1 required thing not measured"),
        (
            Readiness.UNDECIDED,
            [verdict(Mark.UNKNOWN), verdict(Mark.SKIPPED), verdict(Mark.UNKNOWN, Level.ADVISORY)],
            "Undecided: 2 required things not measured",
        ),
        (Readiness.WARNINGS, [verdict(Mark.WARN)], "Ready, with warnings: 1 thing could be better"),
        (
            Readiness.WARNINGS,
            [verdict(Mark.WARN), verdict(Mark.FAIL, Level.ADVISORY), verdict(Mark.UNKNOWN, Level.WHEN_MEASURED)],
            "Ready, with warnings: 2 things could be better",
        ),
    ],
)
def test_the_headline_counts_what_it_says(readiness: Readiness, verdicts: list[Verdict], line: str) -> None:
    found = headline(Judgement(readiness, tuple(verdicts), False))
    assert found.words == say(found) == line
    assert is_known(found)


@pytest.mark.parametrize("readiness", Readiness)
def test_the_headline_begins_with_the_word_for_the_readiness(readiness: Readiness) -> None:
    for verdicts in ((), (verdict(Mark.PASS),), (verdict(Mark.FAIL), verdict(Mark.UNKNOWN), verdict(Mark.WARN))):
        assert headline(Judgement(readiness, verdicts, False)).words.startswith(READINESS_WORD[readiness].words)
