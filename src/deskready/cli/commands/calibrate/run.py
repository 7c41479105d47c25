"""`deskready calibrate`: what a check measures compared with a reference, without a screen."""

import asyncio
import sys
from collections.abc import Mapping, Sequence

from deskready.cli import interrupt, output
from deskready.cli.commands.calibrate.prompting import prompting
from deskready.cli.commands.calibrate.request import Request
from deskready.cli.exit_code import ExitCode
from deskready.cli.found import installed
from deskready.cli.headless import attend
from deskready.cli.narration import complain, narrator, tell
from deskready.cli.progress import Progress
from deskready.cli.terminal import is_terminal
from deskready.core.audit.audit import AuditState
from deskready.core.audit.check_state import CheckState
from deskready.core.audit.choices import Choices
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Tool
from deskready.core.clean import clean
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.option import find_option
from deskready.core.declare.unit import Value
from deskready.core.declare.use import Use
from deskready.core.errors import UsageError
from deskready.core.reading.nearest import did_you_mean
from deskready.core.words.message import message, row, sentences, text
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
_WHICH = text("calibrate.which", "Several checks calibrate, and none is named.")
_NO_TEACHER = message("calibrate.no-teacher", "{check} is no check that calibrates.")
_NAME_ONE = message("calibrate.name-one", "Name one: {checks}.")
_NONE_YET = message("calibrate.none-yet", "{name}: nothing is stored yet.")
_NO_TERMINAL = text("calibrate.no-terminal", "Nobody can be asked: standard input is no terminal.")
_GIVE_IT = message("calibrate.give-it", "Give what would be asked: {command}.")
_NOT_CALIBRATED = text("calibrate.not-calibrated", "Not calibrated.")
_NOT_ANSWERED = text("calibrate.not-answered", "The question was not answered.")
_CALIBRATED = text("calibrate.calibrated", "Calibrated.")


def run(request: Request) -> int:
    """Calibrates and stores the result, or shows or forgets the one that is stored.

    Raises:
        UsageError: An argument cannot be used, or the settings cannot be understood or written.
        KeyboardInterrupt: It was interrupted; nothing is stored.
    """
    catalogue = installed().catalogue()
    settings = settle(catalogue)
    teacher = _teacher(request.check, catalogue.checks)
    measures = not request.show and not request.forget
    if measures:
        demand(settings)
        verify_writable()
    for trouble in (*(() if measures else settings.faults), *settings.problems):
        complain(trouble)
    if request.show:
        _show(teacher, learned.stored(settings.options, teacher, catalogue.checks))
        return ExitCode.OK
    if request.forget:
        learned.forget(teacher, catalogue.checks)
        output.write(f"{say(_FORGOTTEN)}\n")
        return ExitCode.OK
    return _calibrate(_given(request.given, teacher), teacher, settings.options, catalogue)


def _teacher(named: str, checks: Sequence[CheckInfo]) -> CheckInfo:
    """The check that calibrates: the named one, else the only one.

    Raises:
        UsageError: It is not installed or does not calibrate, or there are several and none is named.
    """
    found = {info.id: info for info in learned.teachers_of(checks, checks)}
    if not found:
        learned_from = (option.learned for info in checks for option in info.options if option.learned)
        raise UsageError(_NOBODY(metric=next(map(Name, learned_from), _A_REFERENCE)), _LISTS)
    if named in found or (len(found) == 1 and not named):
        return found[named] if named else next(iter(found.values()))
    known = _NAME_ONE(checks=row(*(typed(check_id) for check_id in found)))
    if named:
        raise UsageError(_NO_TEACHER(check=Name(clean(named, 60))), did_you_mean(named, list(found), known))
    raise UsageError(_WHICH, known)


def _given(given: Mapping[str, str], teacher: CheckInfo) -> dict[str, Value]:
    """The check's options that the arguments are, with those that go with them.

    Raises:
        UsageError: It has no such option, or a value does not fit.
    """
    told = teacher.teaches.unasked if teacher.teaches else {}
    assumed = told if next(iter(told), "") in given else {}
    found: dict[str, Value] = {}
    for name, value in {**assumed, **given}.items():
        where = f"--{clean(name, 60)}"
        found[name] = find_option(teacher.options, name, where).accept(value, where)
    return found


def _show(teacher: CheckInfo, found: Learned | None) -> None:
    if found is not None:
        output.write("".join(f"{say(line)}\n" for line in found.lines()))
    elif teacher.teaches and teacher.teaches.none:
        tell(teacher.teaches.none)
    else:
        tell(_NONE_YET(name=learned.name_of(teacher)))


def _calibrate(given: dict[str, Value], teacher: CheckInfo, options: Choices, catalogue: Catalogue) -> int:
    if not _unasked(given, teacher):
        if not is_terminal(sys.stdin):
            raise UsageError(_NO_TERMINAL, _GIVE_IT(command=typed(_example(teacher))))
        if teacher.teaches and teacher.teaches.how:
            tell(teacher.teaches.how)
    interrupt.heed()
    chosen = {
        "command line": {teacher.id: given},  # no words: as in the record
        "settings": _with_shared(teacher, options, catalogue),
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
    _show(teacher, found)
    return ExitCode.OK


def _unasked(given: dict[str, Value], teacher: CheckInfo) -> bool:
    """Whether nothing is left to ask a person."""
    told = teacher.teaches.unasked if teacher.teaches else {}
    return Use.PERSON not in teacher.uses or (bool(told) and told.keys() <= given.keys())


def _example(teacher: CheckInfo) -> str:
    """A command that leaves nothing to ask."""
    told = teacher.teaches.unasked if teacher.teaches else {}
    given = [f"--{name} {value}" for name, value in told.items()]
    return " ".join(["deskready calibrate", *given])  # no words: a command


def _with_shared(teacher: CheckInfo, options: Choices, catalogue: Catalogue) -> Choices:
    """The settings, in which the check has, for what it and a check that learns from it declare alike, what that has.

    So the microphone is calibrated that is used.
    """
    own, by_id = options.get(teacher.id, {}), {info.id: info for info in catalogue.checks}
    shared: dict[str, Value] = {}
    for check_id in learned.learning(teacher, catalogue.checks):
        values = options.get(check_id, {})
        alike = [option.name for option in by_id[check_id].options if option in teacher.options]
        shared = {name: values[name] for name in alike if values.get(name)} | shared
    return {**options, teacher.id: {**shared, **own}}


async def _measure(info: CheckInfo, chosen: dict[str, Choices], catalogue: Catalogue) -> tuple[CheckState, bool]:
    """Runs the check. Returns how it ended, and whether somebody asked to stop."""
    from deskready import __version__

    state = AuditState([info], find_profile(DEFAULT_PROFILE, metrics_of(catalogue)))
    progress = Progress(narrator, state)
    executor = prompting(ChildExecutor())
    tool = Tool("deskready", __version__)
    session = Session(catalogue, state, executor, progress.hear, tool, machine.describe(state.id))
    session.choices |= chosen
    asked = await attend(session, progress, lambda: session.run([info], asked_for=True))
    return state.snapshot(info.id), asked
