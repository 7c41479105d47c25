from pathlib import Path

import pytest
from msgspec import structs

from deskready.core.errors import UsageError
from deskready.core.outcome import Outcome
from deskready.core.record import Audit
from deskready.keeping import AuditKeeper
from deskready.store.partial import leftovers
from helpers.samples import attempt, audit_of, record


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESKREADY_HOME", str(tmp_path))
    return tmp_path


def audit(*outcomes: Outcome) -> Audit:
    checks = [
        record(f"line.n{n}", f"Number {n}", None if outcome is Outcome.NOT_RUN else attempt(outcome), ())
        for n, outcome in enumerate(outcomes)
    ]
    return audit_of(*checks)


def kept(*outcomes: Outcome) -> AuditKeeper:
    keeper = AuditKeeper()
    keeper.keep(audit(*outcomes))
    return keeper


def records(home: Path) -> list[Path]:
    return list((home / "data").rglob("*.json"))


def partials(home: Path) -> list[Path]:
    return list(home.rglob("*.partial"))


M, N, C, S, F = Outcome.MEASURED, Outcome.NOT_RUN, Outcome.CANCELLED, Outcome.SKIPPED, Outcome.FAILED


def test_a_running_audit_is_on_disk(home: Path) -> None:
    kept(M, N)
    assert len(partials(home)) == 1


@pytest.mark.parametrize("outcomes", [(M, M), (M, S), (F, M), (M, Outcome.UNAVAILABLE)])
def test_a_finished_audit_is_filed(home: Path, outcomes: tuple[Outcome, ...]) -> None:
    kept(*outcomes).close(audit(*outcomes))
    assert (len(records(home)), partials(home)) == (1, [])


@pytest.mark.parametrize("outcomes", [(M, N), (M, C), (F, N, S)])
def test_one_that_was_broken_off_waits_to_be_gone_on_with(home: Path, outcomes: tuple[Outcome, ...]) -> None:
    kept(*outcomes).close(audit(*outcomes))
    assert (records(home), len(partials(home))) == ([], 1)


@pytest.mark.parametrize("outcomes", [(N, N), (C, S), (S,), ()])
def test_one_that_holds_nothing_is_dropped(home: Path, outcomes: tuple[Outcome, ...]) -> None:
    kept(*outcomes).close(audit(*outcomes))
    assert (records(home), partials(home)) == ([], [])


def test_an_audit_that_is_over_is_filed_though_checks_were_left_out(home: Path) -> None:
    kept(M, N).file(audit(M, N))
    assert (len(records(home)), partials(home)) == (1, [])


def test_what_was_never_kept_leaves_nothing(home: Path) -> None:
    AuditKeeper().close(audit(M))
    assert (records(home), partials(home)) == ([], [])


def test_a_folder_that_refuses_is_an_error_and_the_next_time_works(home: Path) -> None:
    (home / "state").write_text("in the way", "utf-8")
    keeper = AuditKeeper()
    with pytest.raises(UsageError):
        keeper.keep(audit(M, N))
    (home / "state").unlink()
    keeper.keep(structs.replace(audit(M, N)))
    assert len(partials(home)) == 1


def test_a_kept_audit_is_not_offered_while_its_program_lives(home: Path) -> None:
    keeper = kept(M, N)
    assert leftovers() == ()
    keeper.file(audit(M, M))
