"""What an unattended audit will do: everything that can be wrong with its arguments is found before it begins."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from deskready.cli.commands.audit.answers import Answers, read_answers
from deskready.cli.commands.audit.options import parse_options
from deskready.cli.commands.audit.request import Request
from deskready.cli.commands.checks.listing import unusable
from deskready.cli.found import installed
from deskready.core.audit.audit import AuditState
from deskready.core.audit.choices import Agreements, Choices
from deskready.core.audit.record import Audit, Machine
from deskready.core.audit.selection import select
from deskready.core.clean import clean
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.option import Chosen
from deskready.core.declare.policy import Policy
from deskready.core.declare.use import Use
from deskready.core.errors import UsageError
from deskready.core.profile.profile import Profile
from deskready.core.reading.nearest import did_you_mean
from deskready.core.words.message import message, row, text
from deskready.core.words.text import Name, Text, Words, file_name, typed
from deskready.desk.installed import metrics_of
from deskready.desk.opening import open_saved
from deskready.desk.saving import Target, plan
from deskready.desk.settled import demand, settle
from deskready.formats.format import Format
from deskready.formats.registry import format_named
from deskready.store import machine
from deskready.store.profiles import DEFAULT_PROFILE, find_profile
from deskready.store.settings import Settings

_NO_POLICY = message("audit.no-policy", "{option} {name}: no data policy is called that.")
_THERE_IS = message("audit.policies", "There is: {policies}.")
_NONE_ASKS = text("audit.none-asks", "No installed check asks about one.")
_INTO_NAMED = message("audit.into-named", "{option} runs named checks again.")(option=typed("--into"))
_NAME_THEM = message("audit.name-them", "Name them: {command}.")(command=typed("deskready audit internet --into FILE"))
_ELSEWHERE = message("audit.elsewhere-file", "{file}: made on another computer, so nothing can be measured into it.")
_RUN_NEW = text("audit.run-new", "Run a new audit here.")
_SKIPPED = message("audit.skipped", "Left out with {option}.")(option=typed("--skip"))
_RUN_IT = message("audit.run-it", "Run it: {command}.")
_ASKS = text("audit.asks", "It asks a person, and this audit ran without one.")
_GIVE_ANSWERS = message("audit.give-answers", "Give the answers with {option}, or run it in the full-screen program.")(
    option=typed("--answers")
)


class LeftOut(NamedTuple):
    """A check that is filed as skipped before anything starts."""

    info: CheckInfo
    reason: Text
    remedy: Text


class Plan(NamedTuple):
    """A request found fit."""

    catalogue: Catalogue
    state: AuditState
    machine: Machine
    checks: tuple[CheckInfo, ...]
    """What is run."""
    left_out: tuple[LeftOut, ...]
    """What is not, and why."""
    asked_for: bool
    """Whether the checks were named one by one."""
    choices: dict[str, Choices]
    """Option values by who chose them."""
    agreements: Agreements
    """Third parties' policies that somebody agreed to or refused: with `--accept`, or on screen before."""
    answers: Answers
    format: Format
    targets: tuple[Target, ...]
    troubles: tuple[Words, ...]
    """What the person should know, one line each."""


def prepare(request: Request) -> Plan:
    """Finds everything that a request names.

    Raises:
        UsageError: Something does not exist, cannot be used, or does not fit.
    """
    form = format_named(request.format)
    targets = plan(request.save, force=request.force)
    answers = read_answers(request.answers) if request.answers else None
    saved = _own(request) if request.into else None
    catalogue = installed().catalogue()
    settings = settle(catalogue)
    demand(settings)
    agreements = _agreements(catalogue, request.accept, settings)
    profile = _profile(request, saved, catalogue)
    chosen, unwanted = select(catalogue.checks, profile, request.names, request.skip, catalogue.problems)
    left_out = [*_skipped(unwanted), *_unanswered(chosen, answers)]
    omitted = {left.info.id for left in left_out}
    state = _state(saved, catalogue, profile, {info.id for info in (*chosen, *unwanted)})
    return Plan(
        catalogue=catalogue,
        state=state,
        machine=machine.describe(state.id),
        checks=tuple(info for info in chosen if info.id not in omitted),
        left_out=tuple(left_out),
        asked_for=bool(request.names),
        choices={
            "command line": parse_options(request.options, catalogue),  # no words: as in the record
            "settings": settings.options,
        },
        agreements=agreements,
        answers=answers or {},
        format=form,
        targets=targets,
        troubles=(*settings.problems, *_unmarked(), *(unusable(problem) for problem in catalogue.problems)),
    )


def _agreements(catalogue: Catalogue, accepted: Iterable[str], settings: Settings) -> Agreements:
    """The answers to the policies that installed checks ask about; what is accepted here is not remembered.

    Raises:
        UsageError: A name is accepted that is no policy's.
    """
    policies = {policy.name: policy for policy in _policies(catalogue)}
    for name in accepted:
        if name not in policies:
            known = row(*(typed(policy) for policy in sorted(policies)))
            listed = _THERE_IS(policies=known) if policies else _NONE_ASKS
            complaint = _NO_POLICY(option=typed("--accept"), name=Name(clean(name, 60)))
            raise UsageError(complaint, did_you_mean(name, policies, listed))
    answers = {name: settings.consents(name, str(policy.version)) for name, policy in policies.items()}
    found = {name: Chosen(answer, "consent") for name, answer in answers.items() if answer is not None}
    return found | {name: Chosen(value=True, source="command line") for name in accepted}  # no words: as in the record


def _unmarked() -> tuple[Words, ...]:
    """Why audits cannot be told to be of this machine, where that can be mended."""
    broken = machine.broken_id()
    return (broken,) if broken else ()


def _policies(catalogue: Catalogue) -> Iterator[Policy]:
    options = (option for info in catalogue.checks for option in info.options)
    return (option.policy for option in options if option.policy is not None)


def _own(request: Request) -> Audit:
    """The saved audit to run checks into, which must be this machine's."""
    assert request.into is not None
    if not request.names:
        raise UsageError(_INTO_NAMED, _NAME_THEM)
    saved = open_saved(request.into)
    if not machine.is_ours(saved):
        raise UsageError(_ELSEWHERE(file=file_name(request.into)), _RUN_NEW)
    return saved


def _profile(request: Request, saved: Audit | None, catalogue: Catalogue) -> Profile:
    """The one asked for, else the saved audit's own, else the default; never the one last chosen on screen."""
    if request.profile is None and saved is not None:
        return saved.profile
    return find_profile(request.profile or DEFAULT_PROFILE, metrics_of(catalogue))


def _state(saved: Audit | None, catalogue: Catalogue, profile: Profile, chosen: set[str]) -> AuditState:
    """The audit before anything has run. What the profile asks about and nobody chose stands in it as not run."""
    asked = {line.metric for line in profile.requirements}
    wanted = chosen | {info.id for info in catalogue.checks if asked & {metric.id for metric in info.metrics}}
    if saved is None:
        return AuditState([info for info in catalogue.checks if info.id in wanted], profile)
    state = AuditState.restore(saved, catalogue.checks)
    state.id = str(uuid.uuid4())  # a copy: the record of the first audit stays as it is
    state.use(profile)
    state.add(info for info in catalogue.checks if info.id in chosen)
    return state


def _skipped(infos: Iterable[CheckInfo]) -> list[LeftOut]:
    return [LeftOut(info, _SKIPPED, _RUN_IT(command=typed(f"deskready audit {info.id}"))) for info in infos]


def _unanswered(infos: Sequence[CheckInfo], answers: Answers | None) -> list[LeftOut]:
    """The checks that ask a person, where no answers were given."""
    if answers is not None:
        return []
    return [LeftOut(info, _ASKS, _GIVE_ANSWERS) for info in infos if Use.PERSON in info.uses]
