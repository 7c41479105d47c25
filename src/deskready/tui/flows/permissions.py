"""What the person allows: asked once, remembered, asked again on request. All of it runs in a worker."""

import asyncio
from collections.abc import Iterable, Mapping

from textual.app import App

from deskready.core.audit.choices import policies_of
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.consent import Consent, ConsentText
from deskready.core.declare.option import Chosen
from deskready.core.declare.policy import Policy
from deskready.core.errors import DeskreadyError
from deskready.core.words.message import text
from deskready.core.words.say import say
from deskready.core.words.text import Text
from deskready.desk.session import Session
from deskready.desk.settled import demand
from deskready.store.settings import Settings, read_settings, remember_consent
from deskready.tui.flows.tell import tell

_NOT_STORED = text("permissions.not-stored", "Your answer was not stored")
Asking = Mapping[str, tuple[Policy, list[Text]]]
"""Policies by their names, each with the titles of the checks that ask about it."""


async def allowed(app: App[None], session: Session, infos: Iterable[CheckInfo]) -> list[CheckInfo]:
    """The checks that may run; asks what was never asked. The others are filed as skipped.

    Raises:
        UsageError: An option of a check does not fit, or the settings cannot be understood any more.
    """
    infos = list(infos)
    remaining = _skip_refused(session, infos, await _refused(app, infos))
    session.agreements |= await _agreements(app, _policies(session, remaining))
    return remaining


async def ask_again(app: App[None], session: Session) -> None:
    """Asks for everything that the checks of the audit need, whatever was answered before."""
    checks = session.state.checks
    try:
        asking = _policies(session, checks)
    except DeskreadyError as error:
        tell(app, error)
        return
    for consent, titles in _needed(checks).items():
        await _ask(app, consent, consent.text, titles)
    for name, (policy, titles) in asking.items():
        await _ask(app, name, policy, titles)


async def _refused(app: App[None], infos: Iterable[CheckInfo]) -> set[Consent]:
    """What the person does not allow, of all that these checks need."""
    remembered = await asyncio.to_thread(_remembered)
    answers = {
        consent: await _answer(app, remembered, consent, consent.text, titles)
        for consent, titles in _needed(infos).items()
    }
    return {consent for consent, answer in answers.items() if not answer}


def _remembered() -> Settings:
    """The answers that were given.

    Raises:
        UsageError: The settings cannot be understood any more: nobody knows what they forbid.
    """
    settings = read_settings()
    demand(settings)
    return settings


def _skip_refused(session: Session, infos: Iterable[CheckInfo], refused: set[Consent]) -> list[CheckInfo]:
    """Files checks that need something the person refused as skipped; returns the others."""
    remaining = []
    for info in infos:
        reasons = sorted(info.consent & refused)
        if reasons:
            asked = reasons[0].text
            session.skip([info], asked.skipped, asked.remedy)
        else:
            remaining.append(info)
    return remaining


def _policies(session: Session, infos: Iterable[CheckInfo]) -> Asking:
    """The policies of third parties that runs of these checks depend on.

    Raises:
        UsageError: An option does not fit.
    """
    found: dict[str, tuple[Policy, list[Text]]] = {}
    for info in infos:
        for policy in policies_of(info, session.options_of(info)):
            found.setdefault(policy.name, (policy, []))[1].append(info.title)
    return found


async def _agreements(app: App[None], asking: Asking) -> dict[str, Chosen]:
    """What the person says to third parties' policies."""
    remembered = await asyncio.to_thread(_remembered)
    answers = {name: await _answer(app, remembered, name, policy, titles) for name, (policy, titles) in asking.items()}
    return {
        name: Chosen(value=False) if answer is None else Chosen(answer, "consent") for name, answer in answers.items()
    }


def _needed(infos: Iterable[CheckInfo]) -> dict[Consent, list[Text]]:
    """What checks need, with their titles."""
    infos = list(infos)
    needed = {consent: [info.title for info in infos if consent in info.consent] for consent in Consent}
    return {consent: titles for consent, titles in needed.items() if titles}


async def _answer(
    app: App[None], remembered: Settings, name: str, asked: ConsentText | Policy, titles: list[Text]
) -> bool | None:
    """The answer that was given before, else that which is given now."""
    answer = remembered.consents(name, str(asked.version))
    return await _ask(app, name, asked, titles) if answer is None else answer


async def _ask(app: App[None], name: str, asked: ConsentText | Policy, titles: list[Text]) -> bool | None:
    """The answer; None where it was avoided, which counts as no, now, and is asked for again the next time."""
    from deskready.tui.screens.consent import ConsentScreen

    answer = await app.push_screen_wait(ConsentScreen(asked, titles))
    if answer is not None:
        try:
            await asyncio.to_thread(remember_consent, name, answer, str(asked.version))
        except DeskreadyError as error:
            app.notify(say(error.said), title=say(_NOT_STORED), severity="warning", timeout=15, markup=False)
    return answer
