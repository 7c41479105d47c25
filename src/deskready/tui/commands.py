"""What a person can do: one class each. Footer, palette, help screen and key map read them."""

from typing import ClassVar, Protocol, cast

from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen


class Command:
    """Base of every command. The docstring's first line is the help text."""

    key: ClassVar[str]
    """The key, or several with commas."""
    name: ClassVar[str]
    """A word or three for footer and palette."""
    action: ClassVar[str]
    """The action of the app that carries it out."""
    show: ClassVar[bool] = True
    """Whether the footer has it."""

    @classmethod
    def help(cls) -> str:
        """What it does, in one sentence."""
        return (cls.__doc__ or "").partition("\n")[0]

    @classmethod
    def binding(cls) -> Binding:
        """The key binding."""
        return Binding(cls.key, cls.action, cls.name, show=cls.show, tooltip=cls.help(), id=cls.action)


class Rerun(Command):
    """Measures the selected check again; its earlier result is kept."""

    key, name, action = "r", "Rerun", "rerun"


class FixUp(Command):
    """Measures everything again that did not pass."""

    key, name, action = "f", "Rerun not passed", "rerun_failed"


class RunAll(Command):
    """Measures everything, from the first check to the last."""

    key, name, action = "a", "Run all", "run_all"


class CancelOne(Command):
    """Stops the selected check now."""

    key, name, action = "x", "Cancel", "cancel"


class CancelAll(Command):
    """Stops every check now."""

    key, name, action = "X", "Cancel all", "cancel_all"


class Conclude(Command):
    """Ends the selected check early, with what it has measured so far."""

    key, name, action, show = "e", "End early", "conclude", False


class Save(Command):
    """Saves the audit as a file: JSON, Markdown or plain text."""

    key, name, action = "s", "Save", "save"


class ChooseProfile(Command):
    """Chooses other requirements; what was measured is judged at once."""

    key, name, action = "p", "Profile", "choose_profile"


class Theme(Command):
    """Switches between dark and light."""

    key, name, action, show = "d", "Dark or light", "toggle_theme", False


class Privacy(Command):
    """Asks again what this program may do: microphone, data, whose servers."""

    key, name, action, show = "c", "Permissions", "ask_again", False


class Calibrate(Command):
    """Compares the microphone with a meter or a phone app, so that the room's noise is measured and not estimated."""

    key, name, action, show = "m", "Calibrate the microphone", "calibrate", False


class Help(Command):
    """Shows the keys, and what the signs and words mean."""

    key, name, action = "question_mark,f1", "Help", "help"


class Quit(Command):
    """Stops everything and leaves."""

    key, name, action = "q", "Quit", "quit"


COMMANDS: tuple[type[Command], ...] = (
    Rerun, FixUp, RunAll, CancelOne, CancelAll, Conclude, Save, ChooseProfile, Theme, Privacy, Calibrate, Help, Quit,
)  # fmt: skip
"""Every command, in the order of the footer."""
NEED_AN_AUDIT = frozenset(command.action for command in COMMANDS) - {Theme.action, Help.action, Quit.action}
"""The actions that make sense only while an audit is on screen."""


def bindings() -> list[BindingType]:
    """The key bindings of every command."""
    return [command.binding() for command in COMMANDS]


class Commandable(Protocol):
    """An app that knows which commands are possible."""

    def can(self, action: str, screen: Screen[object]) -> bool:
        """Whether a command is possible now on that screen."""


class CommandProvider(Provider):
    """Offers the commands that are possible now in the palette."""

    async def discover(self) -> Hits:
        """All of them."""
        for command in self._possible():
            yield DiscoveryHit(Content(command.name), self._runner(command), help=command.help())

    async def search(self, query: str) -> Hits:
        """Those that match."""
        matcher = self.matcher(query)
        for command in self._possible():
            if (score := matcher.match(f"{command.name} {command.help()}")) > 0:
                yield Hit(score, Content(command.name), self._runner(command), help=command.help())

    def _possible(self) -> list[type[Command]]:
        """Those that are possible on the screen from which the palette was called."""
        app = cast("Commandable", self.app)
        return [command for command in COMMANDS if app.can(command.action, self.screen)]

    def _runner(self, command: type[Command]) -> "_Runner":
        return _Runner(self, command)


class _Runner:
    """Carries out a command that was chosen in the palette."""

    def __init__(self, provider: Provider, command: type[Command]) -> None:
        self._provider = provider
        self._command = command

    async def __call__(self) -> None:
        await self._provider.app.run_action(self._command.action)
