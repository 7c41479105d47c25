"""`deskready calibrate`: the microphone compared with a meter or a phone app, without a screen."""

import asyncio
import contextlib
import sys
from collections.abc import Sequence

from deskready.cli import interrupt, output
from deskready.cli.commands.calibrate.prompting import PromptingExecutor
from deskready.cli.commands.calibrate.request import Request
from deskready.cli.exit_code import ExitCode
from deskready.cli.found import installed
from deskready.cli.narration import complain, narrator, tell
from deskready.cli.progress import Progress
from deskready.cli.terminal import is_terminal
from deskready.core.audit.audit import AuditState
from deskready.core.audit.check_state import CheckState
from deskready.core.audit.choices import Choices
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Tool
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.option import find_option
from deskready.core.declare.unit import Value
from deskready.core.errors import UsageError
from deskready.core.words.message import message, sentences, text
from deskready.core.words.say import say
from deskready.core.words.text import NOTHING, Name, typed
from deskready.desk import learned
from deskready.desk.installed import metrics_of
from deskready.desk.learned import Learned
from deskready.desk.session import Session
from deskready.desk.settled import demand, settle
from deskready.engine.run.executor import ChildExecutor
from deskready.store import machine
from deskready.store.profiles import DEFAULT_PROFILE, find_profile
from deskready.store.settings_file import verify_writable

_FORGOTTEN = text("calibrate.forgotten", "The calibration is forgotten.")
_A_REFERENCE = text("calibrate.a-reference", "a reference")
_NOBODY = message("calibrate.nobody", "No installed check measures {metric}.")
_LISTS = message("calibrate.lists", "{command} lists every check.")(command=typed("`deskready checks`"))
_NOT_YET = message("calibrate.not-yet", "The microphone is not calibrated: {command} does it.")(
    command=typed("`deskready calibrate`")
)
_NO_TERMINAL = text("calibrate.no-terminal", "Nobody can be asked what the meter shows: standard input is no terminal.")
_GIVE_IT = message("calibrate.give-it", "Give it: {command}.")(
    command=typed("deskready calibrate --reading 65 --reference phone-app")
)
_NOT_CALIBRATED = text("calibrate.not-calibrated", "Not calibrated.")
_NOT_ANSWERED = text("calibrate.not-answered", "The question was not answered.")
_CALIBRATED = text("calibrate.calibrated", "Calibrated.")
DEFAULT_REFERENCE = "phone-app"
"""What a reading without a reference is taken to come from: the least certain."""


def run(request: Request) -> int:
    """Calibrates and stores the result, or shows or forgets the one that is stored.

    Raises:
        UsageError: An argument cannot be used, or the settings cannot be understood or written.
        KeyboardInterrupt: It was interrupted; nothing is stored.
    """
    catalogue = installed().catalogue()
    settings = settle(catalogue)
    teacher = _teacher(catalogue.checks)
    measures = not request.show and not request.forget
    if measures:
        demand(settings)
        verify_writable()
    for trouble in (*(() if measures else settings.faults), *settings.problems):
        complain(trouble)
    if request.show:
        _show(learned.stored(settings.options, teacher, catalogue.checks))
        return ExitCode.OK
    if request.forget:
        learned.forget(teacher, catalogue.checks)
        output.write(f"{say(_FORGOTTEN)}\n")
        return ExitCode.OK
    return _calibrate(request, teacher, settings.options, catalogue)


def _teacher(checks: Sequence[CheckInfo]) -> CheckInfo:
    """The check that calibrates.

    Raises:
        UsageError: It is not installed.
    """
    teacher = learned.teacher_of(checks, checks)
    if teacher is None:
        learned_from = (option.learned for info in checks for option in info.options if option.learned)
        wanted = next(map(Name, learned_from), _A_REFERENCE)
        raise UsageError(_NOBODY(metric=wanted), _LISTS)
    return teacher


def _show(found: Learned | None) -> None:
    if found is None:
        tell(_NOT_YET)
    else:
        output.write("".join(f"{say(line)}\n" for line in found.lines()))


def _calibrate(request: Request, teacher: CheckInfo, options: Choices, catalogue: Catalogue) -> int:
    if request.reading is None and not is_terminal(sys.stdin):
        raise UsageError(_NO_TERMINAL, _GIVE_IT)
    interrupt.heed()
    chosen = {
        "command line": {teacher.id: _given(request, teacher)},  # no words: as in the record
        "settings": _with_microphone(teacher, options, catalogue),
    }
    ended, interrupted = asyncio.run(_measure(teacher, chosen, catalogue))
    if interrupted:
        raise KeyboardInterrupt
    if ended.outcome is not Outcome.MEASURED:
        tell(sentences(_NOT_CALIBRATED, ended.last.reason or _NOT_ANSWERED, ended.last.remedy))
        return ExitCode.UNDECIDED
    choices = learned.remember(teacher, ended.last.measurements, catalogue.checks)
    found = learned.stored(choices, teacher, catalogue.checks)
    tell(sentences(_CALIBRATED, found.promise if found else NOTHING))
    _show(found)
    return ExitCode.OK


def _given(request: Request, teacher: CheckInfo) -> dict[str, Value]:
    """The check's options that the arguments are.

    Raises:
        UsageError: A value does not fit.
    """
    reference = request.reference or (DEFAULT_REFERENCE if request.reading is not None else None)
    given = {
        "reading": request.reading,
        "reference": reference,
        "device": request.device,
        "seconds": request.seconds,
    }
    return {
        name: find_option(teacher.options, name, f"--{name}").accept(value, f"--{name}")
        for name, value in given.items()
        if value is not None
    }


def _with_microphone(teacher: CheckInfo, options: Choices, catalogue: Catalogue) -> Choices:
    """The settings, in which the microphone to calibrate is, unless it has one of its own, that of the first user."""
    devices = [options.get(check_id, {}).get("device") for check_id in learned.learning(teacher, catalogue.checks)]
    device = next((device for device in devices if device), "")
    return {**options, teacher.id: {"device": device, **options.get(teacher.id, {})}}


async def _measure(info: CheckInfo, chosen: dict[str, Choices], catalogue: Catalogue) -> tuple[CheckState, bool]:
    """Runs the check. Returns how it ended, and whether somebody asked to stop."""
    from deskready import __version__

    state = AuditState([info], find_profile(DEFAULT_PROFILE, metrics_of(catalogue)))
    progress = Progress(narrator, state)
    executor = PromptingExecutor(ChildExecutor())
    tool = Tool("deskready", __version__)
    session = Session(catalogue, state, executor, progress.hear, tool, machine.describe(state.id))
    session.choices |= chosen
    stops: list[bool] = []

    def stop() -> None:
        stops.append(True)
        session.cancel_all()

    with interrupt.on_interrupt(stop):
        painting = asyncio.create_task(progress.paint())
        try:
            session.run([info], asked_for=True)
            await session.idle()
        finally:
            await session.close()
            painting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await painting
    return state.snapshot(info.id), bool(stops)
