from collections.abc import Sequence
from datetime import timedelta

import msgspec
import pytest
from msgspec import structs

from deskready.core import clock
from deskready.core.audit import event as ev
from deskready.core.audit import track
from deskready.core.audit.audit import AuditState
from deskready.core.audit.check_state import CheckState, Phase, Plot
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.audit.record import Audit, Machine, Tool
from deskready.core.audit.run import Run
from deskready.core.audit.series import Series
from deskready.core.audit.track import PLOT_POINTS
from deskready.core.clean import LOG_LIMIT
from deskready.core.declare.check import Question
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Gap
from deskready.core.declare.option import Chosen
from deskready.core.judge.verdict import Mark, Readiness
from deskready.core.profile.requirement import Requirement
from deskready.core.words.text import Text
from helpers.declared import DOWNLOAD, LATENCY, check_info, profile
from helpers.runs import ended
from helpers.samples import audit_of, record
from helpers.samples import run as sample_run

SPEED = check_info("internet.speed", (DOWNLOAD,))
DELAY = check_info("internet.latency", (LATENCY,))
PROFILE = profile(Requirement("internet.download", minimum=10, recommended=25, unit="Mbit/s", label=Text("Download")))
ENDED = "2026-01-31T12:00:00+01:00"
TOOL, MACHINE = Tool("deskready", "1"), Machine()


def fresh() -> AuditState:
    return AuditState([SPEED, DELAY], PROFILE)


def readiness(state: AuditState) -> Readiness:
    return state.judgement.readiness


def run(state: AuditState, check_id: str, events: Sequence[ev.Event], end: ev.Ended | None = None) -> None:
    for event in (ev.Queued(), ev.Started(60), *events, end or ended(Outcome.MEASURED, 1.5, finished=ENDED)):
        state.apply(check_id, event)


def measured(value: float) -> ev.Measured:
    return ev.Measured(DOWNLOAD.measured(value))


def written_and_read(audit: Audit) -> Audit:
    return msgspec.json.decode(msgspec.json.encode(audit), type=Audit)


def test_a_new_audit_has_run_nothing() -> None:
    state = fresh()
    assert state.checks == (SPEED, DELAY)
    assert not state.running
    assert (state.outcome("internet.speed"), state.phase("internet.speed")) == (Outcome.NOT_RUN, Phase.IDLE)
    assert (state.judgement.readiness, state.judgement.partial) == (Readiness.UNDECIDED, True)
    saved = state.record(TOOL, MACHINE)
    assert (saved.finished, saved.checks[0].outcome, saved.checks[0].last.finished) == ("", Outcome.NOT_RUN, "")


def test_a_run_shows_step_by_step() -> None:
    state, question = fresh(), Question("q", "Which one?")
    options = {"seconds": Chosen(10, "default")}

    def after(event: ev.Event) -> CheckState:
        state.apply("internet.speed", event)
        return state.snapshot("internet.speed")

    assert (after(ev.Queued(options)).phase, state.running) == (Phase.QUEUED, True)
    started = after(ev.Started(45.0))
    assert (started.phase, started.limit_seconds, started.shown.options) == (Phase.RUNNING, 45.0, options)
    assert (after(ev.Progress(0.4, Text("Downloading"))).fraction, after(ev.Progress(7.0)).fraction) == (0.4, 1.0)
    assert after(ev.Progress(-1.0, Text("Uploading"))).activity.words == "Uploading"
    told = after(ev.Instruct(Text("Be quiet"), 5.0))
    assert (told.instruction_seconds, told.instruction_left) == (5.0, 5)
    assert after(ev.Instruct(Text("Read this"), 20.0, "Good morning.")).script == "Good morning."
    assert after(ev.Asked(question)).question == question
    assert after(ev.Sample("rate", 0.1, 93.0, "Mbit/s")).plots == (Plot(Text("Rate"), "Mbit/s", (93.0,)),)
    curve = after(ev.Sample("spectrum", 63.0, 30.0, "dBA", "Hz"))
    assert curve.plots[1:] == (Plot(Text("Spectrum"), "dBA", (30.0,), "Hz", (63.0,)),)
    assert after(measured(90.0)).question is None
    assert after(measured(94.0)).shown.measurements == (DOWNLOAD.measured(94.0),)
    assert after(ev.Logged("line")).shown.log == "line\n"
    over = after(ended(Outcome.MEASURED, 7.12345, finished=ENDED))
    assert (over.phase, over.outcome, over.last.seconds, over.last.finished) == (
        Phase.IDLE,
        Outcome.MEASURED,
        7.123,
        ENDED,
    )
    assert (over.fraction, over.activity.words, over.instruction.words, over.instruction_seconds) == (1.0, "", "", None)
    assert (over.script, over.last.options) == ("", options)
    assert over.verdicts[0].verdict is Mark.PASS
    assert (state.running, state.record(TOOL, MACHINE).finished) == (False, ENDED)


def test_what_is_left_of_an_instruction_is_counted_in_whole_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    state, clock = fresh(), [100.0]
    monkeypatch.setattr(f"{track.__name__}.time.monotonic", lambda: clock[0])
    state.apply("internet.speed", ev.Instruct(Text("Be quiet"), 20.0))
    left = []
    for clock[0] in (100.0, 100.2, 101.0, 119.5, 120.0, 500.0):
        left.append(state.snapshot("internet.speed").instruction_left)
    assert left == [20, 20, 19, 1, 0, 0]
    state.apply("internet.speed", ev.Instruct(Text()))
    assert state.snapshot("internet.speed").instruction_left is None


def test_who_may_hear() -> None:
    listens = structs.replace(fresh().checks[0], consent=frozenset({Consent.MICROPHONE}))
    question = Question("q", "Which one?")
    heard = {
        name: CheckState(info, phase=phase, question=asked).marks
        for name, info, phase, asked in (
            ("runs", listens, Phase.RUNNING, None),
            ("asks", listens, Phase.RUNNING, question),
            ("waits", listens, Phase.QUEUED, None),
            ("has ended", listens, Phase.IDLE, None),
            ("may not", fresh().checks[0], Phase.RUNNING, None),
        )
    }
    assert [name for name, listening in heard.items() if listening] == ["runs"]


@pytest.mark.parametrize(
    "then", [ev.Progress(0.1, Text("Opening the microphone")), ev.Instruct(Text("Be quiet"), 5.0), measured(9.0)]
)
def test_a_check_that_goes_on_has_its_answer(then: ev.Event) -> None:
    state = fresh()
    for event in (ev.Queued(), ev.Started(60.0), ev.Asked(Question("q", "Which one?"))):
        state.apply("internet.speed", event)
    assert state.snapshot("internet.speed").question
    state.apply("internet.speed", then)
    assert state.snapshot("internet.speed").question is None


def test_the_log_keeps_its_newest_part() -> None:
    state = fresh()
    run(state, "internet.speed", [ev.Logged("x" * 1000 + str(n)) for n in range(30)])
    log = state.snapshot("internet.speed").last.log
    assert len(log) == LOG_LIMIT
    assert log.endswith("29\n")


def test_the_log_that_the_engine_hands_over_replaces_the_lines() -> None:
    state = fresh()
    run(state, "internet.speed", [ev.Logged("line")], ended(Outcome.FAILED, log="all that was printed"))
    assert state.record(TOOL, MACHINE).checks[0].last.log == "all that was printed"


def test_a_live_plot_is_short_and_the_record_is_whole() -> None:
    state = fresh()
    points = PLOT_POINTS + 60
    run(state, "internet.speed", [ev.Sample("rate", n / 10, float(n), "Mbit/s") for n in range(points)])
    assert state.snapshot("internet.speed").plots[0].values == tuple(map(float, range(60, points)))
    assert len(state.record(TOOL, MACHINE).checks[0].last.series[0].v) == points


def test_a_judgement_waits_for_the_end_of_a_run() -> None:
    state = fresh()
    for event in (ev.Queued(), ev.Started(60), measured(94.0)):
        state.apply("internet.speed", event)
    assert state.snapshot("internet.speed").verdicts[0].verdict is Mark.UNKNOWN
    assert state.record(TOOL, MACHINE).finished == ""
    assert state.record(TOOL, MACHINE).checks[0].outcome is Outcome.NOT_RUN
    state.apply("internet.speed", ended(Outcome.MEASURED))
    assert state.snapshot("internet.speed").verdicts[0].verdict is Mark.PASS


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.MEASURED])
def test_measurements_of_a_run_that_broke_are_kept_and_not_judged(outcome: Outcome) -> None:
    state = fresh()
    end = ended(outcome, 2.0, Failure.CRASH, "It broke.", "Run it again.")
    run(state, "internet.speed", [ev.Progress(0.5), measured(94.0)], end)
    saved, shown = state.record(TOOL, MACHINE).checks[0], state.snapshot("internet.speed")
    broken = saved.last
    assert (saved.outcome, broken.failure, broken.reason.words, broken.remedy.words) == (
        outcome,
        Failure.CRASH,
        "It broke.",
        "Run it again.",
    )
    assert (broken.measurements, shown.fraction) == ((DOWNLOAD.measured(94.0),), 0.5)
    assert state.judgement.verdicts[0].verdict in (Mark.UNKNOWN, Mark.SKIPPED)


def test_a_rerun_replaces_the_result_and_keeps_every_attempt() -> None:
    state = fresh()
    run(state, "internet.speed", [measured(5.0), ev.Sample("rate", 0, 5)])
    assert readiness(state) is Readiness.NOT_READY
    failure = ended(Outcome.FAILED, 3.0, Failure.TIMEOUT, "Too slow.", finished="later")
    run(state, "internet.speed", [ev.Missing(Gap("internet.download", Text("No answer.")))], failure)
    run(state, "internet.speed", [measured(94.0)])
    saved = state.record(TOOL, MACHINE).checks[0]
    assert (saved.outcome, saved.last.measurements, saved.last.gaps, saved.last.series) == (
        Outcome.MEASURED,
        (DOWNLOAD.measured(94.0),),
        (),
        (),
    )
    assert [(each.outcome, each.finished, each.reason.words) for each in saved.runs] == [
        (Outcome.MEASURED, ENDED, ""),
        (Outcome.FAILED, "later", "Too slow."),
        (Outcome.MEASURED, ENDED, ""),
    ]
    assert saved.runs[0].measurements == (DOWNLOAD.measured(5.0),)
    assert readiness(state) is Readiness.READY
    assert state.last_failures("internet.speed", 2) == [Failure.TIMEOUT, None]
    assert state.last_failures("internet.latency", 2) == []


def test_a_rerun_that_goes_on_leaves_the_last_result_in_the_record() -> None:
    state = fresh()
    run(state, "internet.speed", [measured(94.0), ev.Sample("rate", 0.0, 5.0)])
    for event in (ev.Queued(), ev.Started(60), measured(1.0)):
        state.apply("internet.speed", event)
    saved = state.record(TOOL, MACHINE)
    assert saved.checks[0].last.measurements == (DOWNLOAD.measured(94.0),)
    assert saved.checks[0].last.series == (Series("rate", "", (0.0,), (5.0,)),)
    assert (saved.readiness, saved.finished, len(saved.checks[0].runs)) == (Readiness.READY, "", 1)
    assert state.snapshot("internet.speed").last.measurements == (DOWNLOAD.measured(94.0),)
    assert state.snapshot("internet.speed").shown.measurements == (DOWNLOAD.measured(1.0),)


def test_another_profile_judges_at_once() -> None:
    state = fresh()
    run(state, "internet.speed", [measured(20.0)])
    assert readiness(state) is Readiness.WARNINGS
    state.use(profile(Requirement("internet.download", minimum=50)))
    assert readiness(state) is Readiness.NOT_READY
    assert state.snapshot("internet.speed").verdicts[0].minimum == 50


def test_checks_of_a_newly_chosen_profile_are_taken_up() -> None:
    state = AuditState([SPEED], PROFILE)
    run(state, "internet.speed", [measured(94.0)])
    state.use(profile(Requirement("internet.latency", maximum=100)))
    assert "no installed check" in state.judgement.verdicts[0].message.words
    state.add([SPEED, DELAY])
    assert state.checks == (SPEED, DELAY)
    assert "has not been run" in state.judgement.verdicts[0].message.words
    assert state.outcome("internet.speed") is Outcome.MEASURED


def test_a_saved_audit_restored_gives_the_same_record() -> None:
    state = AuditState([SPEED, DELAY, check_info("computer.memory", ())], PROFILE)
    run(state, "internet.speed", [measured(5), ev.Sample("rate", 0.1, 5.0, "Mbit/s"), ev.Logged("line")])
    run(state, "internet.speed", [measured(94), ev.Sample("rate", 0.1, 94.0, "Mbit/s"), ev.Logged("another")])
    run(
        state,
        "internet.latency",
        [],
        ended(Outcome.FAILED, 2.0, Failure.LOAD, "Broken.", "Ask.", "tail", ENDED),
    )
    saved = written_and_read(state.record(TOOL, MACHINE))
    again = AuditState.restore(saved)
    assert again.record(TOOL, MACHINE) == saved
    assert msgspec.json.encode(again.record(TOOL, MACHINE)) == msgspec.json.encode(saved)
    assert again.snapshot("internet.speed").plots == state.snapshot("internet.speed").plots


def test_an_audit_of_every_outcome_restored_gives_the_same_record() -> None:
    records = [
        record(
            f"internet.{outcome.name.lower()}",
            "Check",
            None if outcome is Outcome.NOT_RUN else sample_run(outcome, measurements=(DOWNLOAD.measured(3),)),
            (structs.replace(DOWNLOAD, id=f"internet.{outcome.name.lower()}"),),
            earlier=(sample_run(Outcome.CANCELLED),),
        )
        for outcome in Outcome
    ]
    saved = written_and_read(audit_of(*records))
    assert AuditState.restore(saved).record(saved.tool, saved.machine) == saved


def test_a_restored_audit_goes_on_with_the_installed_checks() -> None:
    state = fresh()
    run(state, "internet.speed", [measured(5)])
    saved = written_and_read(state.record(TOOL, MACHINE))
    again = AuditState.restore(saved, [structs.replace(SPEED, remedies={"internet.download": Text("Use the cable.")})])
    assert again.judgement.verdicts[0].remedy.words == "Use the cable."
    assert again.checks[1].origin.target == ""
    run(again, "internet.speed", [measured(94)])
    assert again.id == state.id
    assert again.record(TOOL, MACHINE).checks[0].runs[0].measurements == (DOWNLOAD.measured(5),)


def test_log_and_series_are_kept_of_the_last_run_only() -> None:
    state = fresh()
    for value in (5.0, 6.0, 7.0):
        run(state, "internet.speed", [measured(value), ev.Sample("rate", 0, value), ev.Logged(f"line {value}")])
    runs = state.record(TOOL, MACHINE).checks[0].runs
    assert [each.log for each in runs] == ["", "", "line 7.0\n"]
    assert [each.series for each in runs] == [(), (), (Series("rate", "", (0,), (7.0,)),)]
    assert [found.value for each in runs for found in each.measurements] == [5.0, 6.0, 7.0]


def test_an_end_keeps_what_the_run_told_before() -> None:
    state = fresh()
    options = {"seconds": Chosen(10, "profile")}
    gap = Gap("internet.latency", Text("No answer."))
    for event in (ev.Queued(options), ev.Started(60), measured(94.0), ev.Missing(gap), ev.Logged("line")):
        state.apply("internet.speed", event)
    begun = state.snapshot("internet.speed").going.started
    state.apply("internet.speed", ended(Outcome.MEASURED, 1.5))
    last = state.snapshot("internet.speed").last
    assert (last.options, last.measurements, last.gaps, last.log) == (
        options,
        (DOWNLOAD.measured(94.0),),
        (gap,),
        "line\n",
    )
    assert last.started == begun != ""
    assert last.finished >= begun
    assert state.snapshot("internet.speed").going == Run()


def test_a_check_that_is_left_out_has_a_run_that_says_so() -> None:
    state = fresh()
    state.apply("internet.speed", ended(Outcome.SKIPPED, reason="You left it out."))
    (left,) = state.record(TOOL, MACHINE).checks[0].runs
    assert (left.outcome, left.started, left.reason.words) == (Outcome.SKIPPED, "", "You left it out.")


def test_a_clock_that_is_set_back_makes_nothing_end_before_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    state = fresh()
    state.apply(SPEED.id, ev.Queued())
    hour_ago = clock.wall() - timedelta(hours=1)
    monkeypatch.setattr(clock, "wall", lambda: hour_ago)
    run(state, SPEED.id, [measured(94.0)], ended(Outcome.MEASURED, 1.5))
    audit = state.record(TOOL, MACHINE)
    times = [audit.started, audit.checks[0].last.started, audit.checks[0].last.finished, audit.finished]
    assert times == sorted(times)
    assert [note.id for note in audit.notes] == ["timekeeper.set-back"]
    assert written_and_read(audit) == audit
    assert AuditState.restore(audit).record(TOOL, MACHINE).notes == audit.notes


def test_what_is_left_of_a_run_counts_down_and_stands_still_while_a_question_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    info = structs.replace(SPEED, typical_seconds=30.0)
    state = AuditState([info], PROFILE)

    def left_after(seconds: float, event: ev.Event) -> float:
        nonlocal now
        now += seconds
        state.apply(info.id, event)
        return state.seconds_left(info.id)

    assert left_after(0, ev.Queued()) == 30
    assert left_after(9, ev.Started(60)) == 30, "waiting for its turn takes nothing of it"
    assert left_after(5, ev.Logged("")) == 25
    assert left_after(0, ev.Asked(Question("q", "How?"))) == 25
    assert left_after(400, ev.Logged("")) == 25
    assert left_after(1, ev.Answered()) == 25
    assert left_after(5, ev.Logged("")) == 20
    assert left_after(0, ev.Progress(0.5)) == 15
    assert left_after(10, ev.Logged("")) == 5
    assert left_after(100, ev.Logged("")) == 0.5


def test_what_is_noted_belongs_to_the_run_that_goes_on_or_to_the_last() -> None:
    state = fresh()
    run(state, SPEED.id, [measured(94.0), ev.Noted(Text("During."))])
    state.apply(SPEED.id, ev.Noted(Text("After.")))
    state.apply(SPEED.id, ev.Noted(Text("After.")))
    state.apply(SPEED.id, ev.Queued())
    state.apply(SPEED.id, ev.Noted(Text("Late.")))
    assert [note.words for note in state.snapshot(SPEED.id).last.notes] == ["During.", "After.", "Late."]
    state.apply(DELAY.id, ev.Noted(Text("Of no run.")))
    assert state.snapshot(DELAY.id).last.notes == ()


def test_an_audit_that_was_broken_off_has_no_end_until_it_is_gone_on_with() -> None:
    state = fresh()
    run(state, SPEED.id, [measured(94.0)])
    state.broken_off = True
    assert state.record(TOOL, MACHINE).finished == ""
    run(state, SPEED.id, [measured(95.0)])
    assert state.record(TOOL, MACHINE).finished != ""
