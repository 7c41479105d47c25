"""Who measured, who was passed over, and why: told in a sentence."""

from deskready.plugin import Name, Privacy, Text, message, row, sentences, text
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.load.result import said_of_server
from deskready_checks.internet.probe.advice import also
from deskready_checks.internet.providers.attempt import Attempt

_PASSED = message("internet.speed.passed", "passed over: {who}")
_PASSED_ONE = message("internet.speed.passed-one", "{provider} ({why})")
_FAILED = text("internet.speed.failed", "failed")
_ONE_WAY = {
    Direction.DOWN: message("internet.speed.used-download", "{provider} (download)"),
    Direction.UP: message("internet.speed.used-upload", "{provider} (upload)"),
}
_USED = message("internet.speed.used", "{who}.")
_USED_WHY = message("internet.speed.used-why", "{who}, {why}.")
_FIRST_CHOICE = text("internet.speed.first-choice", "the first choice")


class Who:
    """The providers of one run, as they come to be used or passed over.

    Args:
        why: Why they and no others may be asked, where somebody chose; else nothing.
    """

    def __init__(self, why: Text) -> None:
        self._why = why
        self._used: dict[Direction, Name] = {}
        self._passed: list[Text] = []
        self._limited: dict[Direction, float] = {}

    def measured(self, direction: Direction, attempt: Attempt) -> None:
        """Notes who measured a direction."""
        self._used[direction] = name_of(attempt)

    def limit(self, direction: Direction, share: float) -> None:
        """Notes for which share of a direction its server, and not the line, was the limit."""
        self._limited[direction] = share

    def pass_over(self, attempt: Attempt) -> Text:
        """Notes that a provider was passed over; returns it with the reason."""
        said = _PASSED_ONE(provider=name_of(attempt), why=attempt.passed or _FAILED)
        self._passed.append(said)
        return said

    @property
    def used(self) -> Text:
        """Which providers measured, and why they and no others, in a sentence; nothing for none."""
        names = dict.fromkeys(self._used.values())
        if not names:
            return Text()
        each = (_ONE_WAY[way](provider=name) for way, name in self._used.items())
        who = row(*each) if len(names) > 1 else row(*names)
        why = self._why or (Text() if self._passed else _FIRST_CHOICE)
        used = _USED_WHY(who=who, why=also(why, self.passed)) if why else _USED(who=also(who, self.passed))
        return sentences(used, said_of_server(self._limited.values()))

    @property
    def passed(self) -> Text:
        """Who was passed over, and why; nothing where nobody was."""
        return _PASSED(who=row(*self._passed)) if self._passed else Text()


def name_of(attempt: Attempt) -> Name:
    """What the provider is called."""
    return Name(attempt.provider.title, Privacy.PUBLIC)
