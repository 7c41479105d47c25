import datetime as dt
from typing import Any

import pytest

from deskready.core.reading.mistake import Mistake, Mistakes, MistakesError
from deskready.core.reading.table import Table, kind_of, read_table
from deskready.core.words.text import text_of


def table(data: dict[str, Any]) -> Table:
    return Table(data, ("top",), Mistakes("x.toml", lambda path: None))


def keys(read: Table) -> list[str]:
    return [mistake.key for mistake in read.mistakes.errors]


def test_good_values_are_handed_over() -> None:
    read = table({"title": " Zoë ", "inner": {"a": 1}, "level": "advisory"})
    read.only(("title", "inner", "level"))
    assert read.text("title", 10, required=True) == "Zoë"
    assert read.text("none", 10) == ""
    assert (read.table("inner").data, read.table("inner").path) == ({"a": 1}, ("top", "inner"))
    assert read.table("none").data == {}
    assert (read.choice("level", ["required", "advisory"], "required"), read.choice("none", ["x"], "x")) == (
        "advisory", "x",
    )  # fmt: skip
    assert keys(read) == []


def test_every_unknown_key_is_noted_with_the_nearest() -> None:
    read = table({"mininum": 1, "minimum": 2, "sauce": "x"})
    read.only(("minimum", "source"))
    assert keys(read) == ["top.mininum", "top.sauce"]
    assert [text_of(mistake.suggestion).words for mistake in read.mistakes.errors] == [
        "Did you mean minimum?",
        "Did you mean source?",
    ]


@pytest.mark.parametrize(
    ("value", "words"), [(3, "a number"), (True, "a yes or no"), (["a"], "a list"), ("", "empty"), ("  ", "empty"),
                         ("x" * 11, "longer than 10"), (None, "missing")],
)  # fmt: skip
def test_a_text_that_is_none_is_noted(value: object, words: str) -> None:
    read = table({} if value is None else {"title": value})
    read.text("title", 10, required=True)
    assert keys(read) == ["top.title"]
    assert words in text_of(read.mistakes.errors[0].reason).words


@pytest.mark.parametrize("value", ["requird", 3, ["required"], {"a": 1}, "Required"])
def test_a_wrong_choice_falls_back_and_is_noted(value: object) -> None:
    read = table({"level": value})
    assert read.choice("level", ["required", "advisory"], "required") == "required"
    assert "required, advisory" in text_of(read.mistakes.errors[0].reason).words


def test_a_value_where_a_table_belongs_is_noted() -> None:
    read = table({"inner": [1]})
    assert read.table("inner").data == {}
    assert keys(read) == ["top.inner"]


def test_warnings_and_whole_tables_have_their_place() -> None:
    read = table({})
    read.warn("a", "Odd.")
    read.wrong("", "Empty.")
    assert (read.mistakes.warnings[0].key, read.mistakes.errors[0].key) == ("top.a", "top")


def test_kinds_have_names_for_people() -> None:
    values = [True, 1, 1.5, "a", [], {}, dt.date(2026, 1, 1), dt.time(1), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)]
    assert [kind_of(value).words for value in values] == [
        "a yes or no", "a number", "a number", "a text", "a list", "a table", *["a date or time"] * 3,
    ]  # fmt: skip


def test_the_top_of_a_file_knows_lines_and_what_is_no_toml_is_one_mistake() -> None:
    top = read_table("a = 1\nb = 2\n", "x\x1b.toml")
    top.wrong("b", "Wrong.")
    assert top.mistakes.errors == [Mistake("x\ufffd.toml", "b", 2, "Wrong.")]
    with pytest.raises(MistakesError) as broken:
        read_table("a = 1\nb = ", "x.toml")
    assert [(mistake.file, mistake.line) for mistake in broken.value.mistakes] == [("x.toml", 2)]
