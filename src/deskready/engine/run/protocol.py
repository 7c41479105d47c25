"""The lines of JSON between the program and a child process, and what of them is believed."""

import math

import msgspec
from msgspec import Struct, structs

from deskready.core.audit import event as ev
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.clean import LOG_LIMIT, clean, clean_lines
from deskready.core.declare.cause import Cause
from deskready.core.declare.check import Question
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.metric import Gap, Measurement
from deskready.core.declare.unit import Value
from deskready.core.declare.use import Use
from deskready.core.errors import CheckError
from deskready.core.words.foreign import from_check
from deskready.core.words.text import NOTHING, Text, text_of

LINE_LIMIT = 1024**2
"""Bytes that one line may have."""
SAMPLES_LIMIT = 2**53
"""The largest count of samples that is believed: every JSON reader can hold it."""


class Begin(Struct, frozen=True, tag="begin"):
    """The first line to the child: what to run."""

    target: str
    """`module:attribute`, or `path.py:Class`."""
    options: dict[str, Value]
    parent: int
    """Process id of the program: if it is no longer the child's parent, the child ends."""


class Answer(Struct, frozen=True, tag="answer"):
    """What the person answered to the open question."""

    text: str


class Cancel(Struct, frozen=True, tag="cancel"):
    """Stop now; 100 ms later the child is killed."""


class Conclude(Struct, frozen=True, tag="conclude"):
    """End early, with what there is."""


Command = Begin | Answer | Cancel | Conclude
"""What the program tells a child."""


class Finished(Struct, frozen=True, tag="finished"):
    """The child's last line: how the run ended, as far as the check's own code goes."""

    outcome: Outcome
    failure: Failure | None = None
    reason: Text = NOTHING
    remedy: Text = NOTHING
    cause: Cause | None = None


Report = ev.Started | ev.Progress | ev.Sample | ev.Instruct | ev.Asked | ev.Logged | ev.Measured | ev.Missing | Finished
"""What a child tells the program."""

_encoder = msgspec.json.Encoder()
_report_decoder: msgspec.json.Decoder[Report] = msgspec.json.Decoder(Report)
_command_decoder: msgspec.json.Decoder[Command] = msgspec.json.Decoder(Command)


def encode(message: Command | Report) -> bytes:
    """A message as one line."""
    return _encoder.encode(message) + b"\n"


def decode_command(line: bytes) -> Command:
    """The command of one line from the program."""
    return _command_decoder.decode(line)


def decode_report(line: bytes) -> Report:
    """The report of one line from a child.

    Raises:
        CheckError: It is no report.
    """
    try:
        return _report_decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise CheckError(f"A line of the check's output is no message: {clean(str(error))}") from None


def accept(info: CheckInfo, report: Report) -> Report:
    """A child's report, verified against the check's declaration and with every text made harmless.

    Raises:
        CheckError: It breaks the contract.
    """
    match report:
        case ev.Measured():
            return ev.Measured(_accept_measurement(info, report.measurement))
        case ev.Missing():
            return ev.Missing(_accept_gap(info, report.gap))
        case ev.Progress():
            return ev.Progress(_finite(report.fraction, "progress"), from_check(report.text))
        case ev.Sample():
            t, v = _finite(report.t, "sample"), _finite(report.v, "sample")
            name, unit, along = clean(report.series, 40), clean(report.unit, 16), clean(report.along, 16)
            return ev.Sample(name, t, v, unit, along, from_check(report.title, 40))
        case ev.Instruct() | ev.Asked():
            return _accept_talk(info, report)
        case ev.Logged():
            return ev.Logged(clean_lines(report.text))
        case ev.Started():
            return ev.Started(_finite(report.limit_seconds, "limit"))
        case Finished():
            reason, remedy = from_check(report.reason, 600), from_check(report.remedy, 600)
            return structs.replace(report, reason=reason, remedy=remedy, cause=_accept_cause(info, report.cause))


def _accept_measurement(info: CheckInfo, measurement: Measurement) -> Measurement:
    metric = info.metric(measurement.metric)
    if metric is None:
        raise CheckError(f"It measured {clean(measurement.metric)!r}, which it does not declare.")
    value = clean(measurement.value) if isinstance(measurement.value, str) else measurement.value
    believed = structs.replace(
        measurement,
        value=value,
        label=text_of(metric.label),
        unit=metric.unit.value,
        method=from_check(measurement.method),
        surer=from_check(measurement.surer),
        said=_accept_said(measurement),
        privacy=metric.privacy,
        cause=_accept_cause(info, measurement.cause),
        denies=_accept_denied(info, measurement.denies),
    )
    metric.verify(believed)
    if measurement.samples is not None and not 0 <= measurement.samples <= SAMPLES_LIMIT:
        raise CheckError(f"{metric.id} was given an impossible number of samples.")
    return believed


def _accept_gap(info: CheckInfo, gap: Gap) -> Gap:
    if info.metric(gap.metric) is None:
        raise CheckError(f"It spoke of {clean(gap.metric)!r}, which it does not declare.")
    return Gap(gap.metric, from_check(gap.reason), from_check(gap.remedy), _accept_cause(info, gap.cause))


def _accept_cause(info: CheckInfo, cause: Cause | None) -> Cause | None:
    """A cause as the check declares it, with what was seen of it."""
    if cause is None:
        return None
    declared = info.cause(cause.id)
    if declared is None:
        raise CheckError(f"It named the cause {clean(cause.id)!r}, which it does not declare.")
    return declared.by(from_check(cause.evidence))


def _accept_denied(info: CheckInfo, denied: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of causes that a measurement rules out; a check rules out none but those it declares."""
    if unknown := [cause_id for cause_id in denied if info.cause(cause_id) is None]:
        raise CheckError(f"It ruled out the cause {clean(unknown[0])!r}, which it does not declare.")
    return denied


def _accept_said(measurement: Measurement) -> Text:
    """How a text value reads; only where it says what the value says."""
    said = from_check(measurement.said)
    return said if said.words == measurement.value else NOTHING


def _accept_talk(info: CheckInfo, report: ev.Instruct | ev.Asked) -> ev.Instruct | ev.Asked:
    if isinstance(report, ev.Instruct):
        if Use.ROOM not in info.uses:
            raise CheckError("It gave an instruction without declaring that it needs the room.")
        seconds = None if report.seconds is None else _finite(report.seconds, "time")
        return ev.Instruct(from_check(report.text), seconds, clean(report.script, 600))
    question = report.question
    if Use.PERSON not in info.uses and not question.unattended:
        raise CheckError("It asked a question without declaring that it needs the person.")
    choices = tuple(from_check(choice, 60) for choice in question.choices[:12])
    unattended = from_check(question.unattended, 60)
    if unattended and choices and unattended.words not in {choice.words for choice in choices}:
        raise CheckError("What holds where nobody answers its question is none of the choices.")
    asked = from_check(question.text, 400)
    return ev.Asked(Question(clean(question.id, 60), asked, choices, unattended, question.permits))


def _finite(number: float, what: str) -> float:
    if not math.isfinite(number):
        raise CheckError(f"It sent a {what} that is not a finite number.")
    return number


def log_tail(data: bytes) -> str:
    """The end of what a child printed, as harmless text."""
    return clean_lines(data.decode("utf-8", "replace")[-LOG_LIMIT:], LOG_LIMIT)
