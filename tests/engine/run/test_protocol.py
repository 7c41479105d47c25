"""What is believed of a child's lines: whatever they hold, they are believed, made harmless or refused."""

import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from deskready.core.audit import event as ev
from deskready.core.audit.walk import map_texts
from deskready.core.clean import LOG_LIMIT, has_harmful
from deskready.core.declare.check import Question
from deskready.core.declare.metric import Measurement
from deskready.core.declare.use import Use
from deskready.core.errors import CheckError
from deskready.core.words.text import NOTHING, Text
from deskready.engine.run.protocol import (
    Answer,
    Begin,
    Cancel,
    Conclude,
    Report,
    accept,
    decode_command,
    decode_report,
    encode,
    log_tail,
)
from helpers import engine_checks as checks
from helpers.any_report import REPORT, VALUE
from helpers.any_text import ATTACK
from helpers.engine import info_of

INFO = info_of(checks.Quick)
TALKATIVE = structs.replace(INFO, uses=frozenset({Use.ROOM, Use.PERSON}))


def _refuse_harm(text: str, field: str) -> str:
    assert not has_harmful(text), field
    return text


@given(REPORT)
@settings(max_examples=200)
def test_a_report_is_made_harmless_or_refused(report: Report) -> None:
    try:
        believed = accept(TALKATIVE, report)
    except CheckError as error:
        _refuse_harm(str(error), "error")
        return
    map_texts(believed, _refuse_harm)
    assert decode_report(encode(believed)) == believed, "what is believed can be written and read again"


@given(st.binary() | st.dictionaries(st.sampled_from(["type", "t", "v", "text", "fraction", "gap"]), st.none() | VALUE))
def test_a_line_is_a_report_or_refused(line: object) -> None:
    try:
        data = line if isinstance(line, bytes) else msgspec.json.encode(line)
    except (UnicodeEncodeError, OverflowError):
        return
    with pytest.raises(CheckError):
        decode_report(data)


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b'{"type":"progress","fraction":1e999}',
        b'{"type":"progress","fraction":NaN}',
        b'{"type":"sample","series":"a","t":0,"v":null}',
        b'{"type":"queued"}',
        b'{"type":"ended","outcome":"measured"}',
        b"\xff\xfe",
    ],
)
def test_what_only_the_engine_may_say_is_refused(line: bytes) -> None:
    with pytest.raises(CheckError):
        decode_report(line)


@pytest.mark.parametrize("command", [Begin("a:b", {"x": 1}, 2), Answer("yes"), Cancel(), Conclude()])
def test_commands_survive_the_line(command: Begin | Answer | Cancel | Conclude) -> None:
    assert encode(command).endswith(b"\n")
    assert decode_command(encode(command).rstrip(b"\n")) == command


def test_the_declaration_rules_over_what_a_measurement_says_of_itself() -> None:
    told = Measurement("trial.value", Text("Another label"), 3, "Another unit")
    believed = accept(INFO, ev.Measured(told))
    assert isinstance(believed, ev.Measured)
    assert (believed.measurement.label.words, believed.measurement.unit) == ("Value", "")


@pytest.mark.parametrize(
    "report", [ev.Instruct(Text("Sit.")), ev.Asked(Question("why", Text("Why?"), unattended=NOTHING, permits=True))]
)
def test_talking_has_to_be_declared(report: Report) -> None:
    with pytest.raises(CheckError):
        accept(INFO, report)
    assert accept(TALKATIVE, report) == report


def test_a_question_that_says_what_holds_unattended_needs_no_person() -> None:
    asked = ev.Asked(Question("why", "Why?", ("So", "No"), unattended="So"))
    believed = Question("why", Text("Why?"), (Text("So"), Text("No")), unattended=Text("So"))
    assert accept(INFO, asked) == ev.Asked(believed)
    assert accept(INFO, ev.Asked(believed)) == ev.Asked(believed)
    with pytest.raises(CheckError, match="none of the choices"):
        accept(INFO, ev.Asked(Question("why", "Why?", ("So", "No"), unattended="Perhaps")))


def test_a_text_to_read_aloud_is_made_harmless() -> None:
    told = ev.Instruct(Text("Read."), 5, "One\x1b[2J\ntwo")
    assert accept(TALKATIVE, told) == ev.Instruct(Text("Read."), 5, "One\ufffd[2J two")


@pytest.mark.parametrize("seconds", [math.nan, math.inf])
def test_times_are_finite(seconds: float) -> None:
    with pytest.raises(CheckError):
        accept(TALKATIVE, ev.Instruct(Text("Sit."), seconds))


def test_the_tail_of_a_log_is_bounded_and_harmless() -> None:
    tail = log_tail((ATTACK * LOG_LIMIT).encode() + b"\xff the end\n")
    assert len(tail) <= LOG_LIMIT
    assert tail.endswith("the end\n")
    assert not has_harmful(tail)


@pytest.mark.parametrize("samples", [-1, 2**53 + 1])
def test_a_count_of_samples_is_one_that_a_file_can_hold(samples: int) -> None:
    with pytest.raises(CheckError):
        accept(INFO, ev.Measured(Measurement("trial.value", NOTHING, 3, samples=samples)))
