"""What the command-line library says is ours: its English is recognised, and nothing is lost where it is not."""

import pytest

from deskready.cli.app import parse
from deskready.cli.library import complaint
from deskready.core.errors import UsageError
from deskready.core.words.text import Text

WRONG = {
    "no-option": ("audit", "--xxa"),
    "no-option-near": ("audit", "--sav"),
    "needs-argument": ("audit", "--profile"),
    "takes-no-value": ("checks", "--json=1"),
    "missing-argument": ("show",),
    "invalid": ("responder", "--port", "xxa"),
    "extra": ("show", "a.json", "b.json"),
    "no-command-near": ("profiles", "lst"),
    "no-command": ("profiles", "xxa"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_complaint_is_a_message_in_the_library_s_english(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(WRONG[name])
    said = refused.value.message
    assert said.id == f"library.{name}"
    assert complaint(said.words) == said


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("--port", "xxa"), "no-integer"),
        (("--port", "70000"), "too-large"),
        (("--port=-1",), "too-small"),
        (("--max-rate", "xxa"), "no-number"),
    ],
)
def test_what_is_wrong_with_a_value_is_a_message_in_it(arguments: tuple[str, ...], name: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(("responder", *arguments))
    said = refused.value.message.values["said"]
    assert isinstance(said, Text)
    assert said.id == f"library.{name}"


@pytest.mark.parametrize("sentence", ["It broke.", "No such option", "{option} [b]", "Missing argument"])
def test_a_sentence_that_is_not_known_stays_as_it_is_but_for_its_full_stop(sentence: str) -> None:
    assert complaint(sentence) == Text(sentence if sentence.endswith(".") else f"{sentence}.")


def test_a_typed_word_is_a_name_whatever_it_looks_like() -> None:
    assert complaint("No such option: --{near}").words == "No such option: --{near}."
    assert complaint("Got unexpected extra argument(s) (Missing argument x.)").id == "library.extra"
