import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready.core.clean import has_harmful
from deskready.core.profile.file import ProfileError, read_profile
from deskready.core.profile.profile import Profile
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.reading.mistake import LIMIT
from deskready.core.reading.toml import SIZE_LIMIT
from deskready.core.words.text import Text, text_of
from helpers.declared import METRICS

HEAD = """\
schema = 1
id = "acme-voice"
title = "Acme voice agent"
publisher = "Acme"
source = "Handbook, page 4"
date = 2026-11-21
"""
LINE = '[requirements."internet.download"]\nminimum = 10\n'


def mistakes(text: str) -> list[str]:
    return [mistake.whole.words for mistake in read_profile(text, "acme.toml", METRICS).mistakes]


def without(key: str) -> str:
    return "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(key))


def test_a_profile_as_a_recruiter_writes_it() -> None:
    text = HEAD + (
        'description = "For calls."\n'
        '[requirements."internet.download"]\n'
        "minimum = 10\n"
        "recommended = 25\n"
        'source = "Handbook"\n'
        '[requirements."computer.memory"]\n'
        'minimum = "8 GB"\n'
        'level = "advisory"\n'
        '[options."internet.speed"]\n'
        'server = "https://speed.example.com/"\n'
        "seconds = 5\n"
        "secure = true\n"
    )
    assert read_profile(text, "acme.toml", METRICS).usable() == Profile(
        "acme-voice",
        "Acme voice agent",
        "Acme",
        "Handbook, page 4",
        "2026-11-21",
        "For calls.",
        (
            Requirement(
                "internet.download",
                minimum=10,
                recommended=25,
                source="Handbook",
                unit="Mbit/s",
                label=Text("Download"),
            ),
            Requirement("computer.memory", minimum=8_000_000_000, level=Level.ADVISORY, unit="B", label=Text("Memory")),
        ),
        {"internet.speed": {"server": "https://speed.example.com/", "seconds": 5, "secure": True}},
    )
    assert read_profile(text.encode("utf-8-sig"), "acme.toml", METRICS).usable().id == "acme-voice"


def test_all_mistakes_come_in_one_error_in_the_files_order() -> None:
    text = (
        "schema = 1\n"
        'id = "Acme Voice"\n'
        'titel = "Acme"\n'
        "publisher = 3\n"
        'source = "Handbook"\n'
        'date = "21.11.2026"\n'
        '[requirements."internet.download"]\n'
        'minimum = "10"\n'
        "recommended = nan\n"
        'level = "requird"\n'
        '[requirements."computer.memory"]\n'
        'minimum = "8 GB"\n'
        'recommended = "4 GB"\n'
    )
    with pytest.raises(ProfileError) as caught:
        read_profile(text, "acme.toml", METRICS).usable()
    found = [(mistake.line, mistake.key) for mistake in caught.value.mistakes]
    assert found == [
        (None, "title"),
        (2, "id"),
        (3, "titel"),
        (4, "publisher"),
        (6, "date"),
        (8, 'requirements."internet.download".minimum'),
        (9, 'requirements."internet.download".recommended'),
        (10, 'requirements."internet.download".level'),
        (13, 'requirements."computer.memory".recommended'),
    ]
    assert {mistake.file for mistake in caught.value.mistakes} == {"acme.toml"}
    assert "line 3, titel: There is no key 'titel' here. Did you mean title?" in str(caught.value)
    assert len(str(caught.value).splitlines()) == len(found)


@pytest.mark.parametrize("key", ["schema", "id", "title", "publisher", "source", "date"])
def test_what_must_be_there_is_asked_for(key: str) -> None:
    found = mistakes(without(key) + LINE)
    assert len(found) == 1
    assert found[0].startswith(f"acme.toml, {key}: This is missing.")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("schema = 2", "newer version"), ('schema = "1"', "Write schema = 1"), ("schema = true", "Write schema = 1"),
        ("schema = 0", "Write schema = 1"), ('id = "../../etc/passwd"', "lower-case"), ('id = "CON "', "lower-case"),
        ('id = "a/b"', "lower-case"), ('id = "-a"', "lower-case"), (f'id = "{"a" * 61}"', "lower-case"),
        ('id = ""', "empty"), ('title = " "', "empty"), (f'title = "{"x" * 81}"', "longer than 80"),
        ("date = 2026-11-21T10:00:00", "not a day"), ("date = 10:00:00", "not a day"), ("date = 20261121", "not a day"),
        ('date = "2026-02-30"', "no such day"), ('date = "21.11.2026"', "not a day"),
        ('date = "2026-1-1"', "not a day"),
        ("source = [1]", "must be a text"), ("publisher = nan", "must be a text"),
    ],
)  # fmt: skip
def test_a_wrong_head_is_refused(line: str, words: str) -> None:
    found = mistakes(without(line.partition(" ")[0]) + line + "\n" + LINE)
    assert len(found) == 1
    assert words in found[0]


def test_a_date_may_be_a_text() -> None:
    text = without("date") + 'date = "2026-11-21"\n' + LINE
    assert read_profile(text, "acme.toml", METRICS).usable().date == "2026-11-21"


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("", "at least one requirement"),
        ("[requirements]\n", "at least one requirement"),
        ("requirements = 3\n", "must be a table"),
        ("[[requirements]]\nminimum = 1\n", "must be a table"),
        ("[requirements.internet.download]\nminimum = 1\n", 'Write [requirements."internet.download"].'),
        ("[requirements.internet]\nminimum = 1\n", "not the id of a metric"),
        ('[requirements."Internet.Download"]\nminimum = 1\n', "not the id of a metric"),
        ('[requirements]\n"internet.download" = 10\n', "must be a table"),
        (LINE + "[options.internet.speed]\nserver = 'x'\n", 'Write [options."internet.speed"].'),
        (LINE + "[options]\nserver = 'x'\n", "not the id of a check"),
        (LINE + '[options."internet.speed"]\nserver = ["x"]\n', "This is a list"),
        (LINE + '[options."internet.speed"]\nseconds = inf\n', "not a number"),
        (LINE + '[options."internet.speed"]\nseconds = nan\n', "not a number"),
        (LINE + '[options."internet.speed"]\nday = 2026-01-01\n', "a date or time"),
        (LINE + '[commands."internet.speed"]\nrun = "rm -rf /"\n', "There is no key 'commands'"),
        (LINE + LINE, "second time"),
        ("minimum = \n", "not valid TOML"),
    ],
)
def test_wrong_tables_are_refused_with_the_right_form(rest: str, words: str) -> None:
    found = mistakes(HEAD + rest)
    assert any(words in sentence for sentence in found), found


def test_an_unknown_metric_is_a_warning_that_names_the_nearest() -> None:
    text = HEAD + '[requirements."internet.downlod"]\nminimum = 10\n'
    reading = read_profile(text, "acme.toml", METRICS)
    assert reading.mistakes == ()
    (warning,) = reading.warnings
    assert (warning.file, warning.key, warning.line) == ("acme.toml", 'requirements."internet.downlod"', 7)
    assert text_of(warning.reason).words == "No installed check measures this."
    assert text_of(warning.suggestion).words == "Did you mean internet.download?"
    assert read_profile(text, "acme.toml", METRICS).usable().requirement("internet.downlod") is not None


def test_the_same_profile_has_one_hash_whatever_is_installed() -> None:
    text = HEAD + LINE + '[requirements."computer.memory"]\nminimum = "8 GB"\n'
    assert read_profile(text, "a.toml", METRICS).usable().hash == read_profile(text, "b.toml", {}).usable().hash


def test_every_text_is_cleaned() -> None:
    hostile = '"\\u001b]0;x\\u0007 \\u202E [red]"'
    text = (
        "schema = 1\n"
        'id = "acme"\n'
        f"title = {hostile}\npublisher = {hostile}\nsource = {hostile}\ndate = 2026-01-01\ndescription = {hostile}\n"
        f'[requirements."internet.link"]\nallowed = [{hostile}]\nsource = {hostile}\nnote = {hostile}\n'
        f'[options."internet.speed"]\n{hostile} = {hostile}\n'
    )
    found = read_profile(text, "x.toml", METRICS).usable()
    line = found.requirements[0]
    texts = [found.title, found.publisher, found.source, found.description, line.source, line.note, str(line.allowed)]
    texts += [*found.options["internet.speed"], str(found.options["internet.speed"].values())]
    assert not any(has_harmful(each) or "\\x1b" in each for each in texts)
    assert "[red]" in found.title


def test_every_mistake_is_cleaned() -> None:
    hostile = '"\\u001b[2J\\u202E' + "x" * 300 + '"'
    text = f"{hostile} = 1\nid = {hostile}\ndate = {hostile}\n[requirements.{hostile}]\nlevel = {hostile}\n"
    text += f'[requirements."a.b"]\nminimum = {hostile}\nlevel = {hostile}\n{hostile} = {hostile}\n'
    found = read_profile(text, "x\x1b.toml", METRICS).mistakes
    assert len(found) > 8
    assert not any(has_harmful(mistake.whole.words) for mistake in found)
    assert max(len(mistake.whole.words) for mistake in found) < 600


def test_a_file_full_of_mistakes_ends_quickly_and_is_cut() -> None:
    text = HEAD + LINE + "\n".join(f"k{number} = 1" for number in range(20_000))
    begun = time.process_time()
    assert len(mistakes(text)) == LIMIT
    assert time.process_time() - begun < 2.0


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", "a" * (SIZE_LIMIT + 1), "a = " + "[" * 9999, ".".join("a" * 999) + "=1"]
)
def test_what_is_no_profile_at_all_is_one_mistake(content: str | bytes) -> None:
    reading = read_profile(content, "x.toml", METRICS)
    assert (reading.profile, len(reading.mistakes)) == (None, 1)


@settings(max_examples=200, deadline=None)
@given(st.text() | st.binary())
def test_any_content_ends_in_a_profile_or_in_mistakes(content: str | bytes) -> None:
    reading = read_profile(content, "x.toml", METRICS)
    assert (reading.profile is None) == bool(reading.mistakes)


SCALARS = st.sampled_from(
    [
        "1",
        "-1",
        "nan",
        "inf",
        "1e400",
        "true",
        '"8 GB"',
        '"x"',
        "[]",
        "[1, [2]]",
        '["a"]',
        "{a = {b = 1}}",
        "2026-01-01",
    ]
)
KEYS = ["schema", "id", "minimum", "maximum", "recommended", "allowed", "level", "better", "source", "date", '"a.b"']
HEADERS = [
    "[requirements]",
    '[requirements."internet.download"]',
    '[requirements."internet.link"]',
    "[options]",
    "[x.y]",
]
LINES = st.one_of(
    st.builds("{} = {}".format, st.sampled_from(KEYS), SCALARS), st.sampled_from([*HEADERS, '[options."a.b"]', "[[x]]"])
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=15).map("\n".join))
def test_any_toml_ends_in_a_profile_or_in_mistakes(text: str) -> None:
    for content in (text, HEAD + LINE + text, HEAD + '[requirements."a.b"]\n' + text):
        reading = read_profile(content, "x.toml", METRICS)
        assert (reading.profile is None) == bool(reading.mistakes)
