from pathlib import Path

import pytest

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit
from deskready.desk.keeping import AuditKeeper
from deskready.store.partial import record_path
from deskready.store.paths import partial_dir
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
    ("outcomes", "closed", "filed"),
    [
        ((Outcome.MEASURED,), "filed", "filed"),
        ((Outcome.MEASURED, Outcome.SKIPPED), "filed", "filed"),
        ((Outcome.FAILED,), "filed", "filed"),
        ((Outcome.MEASURED, Outcome.NOT_RUN), "kept", "filed"),
        ((Outcome.MEASURED, Outcome.CANCELLED), "kept", "filed"),
        ((Outcome.SKIPPED, Outcome.NOT_RUN), "dropped", "dropped"),
        ((Outcome.CANCELLED,), "dropped", "dropped"),
    ],
)
def test_what_becomes_of_an_audit_that_ends(outcomes: tuple[Outcome, ...], closed: str, filed: str) -> None:
    audit = _audit(*outcomes)
    for end, becomes in ((AuditKeeper.close, closed), (AuditKeeper.file, filed)):
        keeper = AuditKeeper()
        keeper.keep(audit)
        assert _kept()
        end(keeper, audit)
        assert (_kept(), record_path(audit).exists()) == (becomes == "kept", becomes == "filed")
        record_path(audit).unlink(missing_ok=True)
        keeper.file(_audit(Outcome.NOT_RUN))  # lets go of the lock


def test_an_audit_that_nothing_was_kept_of_leaves_nothing() -> None:
    AuditKeeper().file(_audit(Outcome.MEASURED))
    AuditKeeper().close(_audit(Outcome.MEASURED))
    assert not _kept()
