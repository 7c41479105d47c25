import pytest

from deskready.core.reading.options import read_options
from deskready.core.reading.table import TEXT_LIMIT, read_table


def test_options_are_read_by_check_and_name_and_made_harmless() -> None:
    top = read_table('[options."a.b"]\nx = 1\ny = "d\\u001b"\nz = true\n[options."c.d"]\n', "f.toml")
    assert read_options(top) == {"a.b": {"x": 1, "y": "d\ufffd", "z": True}}
    assert top.mistakes.errors == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[options.a.b]\nx = 1", "f.toml, line 1, options.a: The id of a check has a dot in it and stands in quotes."),
        ("[options]\nx = 1", "f.toml, line 2, options.x: This is not the id of a check"),
        ('[options."a.b"]\nx = [1]', 'f.toml, line 2, options."a.b".x: This is a list'),
        ('[options."a.b"]\nx = inf', 'f.toml, line 2, options."a.b".x: This is not a number.'),
        ("options = 3", "f.toml, line 1, options: This is a number, and must be a table."),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_left_out(text: str, told: str) -> None:
    top = read_table(text, "f.toml")
    assert read_options(top) == {}
    assert top.mistakes.errors[0].whole.words.startswith(told)


def test_a_long_text_is_cut() -> None:
    top = read_table(f'[options."a.b"]\nx = "{"y" * 10_000}"', "f.toml")
    assert len(str(read_options(top)["a.b"]["x"])) == TEXT_LIMIT
