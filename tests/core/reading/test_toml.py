import time

import pytest

from deskready.core.reading.toml import DOTS_LIMIT, SIZE_LIMIT, TomlError, read_toml


def test_content_with_the_line_of_every_key() -> None:
    document = read_toml(
        "# comment\n"
        'schema = 1\n'
        'long = """\n'
        "schema = 2 is no key\n"
        '[neither] = "is this"\n'
        '"""\n'
        "\n"
        '[requirements."internet.download"]  # comment\n'
        "minimum = 10\n"
        "'odd key' = { inner = 1 }\n"
        "a.b = 3\n"
        "[[list]]\n"
        "x = 1\n"
    )  # fmt: skip
    assert document.data["requirements"]["internet.download"]["minimum"] == 10
    assert document.lines == {
        ("schema",): 2,
        ("long",): 3,
        ("requirements",): 8,
        ("requirements", "internet.download"): 8,
        ("requirements", "internet.download", "minimum"): 9,
        ("requirements", "internet.download", "odd key"): 10,
        ("requirements", "internet.download", "a", "b"): 11,
        ("list",): 12,
        ("list", "x"): 13,
    }


def test_what_has_no_line_of_its_own_takes_that_of_the_table_around_it() -> None:
    document = read_toml("[a]\nb = { c = 1 }\n")
    assert [document.line(path) for path in (("a", "b", "c"), ("a", "d"), ("d",), ())] == [2, 1, None, None]


def test_bytes_with_a_byte_order_mark_are_read() -> None:
    assert read_toml("title = 'Zoë'\r\n".encode("utf-8-sig")).data == {"title": "Zoë"}


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("a = 1\nb 2\n", 2, "not valid TOML"),
        ("a = 1\nb =", 2, "not valid TOML"),
        ("a = 1\n\n\na = 2\n", 4, "second time"),
        ("[a]\nx = 1\n[a]\ny = 2\n", 3, "second time"),
        ("a = {b = 1, b = 2}", 1, "second time"),
        ("a = 1,5\n", 1, "numbers have a point"),
        ("a = yes\n", 1, "not valid TOML"),
        ("a = 2026-02-30\n", 1, "not valid TOML"),
        ("a = 'x\x1b[2J'", 1, "not valid TOML"),
        (b"a = 1\nb = '\xff'\n", 2, "UTF-8"),
        ("a = 1".encode("utf-16"), 1, "UTF-8"),
        ("a = '\ud800'", 1, "UTF-8"),
    ],
)
def test_a_syntax_error_names_its_line(content: str | bytes, line: int, words: str) -> None:
    with pytest.raises(TomlError, match=words) as caught:
        read_toml(content)
    assert caught.value.line == line
    assert "\x1b" not in str(caught.value)


KIB = 1024
BOMBS = {
    "a dotted key of 20,000 parts": ".".join("a" * 20_000) + " = 1",
    "a dotted header of 20,000 parts": "[" + ".".join("a" * 20_000) + "]",
    "a dotted key inside braces": "x = {" + ".".join("a" * 20_000) + " = 1}",
    "quoted parts": ".".join(['"a"'] * 20_000) + " = 1",
    "as many dots a line as allowed": "\n".join(f"k{n}" + ".a" * DOTS_LIMIT + "=1" for n in range(1190)),
    "as many dots a header as allowed": "\n".join(f"[k{n}" + ".a" * DOTS_LIMIT + "]" for n in range(1190)),
    "sub-tables": "\n".join(f"[a.k{n}]" for n in range(25_000)),
    "nested lists": "a = " + "[" * 100_000,
    "nested tables": "a = " + "{a = " * 20_000,
    "a number of 100,000 digits": "a = " + "1" * 100_000,
    "a hexadecimal number of 200,000 digits": "a = 0x" + "f" * 200_000,
    "a date that never ends": "a = " + "1" * 200_000 + "-",
    "30,000 keys": "\n".join(f"k{n} = 1" for n in range(20_000)),
    "a key that never ends": "a" * 250 * KIB,
    "a quote that never ends": '"' + "\\\\" * 120 * KIB,
    "empty lines": "\n" * 250 * KIB,
    "one line of spaces": " " * 250 * KIB + "x",
    "too large": "#" * (SIZE_LIMIT + 1),
    "far too large": "#" * 50_000_000,
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=list(BOMBS))
def test_a_bomb_ends_quickly(content: str) -> None:
    begun = time.process_time()
    try:
        assert read_toml(content).lines is not None
    except TomlError as error:
        assert len(str(error)) < 400  # noqa: PT017 - some of them are valid
    assert time.process_time() - begun < 5.0  # the first of them takes 8 s in the parser, the slowest here 0.8 s


@pytest.mark.parametrize("name", list(BOMBS)[:4])
def test_a_dotted_bomb_is_refused_by_name(name: str) -> None:
    with pytest.raises(TomlError, match="more than 100 dots") as caught:
        read_toml("title = 'x'\n" + BOMBS[name])
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nested lists", "nested too deeply"), ("nested tables", "nested too deeply"),
        ("a number of 100,000 digits", "too many digits"), ("too large", "larger than 256 KiB"),
    ],
)  # fmt: skip
def test_other_bombs_are_named(name: str, words: str) -> None:
    with pytest.raises(TomlError, match=words):
        read_toml(BOMBS[name])


def test_the_largest_file_is_read() -> None:
    assert read_toml("a = 1\n#" + "x" * (SIZE_LIMIT - 7)).data == {"a": 1}
