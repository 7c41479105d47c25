"""What the person allows: asked once, remembered, asked again on request."""

import asyncio
from collections.abc import Iterable

from textual.app import App

from deskready.core.check import Consent
from deskready.core.check_info import CheckInfo
from deskready.core.consent import CONSENT_TEXT
from deskready.core.errors import DeskreadyError
from deskready.store.settings import read_settings, remember_consent
from deskready.tui.screens.consent import ConsentScreen


async def refused(app: App[None], infos: Iterable[CheckInfo]) -> list[Consent]:
    """What the person does not allow, of all that these checks need; asks what was never asked. Runs in a worker."""
    remembered = await asyncio.to_thread(read_settings)
    said_no = []
    for consent, titles in _needed(infos).items():
        answer = remembered.consents(consent, str(CONSENT_TEXT[consent].version))
        if answer is None:
            answer = await _ask(app, consent, titles)
        if not answer:
            said_no.append(consent)
    return said_no


async def ask_again(app: App[None], infos: Iterable[CheckInfo]) -> None:
    """Asks for everything that these checks need, whatever was answered before. Runs in a worker."""
    for consent, titles in _needed(infos).items():
        await _ask(app, consent, titles)


def _needed(infos: Iterable[CheckInfo]) -> dict[Consent, list[str]]:
    """What checks need, with their titles."""
    infos = list(infos)
    needed = {consent: [info.title for info in infos if consent in info.consent] for consent in Consent}
    return {consent: titles for consent, titles in needed.items() if titles}


async def _ask(app: App[None], consent: Consent, titles: list[str]) -> bool:
    """The answer; one that was avoided counts as no, now, and is asked for again the next time."""
    answer = await app.push_screen_wait(ConsentScreen(consent, titles))
    if answer is not None:
        try:
            await asyncio.to_thread(remember_consent, consent, answer, str(CONSENT_TEXT[consent].version))
        except DeskreadyError as error:
            app.notify(str(error), title="Your answer was not stored", severity="warning", timeout=15, markup=False)
    return bool(answer)
