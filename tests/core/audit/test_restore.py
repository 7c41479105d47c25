from deskready.core.audit.outcome import Outcome
from deskready.core.audit.restore import facts_in, info_of, judgement_of
from deskready.core.audit.run import Run
from deskready.core.judge.verdict import Readiness
from deskready.core.profile.requirement import Requirement
from deskready.core.words.text import Text
from helpers.declared import DOWNLOAD, LATENCY, profile
from helpers.samples import audit_of, record, run

RUN = run(measurements=(DOWNLOAD.measured(20),))
SPEED = record("internet.speed", "Speed", RUN, (DOWNLOAD, LATENCY), remedies={"internet.download": "Use the cable."})


def test_a_check_that_is_not_installed_can_be_shown_and_not_run() -> None:
    info = info_of(SPEED)
    assert (info.id, info.title.words, info.why, info.area) == ("internet.speed", "Speed", SPEED.why, "internet")
    assert (info.metrics, info.remedies) == ((DOWNLOAD, LATENCY), {"internet.download": Text("Use the cable.")})
    assert (info.origin.target, info.origin.version, info.default) == ("", "0.1.0", False)


def test_the_last_run_is_what_the_record_knows() -> None:
    assert SPEED.last == RUN
    never = record("internet.speed", "Speed", None, (DOWNLOAD,))
    assert (never.last, never.outcome) == (Run(), Outcome.NOT_RUN)
    skipped = record("internet.speed", "Speed", run(Outcome.SKIPPED), (DOWNLOAD,), earlier=(RUN,))
    assert (skipped.last, skipped.outcome) == (run(Outcome.SKIPPED), Outcome.SKIPPED)
    outcomes = [facts_in(audit_of(each))[DOWNLOAD.id].outcome for each in (SPEED, never, skipped)]
    assert outcomes == [Outcome.MEASURED, Outcome.NOT_RUN, Outcome.SKIPPED]


def test_a_record_is_judged_by_its_own_profile_or_another() -> None:
    saved = audit_of(SPEED, profile=profile(Requirement("internet.download", minimum=10)))
    assert judgement_of(saved).readiness is Readiness.READY
    other = judgement_of(saved, profile(Requirement("internet.download", minimum=50, label=Text("Download"))))
    assert other.readiness is Readiness.NOT_READY
    assert other.verdicts[0].remedy.words == "Use the cable."
