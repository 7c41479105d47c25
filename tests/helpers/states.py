"""One check in every state that a screen can show, made of real events and a real judgement."""

from collections.abc import Iterable

from msgspec import structs
from textual.content import Content

from deskready.core.audit import event as ev
from deskready.core.audit.audit import AuditState
from deskready.core.audit.check_state import CheckState
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.declare.check import Question
from deskready.core.declare.check_info import CheckInfo, Origin
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Better, Kind, Metric
from deskready.core.declare.option import Chosen
from deskready.core.declare.unit import Unit
from deskready.core.profile.profile import Profile
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.words.text import Text, Words
from helpers.runs import ended as run_end

ENDED = "2026-11-21T14:30:05+01:00"
DOWNLOAD = Metric("line.download", "Download", Unit.MBIT_S, Better.HIGHER)
UPLOAD = Metric("line.upload", "Upload", Unit.MBIT_S, Better.HIGHER)
NOISE = Metric("line.noise", "Background noise (LA90)", Unit.DBA, Better.LOWER)
PEAK = Metric("line.peak", "Peak", Unit.DBFS)
LINK = Metric("line.link", "Connection", kind=Kind.TEXT)
QUIET = Metric("line.quiet", "Room to yourself", kind=Kind.FLAG)
INFO = CheckInfo(
    id="line.test",
    title=Text("The line"),
    summary=Text("How good the line is."),
    why=Text("Calls stutter on a line that is too slow."),
    uses=frozenset(),
    consent=frozenset(),
    default=True,
    typical_seconds=10.0,
    limit_seconds=60.0,
    limit_memory=1,
    metrics=(DOWNLOAD, UPLOAD, NOISE, PEAK, LINK, QUIET),
    remedies={
        DOWNLOAD.id: Text("Ask for a faster line."),
        NOISE.id: Text("Close the window."),
        LINK.id: Text("Use a cable."),
    },
    options=(),
    origin=Origin("line.test", "nowhere:Nothing", "deskready", "1.0"),
)
LISTENING = structs.replace(INFO, consent=frozenset({Consent.MICROPHONE}))
"""The same, with the microphone."""
PROFILE = Profile(
    "test",
    "Test",
    "Tests",
    "Nowhere",
    "2026-01-31",
    requirements=(
        Requirement(
            DOWNLOAD.id, minimum=10, recommended=25, unit="Mbit/s", label=Text("Download"), source="Example, page 4"
        ),
        Requirement(NOISE.id, maximum=55, recommended=45, unit="dBA", label=Text("Noise"), level=Level.WHEN_MEASURED),
        Requirement(LINK.id, allowed=("cable", "fibre"), recommended="fibre", label=Text("Connection")),
        Requirement(QUIET.id, allowed=(True,), label=Text("Room to yourself"), level=Level.ADVISORY),
    ),
)


def only(*ids: str) -> Profile:
    """The profile with these lines alone."""
    kept = tuple(line for line in PROFILE.requirements if line.metric in ids)
    return Profile("test", "Test", "Tests", "Nowhere", "2026-01-31", requirements=kept)


def measured(value: float, low: float | None = None, high: float | None = None) -> ev.Measured:
    """A measured download."""
    return ev.Measured(DOWNLOAD.measured(value, low=low, high=high, samples=31, method="speedtest-cli"))


def after(*runs: Iterable[ev.Event], profile: Profile | None = None, info: CheckInfo = INFO) -> CheckState:
    """The check after these runs, each queued first."""
    state = AuditState([info], profile or only(DOWNLOAD.id))
    for run in runs:
        state.apply(info.id, ev.Queued({"seconds": Chosen(20, "settings")}))
        for event in run:
            state.apply(info.id, event)
    return state.snapshot(info.id)


def done(*events: ev.Event) -> list[ev.Event]:
    """A run that ends well."""
    return [ev.Started(60), *events, run_end(Outcome.MEASURED, 7.13, finished=ENDED)]


def ended(outcome: Outcome, *events: ev.Event, failure: Failure | None = None, log: str = "") -> list[ev.Event]:
    """A run that ends otherwise."""
    told: dict[Outcome, tuple[Words, Words]] = {
        Outcome.UNAVAILABLE: ("No network was found.", "Connect to a network, then run the check again."),
        Outcome.FAILED: ("The check crashed.", "Run it again."),
        Outcome.SKIPPED: (Consent.DATA.text.skipped, Consent.DATA.text.remedy),
    }
    reason, remedy = told.get(outcome, ("", ""))
    return [*events, run_end(outcome, 1.5, failure, reason, remedy, log, ENDED)]


def _samples(name: str, unit: str, values: Iterable[float]) -> list[ev.Event]:
    return [ev.Sample(name, n / 10, value, unit) for n, value in enumerate(values)]


_LEVELS = _samples("level", "dBA", (48 + n % 9 + (20 if n % 31 < 2 else 0) for n in range(150)))
_RATES = _samples("download", "Mbit/s", (min(90.0, n * 1.7) for n in range(60)))
_SPECTRUM = [ev.Sample("spectrum", 1000 * 10 ** (n / 10), 40 - abs(n + 4), "dBA", "Hz") for n in range(-16, 14)]
_QUIET = ev.Instruct(Text("Please be quiet for 15 seconds."), 15)
STATES: dict[str, CheckState] = {
    "idle": after(),
    "queued": after([]),
    "started": after([ev.Started(60)]),
    "running": after([ev.Started(60), ev.Progress(0.42, Text("Downloading from Example City")), *_RATES]),
    "running with an instruction and levels over the limit": after(
        [ev.Started(60), _QUIET, *_LEVELS, ev.Progress(0.62, Text("Listening"))], profile=only(NOISE.id)
    ),
    "listening, a few seconds left": after(
        [ev.Started(60), ev.Instruct(Text("Please be quiet for 15 seconds."), 4), *_LEVELS, ev.Progress(0.7)],
        profile=only(NOISE.id),
        info=LISTENING,
    ),
    "asking": after([ev.Started(60), ev.Asked(Question("q", "Is a door there?", ("Yes", "No")))]),
    "pass": after(done(measured(94.1, 92.8, 95.2), ev.Measured(UPLOAD.measured(8.4)))),
    "warn": after(done(measured(18.0, 17.5, 18.4))),
    "borderline": after(done(measured(11.0, 8.5, 13.4))),
    "fail": after(done(measured(3.2, 3.0, 3.4))),
    "unknown gap": after(done(ev.Missing(DOWNLOAD.unavailable("The server hung up.", remedy="Try again later.")))),
    "nothing judges it": after(
        done(measured(94.1), ev.Measured(PEAK.measured(-12.5)), ev.Measured(LINK.measured("cable"))), profile=only()
    ),
    "texts and yes or no": after(
        done(ev.Measured(LINK.measured("Wi-Fi")), ev.Measured(QUIET.measured(True, self_reported=True))),
        profile=only(LINK.id, QUIET.id),
    ),
    "everything at once": after(
        done(
            *_LEVELS,
            measured(94.1, 92.8, 95.2),
            ev.Measured(UPLOAD.measured(8.4)),
            ev.Measured(NOISE.measured(57.0, low=45.0, high=69.0, method="uncalibrated estimate", samples=120)),
            ev.Measured(PEAK.measured(-12.5)),
            ev.Measured(LINK.measured("fibre")),
            ev.Measured(QUIET.measured(False, self_reported=True)),
            ev.Logged("It went well."),
        ),
        profile=PROFILE,
    ),
    "a spectrum": after(done(*_LEVELS, *_SPECTRUM, ev.Measured(PEAK.measured(-12.5))), profile=only()),
    "unavailable": after(ended(Outcome.UNAVAILABLE, ev.Started(60))),
    "failed": after(
        ended(Outcome.FAILED, ev.Started(60), measured(5.0), failure=Failure.CRASH, log="Traceback\n  ValueError: no")
    ),
    "cancelled": after(ended(Outcome.CANCELLED)),
    "skipped": after(ended(Outcome.SKIPPED)),
    "an earlier attempt": after(
        done(measured(3.2)), ended(Outcome.UNAVAILABLE, ev.Started(60)), done(measured(94.1, 92.8, 95.2))
    ),
    "measured before, running again": after(done(measured(94.1)), [ev.Started(60), ev.Progress(0.1)]),
    "measured before, then cancelled": after(done(measured(94.1)), ended(Outcome.CANCELLED)),
}
"""Every state, by its name."""


def with_last(state: CheckState, **changed: object) -> CheckState:
    """A check whose last run held something else."""
    return structs.replace(state, runs=(*state.runs[:-1], structs.replace(state.last, **changed)))


def drawn(content: Content, width: int) -> list[str]:
    """The lines as a widget of that many cells draws them."""
    return [line.plain for line in content.wrap(max(1, width))]
