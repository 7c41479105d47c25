import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from deskready.core.words import catalogue
from deskready.core.words.catalogue import translated
from deskready.core.words.say import Speaker, say
from deskready.core.words.text import Name, Text
from helpers.any_text import NAMED, TIMES


@pytest.fixture
def polish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speaker]:
    """A catalogue in a language with three forms of every count."""
    found = Catalog(locale="pl", charset="utf-8")
    found.add("test.named", "Przez {name}.")
    found.add(("test.times", "test.times"), ("{count} raz {name}", "{count} razy {name}", "{count} wielu {name}"))
    found.add("test.total", "{count} w sumie")
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "deskready.mo").open("wb") as file:
        write_mo(file, found)
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    catalogue._opened.cache_clear()
    yield Speaker("pl", lambda message_id, count: translated("pl", message_id, count), ",")
    catalogue._opened.cache_clear()


def test_a_message_is_found_by_its_id(polish: Speaker) -> None:
    assert translated("pl", "test.named") == "Przez {name}."
    assert say(NAMED(name=Name("Acme")), polish) == "Przez Acme."


@pytest.mark.parametrize(("count", "word"), [(1, "raz"), (2, "razy"), (4, "razy"), (5, "wielu"), (22, "razy")])
def test_a_count_follows_the_languages_own_rule(polish: Speaker, count: int, word: str) -> None:
    assert translated("pl", "test.times", count) == f"{{count}} {word} {{name}}"
    assert say(TIMES(count=count, name=Name("x")), polish) == f"{count} {word} x"


def test_a_message_that_only_shows_a_count_has_one_form(polish: Speaker) -> None:
    assert translated("pl", "test.total", 5) == "{count} w sumie"
    assert say(Text("5 in total", "test.total", {"count": 5}), polish) == "5 w sumie"


@pytest.mark.parametrize("count", [None, 1, 2])
def test_an_unknown_message_is_none(polish: Speaker, count: int | None) -> None:
    assert translated("pl", "test.nobody-knows", count) is None
    assert say(Text("As it was made.", "test.nobody-knows"), polish) == "As it was made."


@pytest.mark.parametrize("language", ["xx", "", "de_AT", "../pl", "\x00"])
def test_a_language_without_a_catalogue_knows_nothing(polish: Speaker, language: str) -> None:
    assert translated(language, "test.named") is None
    assert translated(language, "test.times", 2) is None


def test_english_is_shipped() -> None:
    assert translated("en", "mark.pass") == "Good"
    assert translated("en", "headline.met", 1) == "Ready: {count} requirement met"
    assert translated("en", "headline.met", 2) == "Ready: {count} requirements met"
    assert translated("en", "test.nobody-knows") is None


def mo(head: bytes) -> bytes:
    """A compiled catalogue with that head and one message that counts."""
    ids, forms = [b"", b"test.times\0test.times"], [head, b"{count} raz\0{count} razy"]
    start = 28 + 2 * 16
    entries, data = [], b""
    for each in (*ids, *forms):
        entries.append(struct.pack("<II", len(each), start + len(data)))
        data += each + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, 2, 28, 44, 0, 0) + b"".join(entries) + data


HEAD = b"Content-Type: text/plain; charset=%b\nPlural-Forms: nplurals=2; plural=%b;\n"
SOUND = mo(HEAD % (b"utf-8", b"n != 1"))


def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None) -> None:
    """Has that be the catalogue; None for a folder of its name."""
    file = tmp_path / "pl" / "LC_MESSAGES" / "deskready.mo"
    file.parent.mkdir(parents=True)
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    catalogue._opened.cache_clear()


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"garbage" * 99,
        SOUND[:20],
        SOUND[:40],
        SOUND[:-9],
        mo(HEAD % (b"no-such-charset", b"n")),
        mo(HEAD % (b"utf-8", b"n / 0")),
        mo(HEAD % (b"utf-8", b"import os")),
        mo(HEAD % (b"ascii", b"n") + b"X: \xff"),
    ],
    ids=["folder", "empty", "garbage", "cut", "cut later", "cut last", "charset", "division", "rule", "bytes"],
)
def test_a_broken_catalogue_knows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    lay(tmp_path, monkeypatch, content)
    speaker = Speaker("pl", lambda message_id, count: translated("pl", message_id, count), ",")
    assert translated("pl", "test.times", 2) is None
    assert say(TIMES(count=2, name=Name("x")), speaker) == "2 times of x"
    catalogue._opened.cache_clear()


def test_one_that_is_whole_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, monkeypatch, SOUND)
    assert translated("pl", "test.times", 2) == "{count} razy"
    catalogue._opened.cache_clear()
