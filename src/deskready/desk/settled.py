"""The settings compared with what is installed: what they forbid and direct is understood, or nothing measures."""

from collections.abc import Iterator

from msgspec import structs

from deskready.core.audit.choices import fitting, misfits
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.consent import Consent
from deskready.core.errors import UsageError
from deskready.core.reading.nearest import did_you_mean
from deskready.core.words.message import message, row, sentences, text
from deskready.core.words.text import By, Text, text_of
from deskready.store.settings import Settings, read_settings
from deskready.store.settings_file import place_of

_NO_CHECK = message("settled.no-check", "{place}: no check of that name is installed.")
_NO_CONSENT = message("settled.no-consent", "{place}: nothing of that name is asked for.")
_STOPPED = text(
    "settled.stopped",
    "Nothing was measured and nobody was contacted, for these settings may forbid it. Correct the file; or give it "
    "another name, and the usual settings hold.",
)
LIMIT = 20
"""Faults that are told at once."""


def settle(catalogue: Catalogue) -> Settings:
    """The settings as they are now, with options that the installed checks can take, and everything that is wrong."""
    settings = read_settings()
    wrong = misfits(settings.options, catalogue.checks, lambda check_id, name: place_of("options", check_id, name))
    return structs.replace(
        settings,
        options=fitting(settings.options, catalogue.checks),
        faults=(*settings.faults, *(error.said for error in wrong.values())),
        problems=(*settings.problems, *_strangers(settings, catalogue)),
    )


def demand(settings: Settings) -> None:
    """Lets nobody measure by settings that were not understood.

    Raises:
        UsageError: They have faults; it names them.
    """
    if settings.faults:
        raise UsageError(row(*map(text_of, settings.faults[:LIMIT]), _STOPPED, by=By.LINE))


def _strangers(settings: Settings, catalogue: Catalogue) -> Iterator[Text]:
    """What is set for nothing that is installed: perhaps later, perhaps misspelt."""
    checks = {info.id for info in catalogue.checks}
    for check_id in sorted(settings.options.keys() - checks):
        place = place_of("options", check_id)
        yield sentences(_NO_CHECK(place=place), did_you_mean(check_id, checks))
    asked = {*map(str, Consent), *_policies(catalogue)}
    for name in sorted(settings.consent.keys() - asked):
        place = place_of("consent", name)
        yield sentences(_NO_CONSENT(place=place), did_you_mean(name, asked))


def _policies(catalogue: Catalogue) -> Iterator[str]:
    options = (option for info in catalogue.checks for option in info.options)
    return (option.policy.name for option in options if option.policy is not None)
