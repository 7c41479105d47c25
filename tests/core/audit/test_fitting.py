"""What is written can be read: whatever the engine believes of any check, and at each limit of the reader."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from deskready.core.audit import encoding, limits
from deskready.core.audit import event as ev
from deskready.core.audit.audit import AuditState
from deskready.core.audit.encoding import decode, encode
from deskready.core.audit.fitting import EARLIER_LEFT_OUT, ENGLISH_ONLY, LOG_CUT, THINNED
from deskready.core.audit.limits import SERIES_LIMIT, SIZE_LIMIT, VALUE_LIMIT, room_of
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit, CheckRecord, Machine, Tool
from deskready.core.audit.run import Run
from deskready.core.audit.series import LIMIT, Series
from deskready.core.clean import LOG_LIMIT
from deskready.core.declare.metric import Metric
from deskready.core.declare.unit import Unit
from deskready.core.declare.use import Use
from deskready.core.errors import CheckError, UsageError
from deskready.core.words.message import message
from deskready.core.words.text import Name, Text
from deskready.engine.run.protocol import Finished, Report, accept
from helpers import engine_checks
from helpers.any_report import REPORT
from helpers.engine import info_of
from helpers.samples import PROFILE, audit_of

INFO = structs.replace(info_of(engine_checks.Quick), uses=frozenset({Use.ROOM, Use.PERSON}))
TOOL, MACHINE = Tool("deskready", "1"), Machine()
LONG = message("test.long", "Long: {name}")
NUMBER = Metric("toy.number", "Number", Unit.MILLISECOND)


def believed(reports: Sequence[Report]) -> Iterator[ev.Event]:
    """What the program makes of a child's reports, as events of one run."""
    yield ev.Queued()
    yield ev.Started(1.0)
    for report in reports:
        try:
            heard = accept(INFO, report)
        except CheckError:
            continue
        if isinstance(heard, Finished):
            yield ev.Ended(Run(heard.outcome, failure=heard.failure, reason=heard.reason, remedy=heard.remedy))
            return
        yield heard
    yield ev.Ended(Run(Outcome.MEASURED))


@given(st.lists(st.lists(REPORT, max_size=12), min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_whatever_the_engine_believes_is_written_and_read_again(runs: list[list[Report]]) -> None:
    state = AuditState([INFO], PROFILE)
    for reports in runs:
        for event in believed(reports):
            state.apply(INFO.id, event)
    audit = state.record(TOOL, MACHINE)
    data = encode(audit)
    assert decode(data, "f") == audit
    assert encode(decode(data, "f")) == data


def plots(count: int, points: int) -> tuple[Series, ...]:
    """Plots whose numbers take as much room as numbers can."""
    t = tuple(number + 0.12345678901234 for number in range(points))
    return tuple(Series(f"p{number}", "ms", t, t) for number in range(count))


def of_runs(*runs: Run, name: str = "toy.check") -> CheckRecord:
    return CheckRecord(name, Text("Toy"), Text("Why."), "1", {}, (NUMBER,), runs)


def notes(audit: Audit) -> list[set[str]]:
    """Ids of what each check's last run says of itself."""
    return [{note.id for note in record.last.notes} for record in audit.checks]


def written_and_read(audit: Audit) -> Audit:
    data = encode(audit)
    assert room_of(data).fits
    found = decode(data, "f")
    assert encode(found) == data, "what was made to fit once fits"
    return found


@pytest.mark.parametrize("checks", [1, 3])
def test_as_many_full_plots_as_a_check_may_have_are_thinned_and_say_so(checks: int) -> None:
    """At the real limits: more than 25 full plots, which the reader refused."""
    full = Run(Outcome.MEASURED, series=plots(SERIES_LIMIT, LIMIT))
    found = written_and_read(audit_of(*(of_runs(full, name=f"toy.c{n}") for n in range(checks))))
    for record in found.checks:
        assert [series.name for series in record.last.series] == [f"p{n}" for n in range(SERIES_LIMIT)]
        assert all(len(series.t) == len(series.v) for series in record.last.series)
        assert THINNED.id in {note.id for note in record.last.notes}
    kept = sum(2 * len(series.t) for record in found.checks for series in record.last.series)
    assert kept > VALUE_LIMIT / 3, "no more is left out than has to be"


def test_what_fits_is_kept_as_it_is() -> None:
    audit = audit_of(of_runs(Run(Outcome.MEASURED, series=plots(18, LIMIT))))
    assert written_and_read(audit) == audit


def at_most(monkeypatch: pytest.MonkeyPatch, size: int = SIZE_LIMIT, values: int = VALUE_LIMIT) -> None:
    """Lowers the limits of reader and writer."""
    for module in (limits, encoding):
        monkeypatch.setattr(module, "SIZE_LIMIT", size)
        monkeypatch.setattr(module, "VALUE_LIMIT", values)


@pytest.mark.parametrize("beyond", [0, 1])
@pytest.mark.parametrize("limit", ["size", "values"])
def test_each_limit_to_the_byte(monkeypatch: pytest.MonkeyPatch, limit: str, beyond: int) -> None:
    audit = audit_of(of_runs(Run(Outcome.MEASURED, series=plots(2, 500), log="a,b\n" * 100)))
    takes = room_of(encode(audit))
    at_most(monkeypatch, **{limit: getattr(takes, limit) - beyond})
    found = written_and_read(audit)
    assert (found == audit) == (beyond == 0)
    assert notes(found) == [{THINNED.id} if beyond else set()]


def test_logs_are_cut_where_plots_are_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(Outcome.MEASURED, log="x" * (LOG_LIMIT - 4) + "end\n", series=plots(1, 100))
    audit = audit_of(*(of_runs(run, name=f"toy.c{n}") for n in range(10)))
    at_most(monkeypatch, size=120_000)
    found = written_and_read(audit)
    assert notes(found) == [{LOG_CUT.id, *(note.id for note in record.last.notes)} for record in found.checks]
    assert all(record.last.log.startswith("…x") and record.last.log.endswith("end\n") for record in found.checks)


def test_earlier_runs_are_left_out_oldest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [Run(Outcome.MEASURED, measurements=(NUMBER.measured(n),)) for n in range(300)]
    audit = audit_of(of_runs(*runs), of_runs(runs[0], name="toy.other"))
    at_most(monkeypatch, size=100_000)
    found = written_and_read(audit)
    kept = found.checks[0].runs
    assert 10 < len(kept) < 300
    assert [run.measurements for run in kept] == [run.measurements for run in runs[-len(kept) :]]
    assert notes(found) == [{EARLIER_LEFT_OUT.id}, set()]


def test_last_of_all_texts_are_kept_in_english_only(monkeypatch: pytest.MonkeyPatch) -> None:
    said = LONG(name=Name("x" * 200))
    record = structs.replace(of_runs(Run(Outcome.UNAVAILABLE, reason=said)), remedies={f"toy.m{n}": said for n in "ab"})
    audit = audit_of(record)
    at_most(monkeypatch, size=len(encode(audit)) - 300)
    found = written_and_read(audit)
    assert notes(found) == [{ENGLISH_ONLY.id}]
    assert found.checks[0].last.reason == Text(said.words)


def test_what_cannot_be_made_to_fit_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    at_most(monkeypatch, size=1000)
    with pytest.raises(UsageError, match="its checks alone take more"):
        encode(audit_of(of_runs(Run())))
