from pathlib import Path

import pytest
from msgspec import structs

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit
from deskready.core.errors import UsageError
from deskready.desk.keeping import AuditKeeper, interrupted
from deskready.store import audit_file
from deskready.store.partial import PartialFile, record_path
from deskready.store.paths import audits_dir, partial_dir
from helpers.samples import LATENCY, audit_of, record, run


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESKREADY_HOME", str(tmp_path / "home"))


def _audit(*outcomes: Outcome) -> Audit:
    return audit_of(
        *(
            record(f"toy.c{n}", "Toy", None if outcome is Outcome.NOT_RUN else run(outcome), (LATENCY,))
            for n, outcome in enumerate(outcomes)
        )
    )


def _kept() -> bool:
    return any(partial_dir().glob("*.partial"))


@pytest.mark.parametrize(
    ("outcomes", "broken_off", "closed", "filed"),
    [
        ((Outcome.MEASURED,), False, "filed", "filed"),
        ((Outcome.MEASURED, Outcome.SKIPPED), False, "filed", "filed"),
        ((Outcome.FAILED,), False, "filed", "filed"),
        ((Outcome.MEASURED, Outcome.CANCELLED), False, "filed", "filed"),
        ((Outcome.MEASURED, Outcome.CANCELLED), True, "kept", "filed"),
        ((Outcome.MEASURED, Outcome.NOT_RUN), False, "kept", "filed"),
        ((Outcome.MEASURED, Outcome.NOT_RUN), True, "kept", "filed"),
        ((Outcome.SKIPPED, Outcome.NOT_RUN), True, "dropped", "dropped"),
        ((Outcome.SKIPPED, Outcome.SKIPPED), False, "dropped", "dropped"),
        ((Outcome.CANCELLED,), True, "dropped", "dropped"),
    ],
)
def test_what_becomes_of_an_audit_that_ends(
    outcomes: tuple[Outcome, ...], broken_off: bool, closed: str, filed: str
) -> None:
    audit = _audit(*outcomes)
    audit = structs.replace(audit, finished="") if broken_off else audit
    for end, becomes in ((AuditKeeper.close, closed), (AuditKeeper.file, filed)):
        keeper = AuditKeeper()
        keeper.keep(audit)
        assert _kept()
        end(keeper, audit)
        assert (_kept(), record_path(audit).exists()) == (becomes == "kept", becomes == "filed")
        record_path(audit).unlink(missing_ok=True)
        keeper.file(_audit(Outcome.NOT_RUN))  # lets go of the lock


def _left_behind(audit: Audit) -> None:
    """Leaves a partial file as a killed program does: its lock is free."""
    file = PartialFile(audit.id)
    file.write(audit)
    file._lock.release()


@pytest.mark.parametrize("last", [Outcome.SKIPPED, Outcome.MEASURED, Outcome.FAILED, Outcome.UNAVAILABLE])
@pytest.mark.parametrize("finished", [True, False])
def test_an_audit_whose_every_check_ended_is_filed_and_never_offered(last: Outcome, finished: bool) -> None:
    """The program was killed after the last check had ended, or while one was run again."""
    audit = _audit(Outcome.MEASURED, last)
    _left_behind(audit if finished else structs.replace(audit, finished=""))
    assert interrupted() is None
    assert not _kept()
    assert audit_file.read(record_path(audit)).finished == (
        audit.finished if finished else audit.checks[0].last.finished
    )


def test_the_newest_audit_that_was_broken_off_is_offered() -> None:
    broken = structs.replace(_audit(Outcome.MEASURED, Outcome.NOT_RUN), finished="")
    _left_behind(broken)
    _left_behind(structs.replace(_audit(Outcome.MEASURED), id="whole"))
    _left_behind(structs.replace(_audit(Outcome.SKIPPED, Outcome.NOT_RUN), id="empty"))
    (partial_dir() / "broken.partial").write_text("{")
    found = interrupted()
    assert found is not None
    assert found.audit == broken


def test_it_is_told_what_is_kept_where_the_rest_cannot_be_written() -> None:
    begun, whole = _audit(Outcome.MEASURED, Outcome.NOT_RUN), _audit(Outcome.MEASURED, Outcome.MEASURED)
    keeper = AuditKeeper()
    keeper.keep(begun)
    audits_dir().parent.mkdir(parents=True)
    audits_dir().write_text("in the way")
    with pytest.raises(
        UsageError, match="What was measured is kept for 1 of 2 checks only: `deskready` offers"
    ) as told:
        keeper.file(whole)
    assert "Cannot make the folder" in told.value.remedy.words
    keeper.keep(whole)
    with pytest.raises(UsageError, match="All that was measured is kept; it is filed when"):
        keeper.file(whole)
    keeper.file(_audit(Outcome.NOT_RUN))
    assert not _kept()
    (partial_dir()).rmdir()
    partial_dir().write_text("in the way")
    keeper = AuditKeeper()
    for do in (keeper.keep, keeper.file, keeper.close):
        with pytest.raises(UsageError, match=r"is not kept|Cannot make"):
            do(whole)
    with pytest.raises(UsageError, match="What was measured is not kept on this computer"):
        keeper.close(begun)
    partial_dir().unlink()
    audits_dir().unlink()
    keeper.file(whole)  # there is room again
    assert record_path(whole).exists()


def test_an_audit_that_nothing_was_kept_of_leaves_nothing() -> None:
    AuditKeeper().file(_audit(Outcome.MEASURED))
    AuditKeeper().close(_audit(Outcome.MEASURED))
    assert not _kept()
