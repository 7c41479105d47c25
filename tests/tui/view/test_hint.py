import pytest

from deskready.core.audit.outcome import Outcome
from deskready.core.words.text import Text
from deskready.tui.view.hint import ELSEWHERE, hint

DONE = (Outcome.MEASURED, Outcome.SKIPPED)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (hint(DONE), "Next: s saves the result"),
        (hint(DONE, to_fix=True), "Next: Enter shows how to fix it"),
        (hint(DONE, to_fix=True, partial=True), "Not everything was run"),
        (
            hint(DONE, to_fix=True, frozen=ELSEWHERE),
            "This audit was made on another computer. It can be read and judged",
        ),
        (hint([Outcome.NOT_RUN, Outcome.NOT_RUN]), "a runs all checks; r runs"),
        (hint([]), "a runs all checks; r runs"),
        (hint([Outcome.SKIPPED, Outcome.SKIPPED], to_fix=True), "Everything was left out."),
    ],
)
def test_what_to_do_next(found: Text, words: str) -> None:
    assert found.words.startswith(words)
