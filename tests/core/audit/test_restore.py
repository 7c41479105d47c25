from deskready.core.audit.outcome import Outcome
from deskready.core.audit.restore import attempt_of, info_of, judgement_of
from deskready.core.judge.verdict import Readiness
from deskready.core.profile.requirement import Requirement
from helpers.declared import DOWNLOAD, LATENCY, profile
from helpers.samples import attempt, audit_of, record

RUN = attempt(measurements=(DOWNLOAD.measured(20),))
SPEED = record("internet.speed", "Speed", RUN, (DOWNLOAD, LATENCY), remedies={"internet.download": "Use the cable."})


def test_a_check_that_is_not_installed_can_be_shown_and_not_run() -> None:
    info = info_of(SPEED)
    assert (info.id, info.title, info.why, info.area) == ("internet.speed", "Speed", SPEED.why, "internet")
    assert (info.metrics, info.remedies) == ((DOWNLOAD, LATENCY), {"internet.download": "Use the cable."})
    assert (info.origin.target, info.origin.version, info.default) == ("", "0.1.0", False)


def test_a_run_comes_back_and_no_run_stays_none() -> None:
    assert attempt_of(SPEED) == RUN
    assert attempt_of(record("internet.speed", "Speed", None, (DOWNLOAD,))) is None
    skipped = record("internet.speed", "Speed", attempt(Outcome.SKIPPED), (DOWNLOAD,))
    assert attempt_of(skipped) == attempt(Outcome.SKIPPED)


def test_a_record_is_judged_by_its_own_profile_or_another() -> None:
    saved = audit_of(SPEED, profile=profile(Requirement("internet.download", minimum=10)))
    assert judgement_of(saved).readiness is Readiness.READY
    other = judgement_of(saved, profile(Requirement("internet.download", minimum=50, label="Download")))
    assert other.readiness is Readiness.NOT_READY
    assert other.verdicts[0].remedy == "Use the cable."
