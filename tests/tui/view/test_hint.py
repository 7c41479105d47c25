import pytest
from msgspec import structs

from deskready.core.audit.outcome import Outcome
from deskready.tui.view.hint import Situation, hint

DONE = Situation([Outcome.MEASURED, Outcome.SKIPPED])


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (DONE, "Next: s saves the result"),
        (structs.replace(DONE, to_fix=True), "Next: Enter shows how to fix it"),
        (structs.replace(DONE, to_fix=True, partial=True), "Not everything was run"),
        (structs.replace(DONE, frozen="Made elsewhere."), "Made elsewhere. It can be read and judged"),
        (structs.replace(DONE, frozen="Made elsewhere.", trouble="The disk is full."), "The disk is full."),
        (structs.replace(DONE, running=True, trouble="The disk is full."), "Enter looks at a check"),
        (structs.replace(DONE, running=True, told="Be quiet."), "Be quiet."),
        (Situation([Outcome.NOT_RUN, Outcome.NOT_RUN]), "a runs all checks; r runs"),
        (Situation([]), "a runs all checks; r runs"),
        (Situation([Outcome.SKIPPED, Outcome.SKIPPED], to_fix=True), "Everything was left out."),
    ],
)
def test_what_to_do_next(now: Situation, words: str) -> None:
    assert hint(now).startswith(words)
