"""What the person allows: asked once, remembered, asked again on request."""

import asyncio
from collections.abc import Iterable, Mapping

from textual.app import App

from deskready.core.declare.check import Consent
from deskready.core.declare.check_info import CheckInfo
from deskready.core.declare.consent import CONSENT_TEXT, ConsentText
from deskready.core.declare.option import Chosen
from deskready.core.declare.policy import Policy
from deskready.core.errors import DeskreadyError
from deskready.store.settings import Settings, read_settings, remember_consent
from deskready.tui.screens.consent import ConsentScreen

Asking = Mapping[str, tuple[Policy, list[str]]]
"""Policies by their names, each with the titles of the checks that ask about it."""


async def refused(app: App[None], infos: Iterable[CheckInfo]) -> list[Consent]:
    """What the person does not allow, of all that these checks need; asks what was never asked. Runs in a worker."""
    remembered = await asyncio.to_thread(read_settings)
    answers = {
        consent: await _answer(app, remembered, consent, CONSENT_TEXT[consent], titles)
        for consent, titles in _needed(infos).items()
    }
    return [consent for consent, answer in answers.items() if not answer]


async def agreements(app: App[None], asking: Asking) -> dict[str, Chosen]:
    """What the person says to third parties' policies; asks what was never asked. Runs in a worker."""
    remembered = await asyncio.to_thread(read_settings)
    answers = {name: await _answer(app, remembered, name, policy, titles) for name, (policy, titles) in asking.items()}
    return {
        name: Chosen(value=False) if answer is None else Chosen(answer, "consent") for name, answer in answers.items()
    }


async def ask_again(app: App[None], infos: Iterable[CheckInfo], asking: Asking) -> None:
    """Asks for everything that these checks need, whatever was answered before. Runs in a worker."""
    for consent, titles in _needed(infos).items():
        await _ask(app, consent, CONSENT_TEXT[consent], titles)
    for name, (policy, titles) in asking.items():
        await _ask(app, name, policy, titles)


def _needed(infos: Iterable[CheckInfo]) -> dict[Consent, list[str]]:
    """What checks need, with their titles."""
    infos = list(infos)
    needed = {consent: [info.title for info in infos if consent in info.consent] for consent in Consent}
    return {consent: titles for consent, titles in needed.items() if titles}


async def _answer(
    app: App[None], remembered: Settings, name: str, text: ConsentText | Policy, titles: list[str]
) -> bool | None:
    """The answer that was given before, else that which is given now."""
    answer = remembered.consents(name, str(text.version))
    return await _ask(app, name, text, titles) if answer is None else answer


async def _ask(app: App[None], name: str, text: ConsentText | Policy, titles: list[str]) -> bool | None:
    """The answer; None where it was avoided, which counts as no, now, and is asked for again the next time."""
    answer = await app.push_screen_wait(ConsentScreen(text, titles))
    if answer is not None:
        try:
            await asyncio.to_thread(remember_consent, name, answer, str(text.version))
        except DeskreadyError as error:
            app.notify(str(error), title="Your answer was not stored", severity="warning", timeout=15, markup=False)
    return answer
