import msgspec
import pytest
from hypothesis import given

from deskready.core.clean import has_harmful
from deskready.core.declare.metric import Metric
from deskready.core.declare.privacy import Privacy
from deskready.core.words.text import NOTHING, By, Name, Part, Quantity, Row, Text, Words, parts_of, text_of
from helpers.any_text import ATTACK, good

FULL = Text(
    "Through Acme.",
    "test.any",
    {
        "count": 3,
        "name": Name("Acme"),
        "rate": Quantity(94.1, "Mbit/s", 2, bare=True),
        "all": Row((Name("a", Privacy.PUBLIC), Text("inner"), 7), By.LINE),
        "text": Text("Inner.", "test.inner", {"x": Name("b", Privacy.SECRET)}),
    },
)


def test_plain_words_become_a_harmless_text() -> None:
    assert text_of("Plug it in.") == Text("Plug it in.")
    assert text_of(f"{ATTACK}\n!", 60).words == "a\ufffd[2Jb\ufffdc\ufffdd\ufffd !"
    assert text_of("x" * 300).words == "x" * 255 + "…"
    assert text_of("x" * 31, 30).words == "x" * 29 + "…"


def test_a_text_stays_what_it_is() -> None:
    assert text_of(FULL, 3) is FULL


@pytest.mark.parametrize("given", [OSError("No such device\x1b"), 3, None], ids=repr)
def test_what_an_author_gave_instead_is_told_in_its_own_words(given: object) -> None:
    found = text_of(given)  # type: ignore[arg-type]
    assert isinstance(found, Text)
    assert found.words == str(given).replace("\x1b", "\ufffd")


def test_a_text_without_words_is_nothing() -> None:
    assert not NOTHING
    assert not text_of("")
    assert not Text("", "test.any", {"name": Name("x")})
    assert Text("x")


def test_every_part_is_found_outside_first() -> None:
    assert list(parts_of(FULL)) == [
        FULL,
        3,
        Name("Acme"),
        Quantity(94.1, "Mbit/s", 2, bare=True),
        Row((Name("a", Privacy.PUBLIC), Text("inner"), 7), By.LINE),
        Name("a", Privacy.PUBLIC),
        Text("inner"),
        7,
        Text("Inner.", "test.inner", {"x": Name("b", Privacy.SECRET)}),
        Name("b", Privacy.SECRET),
    ]
    assert list(parts_of(3)) == [3]


@pytest.mark.parametrize("part", list(parts_of(FULL)), ids=lambda part: type(part).__name__)
def test_every_kind_of_part_survives_a_file(part: Part) -> None:
    assert msgspec.json.decode(msgspec.json.encode(part), type=Part) == part


@given(good())
def test_any_text_survives_a_file(text: Text) -> None:
    assert msgspec.json.decode(msgspec.json.encode(text), type=Text) == text


def test_plain_words_take_little_room_in_a_file() -> None:
    assert msgspec.json.encode(Text("a")) == b'{"type":"text","words":"a"}'
    assert msgspec.json.encode(NOTHING) == b'{"type":"text"}'


@pytest.mark.parametrize(
    ("line", "found"),
    [(b'"a"', "a"), (b'{"type":"text","words":"a"}', Text("a")), (b'{"type":"text"}', NOTHING)],
)
def test_words_are_a_text_or_plain(line: bytes, found: Words) -> None:
    assert msgspec.json.decode(line, type=Words) == found


@pytest.mark.parametrize(
    "line",
    [
        b'{"type":"name","text":"a"}',
        b'{"type":"text","words":3}',
        b'{"type":"text","values":{"a":"bare"}}',
        b'{"type":"text","values":{"a":1.5}}',
        b'{"type":"text","values":{"a":true}}',
        b'{"type":"text","values":{"a":{"type":"name","text":"a","privacy":"shared"}}}',
        b'{"type":"text","values":{"a":{"type":"row","all":[],"by":"page"}}}',
        b'{"type":"text","values":{"a":{"type":"quantity","value":"1"}}}',
    ],
)
def test_what_is_no_text_is_refused(line: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(line, type=Text)


def test_a_name_is_personal_unless_its_author_says_otherwise() -> None:
    assert Name("x").privacy is Privacy.PERSONAL


def test_a_text_can_be_a_key_and_part_of_one() -> None:
    again = msgspec.json.decode(msgspec.json.encode(FULL), type=Text)
    assert {FULL: 1}[again] == 1
    label = Text("Total", "test.total", {"name": Name("x")})
    assert {Metric("area.total", label): 1}[Metric("area.total", label)] == 1
    assert len({Text("a"), Text("b"), Text("a", "test.any"), Text("a")}) == 3


def test_defaults_are_not_shared() -> None:
    assert Text("a").values is not Text("b").values
    assert not has_harmful(Text("a").words)
