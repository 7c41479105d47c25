import pytest

from deskready.core.reading.mistake import LIMIT, Mistake, Mistakes, MistakesError, quote, show_path
from deskready.core.words.text import text_of

HERE = Mistake("x.toml", 'requirements."a.b".minimum', 7, "This is a text.", "Write 10.")


def found(file: str = "x.toml") -> Mistakes:
    return Mistakes(file, lambda path: len(path) or None)


def test_a_mistake_says_where_what_and_how_to_mend_it() -> None:
    assert HERE.whole.words == 'x.toml, line 7, requirements."a.b".minimum: This is a text. Write 10.'
    assert Mistake("x.toml", "", None, "Broken.").whole.words == "x.toml: Broken."
    assert HERE.sentence.words == 'x.toml, line 7, requirements."a.b".minimum: This is a text.'


def test_a_path_shows_as_toml_writes_it() -> None:
    assert show_path(("requirements", "internet.download", "minimum")) == 'requirements."internet.download".minimum'
    assert show_path(("a\x1bb",)) == '"a\ufffdb"'
    assert show_path(()) == ""


def test_errors_and_warnings_are_kept_apart_with_their_lines() -> None:
    mistakes = found("x\x1b.toml")
    mistakes.add(("a", "b"), "Wrong.", "Mend it.")
    mistakes.warn((), "Odd.")
    assert mistakes.errors == [Mistake("x\ufffd.toml", "a.b", 2, "Wrong.", "Mend it.")]
    assert mistakes.warnings == [Mistake("x\ufffd.toml", "", None, "Odd.", "")]


def test_a_flood_is_cut() -> None:
    mistakes = found()
    for number in range(LIMIT * 3):
        mistakes.add((f"k{number}",), "Wrong.", mistakes.nearest(f"k{number}", ["minimum"]))
    assert len(mistakes.errors) == LIMIT
    assert not mistakes.nearest("minimun", ["minimum"])


@pytest.mark.parametrize(
    ("word", "known", "suggestion"),
    [
        ("titel", ["title", "date"], "Did you mean title?"),
        ("TITLE", ["title", "date"], "Did you mean title?"),
        ("zzz", ["title", "date"], "Possible here: date, title."),
        ("zzz", [f"key{n}" for n in range(20)], ""),
        ("zzz", [], ""),
        ("x" * 100_000, ["title"], "Possible here: title."),
    ],
)
def test_the_nearest_word_is_suggested(word: str, known: list[str], suggestion: str) -> None:
    assert text_of(found().nearest(word, known)).words == suggestion


def test_an_error_carries_one_or_all() -> None:
    one = MistakesError([HERE])
    assert (one.message.words, one.remedy.words) == (
        'x.toml, line 7, requirements."a.b".minimum: This is a text.',
        "Write 10.",
    )
    two = MistakesError([HERE, Mistake("x.toml", "", None, "Broken.")])
    assert str(two) == f"{HERE.whole.words}\nx.toml: Broken."
    assert two.mistakes == (HERE, Mistake("x.toml", "", None, "Broken."))


def test_foreign_words_are_quoted_short_and_harmless() -> None:
    assert quote("a\x1b[2J") == "'a\ufffd[2J'"
    assert len(quote("x" * 999)) == 62
