import json
import math
import time
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from deskready.core.audit import encoding as audit_json
from deskready.core.audit import limits
from deskready.core.audit.audit import AuditState
from deskready.core.audit.encoding import decode, encode
from deskready.core.audit.record import Audit
from deskready.core.audit.series import Series
from deskready.core.audit.walk import map_texts
from deskready.core.clean import has_harmful
from deskready.core.errors import UsageError
from deskready.core.privacy.allow_list import public
from deskready.core.profile.requirement import Requirement
from deskready.core.words.message import row
from deskready.core.words.say import say
from deskready.core.words.text import By, Name
from helpers.any_text import NAMED
from helpers.samples import PROFILE, WHO, audit_of, sample_audit

ESCAPES = "\x1b]2;pwned\x07\x9b2J\x00\u202etxt\u200b"


def content() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(encode(sample_audit()))
    return found


def as_bytes(found: object) -> bytes:
    return json.dumps(found).encode()


def test_own_files_are_byte_stable() -> None:
    for audit in (sample_audit(), public(sample_audit(), who=WHO), public(sample_audit(), True, WHO)):
        data = encode(audit)
        assert encode(decode(data, "f")) == data
        assert decode(data, "f") == audit
    assert data.endswith(b"\n")
    assert b'\n  "schema": 1' in data


def test_whole_numbers_in_fields_of_floats_are_byte_stable_too() -> None:
    profile = structs.replace(PROFILE, requirements=(Requirement("a.b", minimum=10),))
    audit = audit_of(*sample_audit().checks, profile=profile)
    last = audit.checks[1].last
    delay = structs.replace(last.measurements[0], low=30, high=130)
    check = structs.replace(audit.checks[1], runs=(structs.replace(last, seconds=2, measurements=(delay,)),))
    data = encode(structs.replace(audit, checks=(check,)))
    assert encode(decode(data, "f")) == data
    assert decode(data, "f").profile.hash == profile.hash


def test_a_restored_audit_gives_the_same_verdicts() -> None:
    audit = decode(encode(sample_audit()), "f")
    again = AuditState.restore(audit).record(audit.tool, audit.machine)
    assert structs.replace(again, finished=audit.finished) == audit


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 2**70])
def test_unusable_numbers_are_not_written(number: float) -> None:
    audit = sample_audit()
    verdict = structs.replace(audit.verdicts[0], minimum=number)
    with pytest.raises(UsageError, match=r"\$\.verdicts\[0\]\.minimum is not a usable number"):
        encode(structs.replace(audit, verdicts=(verdict,)))


def test_unknown_fields_are_ignored() -> None:
    found = content() | {"fleet": {"x": [1]}}
    found["checks"][0]["later"] = True
    assert decode(as_bytes(found), "f") == sample_audit()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f: not JSON, or cut off"),
        (b"hello", "f: not JSON, or cut off"),
        (b"\xff\xfe{", "f: not JSON, or cut off"),
        (b'{"schema": 1, "x": "\xff"}', "f: "),
        (b"[1]", "f: not a saved audit"),
        (b'{"name": "package.json"}', "f: not a saved audit"),
        (b'{"schema": "1"}', "f: not a saved audit"),
        (b'{"schema": 1}', "f: a broken audit: Object missing required field `tool`"),
        (b'{"schema": 2, "new": 1}', "f: made by a newer deskready"),
        (b'{"schema": 0}', "f: schema 0 is not known"),
        (b'{"schema": 1, "x": ' + b"[" * 100_000, "f: nested too deeply"),
    ],
)
def test_what_is_no_audit_says_what_it_is(data: bytes, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        decode(data, "f")
    assert caught.value.message.words.startswith(message)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('"value": 3.21', '"value": null', "$.checks[0].runs[3].measurements[0].value"),
        ('"value": 3.21', '"value": NaN', "invalid character"),
        ('"value": 3.21', '"value": 1e999', "Number out of range - at `$.checks[0].runs[3].measurements[0].value`"),
        ('"value": 3.21', '"value": 1' + "0" * 400, "$.checks[0].runs[3].measurements[0].value is not a usable number"),
        ('"outcome": "measured"', '"outcome": "perfect"', "$.checks[0].runs[2].outcome"),
        ('"seconds": 2.5', '"seconds": "2.5"', "$.checks[0].runs[0].seconds"),
        ('"minimum": 10.0', '"minimum": 1e400', "Number out of range"),
    ],
)
def test_a_broken_field_is_named(before: str, after: str, message: str) -> None:
    text = encode(sample_audit()).decode()
    assert before in text
    with pytest.raises(UsageError) as caught:
        decode(text.replace(before, after, 1).encode(), "f")
    assert message in caught.value.message.words


def test_a_cut_off_file_is_told(subtests: pytest.Subtests) -> None:
    data = encode(sample_audit())
    for length in range(0, len(data) - 2, 997):
        with subtests.test(length=length), pytest.raises(UsageError):
            decode(data[:length], "f")


def test_too_large_a_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_json, "SIZE_LIMIT", 1024**2)
    with pytest.raises(UsageError, match="larger than 1 MiB"):
        decode(b" " * (1024**2 + 1), "f")


def test_a_file_of_endless_numbers_is_refused_before_it_fills_the_memory() -> None:
    head, tail = encode(sample_audit()).decode().split('"t": [', 1)
    begun = time.process_time()
    with pytest.raises(UsageError, match="holds more than 1,000,000 values"):
        decode((head + '"t": [' + "1," * 10_000_000 + tail).encode(), "f")
    assert time.process_time() - begun < 1.0


def test_the_longest_series_fit() -> None:
    points = tuple(n * 0.0512345 for n in range(20_000))
    audit = sample_audit()
    long = structs.replace(audit.checks[0].last, series=(Series("x", "dB", points, points),) * 3)
    check = structs.replace(audit.checks[0], runs=(*audit.checks[0].runs[:-1], long))
    full = structs.replace(audit, checks=(check, *audit.checks[1:]))
    assert decode(encode(full), "f") == full


def test_an_older_schema_is_not_known() -> None:
    with pytest.raises(UsageError, match="schema 0 is not known"):
        decode(as_bytes(content() | {"schema": 0}), "f")


def test_every_text_of_a_foreign_file_is_cleaned() -> None:
    def poison(text: str, field: str) -> str:
        return text if field in ("id", "metric") else text + ESCAPES

    hostile = map_texts(sample_audit(), poison)
    assert has_harmful(hostile.verdicts[0].message.words)
    found = decode(encode(hostile), f"f{ESCAPES}")
    harmful: list[str] = []

    def note(text: str, field: str) -> str:
        if has_harmful(text) or ("\n" in text and field != "log"):
            harmful.append(f"{field}: {text!r}")
        return text

    map_texts(found, note)
    assert harmful == []
    assert "pwned" in found.verdicts[0].message.words


def test_a_name_cannot_bring_its_own_lines_and_a_log_can() -> None:
    found = content()
    found["checks"][0]["title"]["words"] = "Speed\nVerdict: ready"
    found["checks"][0]["runs"][-1]["log"] = "a\n\tb\n"
    found["checks"][0]["why"]["words"] = "x" * 100_000
    record = decode(as_bytes(found), "f").checks[0]
    assert record.title.words == "Speed Verdict: ready"
    assert record.last.log == "a\n\tb\n"
    assert len(record.why.words) == limits.TEXT_LIMIT


def titled(title: object) -> bytes:
    """A saved audit whose first check is called that."""
    found = content()
    found["checks"][0]["title"] = title
    return as_bytes(found)


def test_a_message_in_a_file_says_what_its_values_say() -> None:
    told = NAMED(name=Name("Acme"))
    lie = msgspec.to_builtins(structs.replace(told, words="All is well."))
    assert decode(titled(lie), "f").checks[0].title == told


def test_a_message_in_a_file_brings_no_lines_of_its_own() -> None:
    forged = msgspec.to_builtins(row(Name("Speed"), Name("Verdict: ready"), by=By.LINE))
    title = decode(titled(forged), "f").checks[0].title
    assert say(title) == title.words == "Speed Verdict: ready"


def test_a_message_in_a_file_says_no_more_than_a_text_may() -> None:
    endless = msgspec.to_builtins(row(*[Name("x" * 4000)] * 100))
    assert len(say(decode(titled(endless), "f").checks[0].title)) == limits.TEXT_LIMIT


@pytest.mark.parametrize("levels", [10, 100, 200, 300, 400, 440, 480, 500, 600])
def test_texts_inside_one_another_end_in_a_record_or_a_usage_error(levels: int) -> None:
    begin = '{"type":"text","words":"?","id":"test.named","values":{"name":'
    marked = titled("MARK").decode()
    data = marked.replace('"MARK"', begin * levels + "1" + "}}" * levels).encode()
    try:
        found = decode(data, "f")
    except UsageError:
        return
    assert say(found.checks[0].title) == found.checks[0].title.words
    assert decode(encode(found), "f") == found


def test_errors_hold_nothing_harmful() -> None:
    with pytest.raises(UsageError) as caught:
        decode(b'{"schema": 9}', f"name{ESCAPES}.json")
    assert not has_harmful(str(caught.value))


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert isinstance(decode(b"\xef\xbb\xbf" + encode(sample_audit()), "f"), Audit)


@given(st.binary(max_size=400))
def test_no_bytes_end_in_anything_but_a_usage_error(data: bytes) -> None:
    for tried in (data, b'{"schema":1,' + data):
        with pytest.raises(UsageError):
            decode(tried, "f")
