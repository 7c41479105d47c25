"""An audit with its schedule and its keeper, over replayed runs."""

import threading
from collections.abc import Sequence

import pytest
from msgspec import structs

from deskready.core.audit.audit import AuditState
from deskready.core.audit.event import Ended, Event, Measured, Queued
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.audit.record import Audit, Machine, Tool
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.option import Chosen, Option
from deskready.core.errors import UsageError
from deskready.core.profile.requirement import Requirement
from deskready.desk.session import CRASHES, Session
from deskready.testing.replay import ReplayExecutor
from helpers.declared import DOWNLOAD, LATENCY, MEMORY, POLICY, check_info, profile
from helpers.runs import ended

SPEED = check_info(options=(Option("seconds", 10, "How long.", maximum=60), Option("server", "", "Which.")))
LATENCY_CHECK = check_info("internet.latency", (LATENCY,))
MEMORY_CHECK = check_info("computer.memory", (MEMORY,), default=False)
CATALOGUE = Catalogue((SPEED, LATENCY_CHECK, MEMORY_CHECK), ())
WELL = (Measured(DOWNLOAD.measured(50)), ended(Outcome.MEASURED, 1.0))
CRASH = (ended(Outcome.FAILED, failure=Failure.CRASH, reason="The check crashed."),)


class Kept:
    """A keeper that notes what it was given; with `refuse`, it raises that."""

    def __init__(self) -> None:
        self.audits: list[Audit] = []
        self.refuse: Exception | None = None
        self.threads: set[int] = set()

    def keep(self, audit: Audit) -> None:
        self.threads.add(threading.get_ident())
        if self.refuse is not None:
            raise self.refuse
        self.audits.append(audit)


class Theatre:
    """A session over scripts."""

    def __init__(self, scripts: dict[str, Sequence[Event | float]]) -> None:
        self.told: list[tuple[str, Event]] = []
        self.kept = Kept()
        self.executor = ReplayExecutor(scripts)
        state = AuditState([SPEED, LATENCY_CHECK], profile())
        self.session = Session(
            CATALOGUE, state, self.executor, lambda name, event: self.told.append((name, event)),
            Tool("deskready", "1"), Machine(), self.kept,
        )  # fmt: skip

    async def run_all(self) -> None:
        self.session.run_all()
        await self.session.idle()


async def test_every_ended_check_is_kept_at_once_and_off_the_loop() -> None:
    theatre = Theatre({"internet.speed": WELL, "internet.latency": (0.05, *CRASH)})
    await theatre.run_all()
    outcomes = [tuple(check.outcome for check in audit.checks) for audit in theatre.kept.audits]
    assert (Outcome.MEASURED, Outcome.NOT_RUN) in outcomes, "the first result does not wait for the second"
    assert outcomes[-1] == (Outcome.MEASURED, Outcome.FAILED)
    assert theatre.kept.threads != {threading.get_ident()}
    assert theatre.kept.audits[-1].checks[0].last.measurements[0].value == 50


@pytest.mark.parametrize(
    "error", [UsageError("The disk is full.", "Free some space."), OSError(28, "No space left on device")]
)
async def test_a_full_disk_does_not_end_the_audit_and_is_told(error: Exception) -> None:
    theatre = Theatre({"internet.speed": WELL, "internet.latency": WELL[1:]})
    theatre.kept.refuse = error
    await theatre.run_all()
    assert theatre.session.state.outcome("internet.latency") is Outcome.MEASURED
    assert ("disk is full" in theatre.session.trouble.words) or ("No space left" in theatre.session.trouble.words)
    theatre.kept.refuse = None
    await theatre.run_all()
    assert theatre.session.trouble.words == ""
    assert theatre.kept.audits[-1].checks[0].outcome is Outcome.MEASURED
    await theatre.session.close()


async def test_a_rerun_keeps_the_earlier_run() -> None:
    theatre = Theatre({"internet.speed": CRASH})
    theatre.session.run([SPEED])
    await theatre.session.idle()
    theatre.executor.scripts["internet.speed"] = WELL
    theatre.session.run([SPEED])
    await theatre.session.idle()
    record = theatre.session.record().checks[0]
    assert record.outcome is Outcome.MEASURED
    assert [run.failure for run in record.runs] == [Failure.CRASH, None]


async def test_three_crashes_in_a_row_and_a_check_has_to_be_asked_for() -> None:
    theatre = Theatre({"internet.speed": CRASH, "internet.latency": WELL[1:]})
    for _ in range(CRASHES + 2):
        await theatre.run_all()
    runs = [name for name, event in theatre.told if isinstance(event, Ended)]
    assert runs.count("internet.speed") == CRASHES
    assert runs.count("internet.latency") == CRASHES + 2
    theatre.executor.scripts["internet.speed"] = WELL
    theatre.session.run([SPEED], asked_for=True)
    await theatre.session.idle()
    assert theatre.session.state.outcome("internet.speed") is Outcome.MEASURED
    await theatre.run_all()
    assert [name for name, event in theatre.told if isinstance(event, Ended)].count("internet.speed") == CRASHES + 2


async def test_options_come_from_the_strongest_who_chose() -> None:
    theatre = Theatre({"internet.speed": WELL})
    theatre.session.use(structs.replace(profile(), options={"internet.speed": {"seconds": 20, "server": "profile"}}))
    theatre.session.choices = {
        "settings": {"internet.speed": {"seconds": 5, "server": "mine"}},
        "command line": {"internet.speed": {"seconds": "30"}},
    }
    theatre.session.run([SPEED])
    await theatre.session.idle()
    (queued,) = (event for _, event in theatre.told if isinstance(event, Queued))
    assert {name: (chosen.value, chosen.source) for name, chosen in queued.options.items()} == {
        "seconds": (30, "command line"),
        "server": ("profile", "profile"),
    }
    assert theatre.session.record().checks[0].last.options == queued.options


async def test_a_run_gets_the_profiles_limits_and_the_answers_to_policies() -> None:
    options = (
        Option("least", 0.0, "", follows="internet.download minimum"), Option("acme", False, "", policy=POLICY),
    )  # fmt: skip
    theatre = Theatre({"internet.speed": WELL})
    theatre.session.use(profile(Requirement("internet.download", minimum=10)))
    theatre.session.choices = {"settings": {"internet.speed": {"least": 3}}}
    theatre.session.agreements["acme"] = Chosen(value=True, source="consent")
    theatre.session.run([structs.replace(SPEED, options=options)])
    await theatre.session.idle()
    (queued,) = (event for _, event in theatre.told if isinstance(event, Queued))
    assert queued.options == {"least": Chosen(10, "profile"), "acme": Chosen(value=True, source="consent")}


async def test_a_wrong_option_queues_nothing() -> None:
    theatre = Theatre({"internet.speed": WELL, "internet.latency": WELL[1:]})
    theatre.session.choices = {"command line": {"internet.speed": {"seconds": 61}}}
    with pytest.raises(UsageError):
        theatre.session.run([LATENCY_CHECK, SPEED])
    assert theatre.told == []


async def test_another_profile_takes_up_the_checks_it_needs() -> None:
    theatre = Theatre({})
    theatre.session.use(profile(Requirement("computer.memory", minimum=4)))
    assert [info.id for info in theatre.session.state.checks] == [
        "internet.speed",
        "internet.latency",
        "computer.memory",
    ]
    await theatre.session.idle()
    assert len(theatre.kept.audits[-1].checks) == 3


async def test_what_is_left_out_says_why() -> None:
    theatre = Theatre({})
    theatre.session.skip([SPEED], "You left it out.", "Choose it again.")
    await theatre.session.idle()
    record = theatre.kept.audits[-1].checks[0]
    assert (record.outcome, record.last.reason.words, record.last.remedy.words) == (
        Outcome.SKIPPED,
        "You left it out.",
        "Choose it again.",
    )


async def test_close_cancels_and_keeps_what_there_is() -> None:
    theatre = Theatre({"internet.speed": WELL, "internet.latency": ()})
    theatre.session.run_all()
    await theatre.session.close()
    assert theatre.session.state.outcome("internet.latency") is Outcome.CANCELLED
    assert theatre.kept.audits[-1].checks[1].outcome is Outcome.CANCELLED


async def test_a_check_that_is_not_installed_here_keeps_its_result() -> None:
    theatre = Theatre({"internet.speed": WELL, "internet.latency": WELL})
    await theatre.run_all()
    before = theatre.session.record()
    stranger = structs.replace(SPEED, origin=structs.replace(SPEED.origin, target=""))
    theatre.session.run([stranger], asked_for=True)
    await theatre.session.idle()
    assert len(theatre.executor.runs) == 2
    assert theatre.session.record().checks == before.checks
