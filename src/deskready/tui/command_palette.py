"""The commands that are possible now, in Textual's palette."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen

from deskready.core.words.message import text
from deskready.core.words.say import say
from deskready.tui.command import Command
from deskready.tui.commands import COMMANDS

_SEARCH = text("palette.search", "Search for commands…")
_NO_MATCHES = text("palette.no-matches", "No matches found")


def palette() -> CommandPalette:
    """The palette, in the words of this program."""
    return CommandPalette(placeholder=say(_SEARCH), id="--command-palette")


class Commandable(Protocol):
    """An app that knows which commands are possible."""

    def can(self, command_id: str, screen: Screen[object]) -> bool:
        """Whether a command is possible now on that screen."""


class CommandProvider(Provider):
    """Offers them."""

    async def discover(self) -> Hits:
        """All of them."""
        for command in self._possible():
            yield DiscoveryHit(Content(say(command.name)), self._call(command), help=say(command.about))

    async def search(self, query: str) -> Hits:
        """Those that match, or a line that says that none does: Textual's own speaks no language but English."""
        matcher = self.matcher(query)
        found = False
        for command in self._possible():
            if (score := matcher.match(f"{say(command.name)} {say(command.about)}")) > 0:
                found = True
                yield Hit(score, Content(say(command.name)), self._call(command), help=say(command.about))
        if not found:
            yield Hit(1.0, Content(say(_NO_MATCHES)), lambda: None)

    def _possible(self) -> list[type[Command]]:
        """Those that are possible on the screen from which the palette was called."""
        app = cast("Commandable", self.app)
        return [command for command in COMMANDS if app.can(command.id, self.screen)]

    def _call(self, command: type[Command]) -> Callable[[], object]:
        return partial(self.app.run_action, command.action)
