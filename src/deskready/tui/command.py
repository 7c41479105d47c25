"""What every command has, and what it works on."""

from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

from textual.app import App
from textual.binding import Binding

from deskready.core.words.say import say
from deskready.core.words.text import Text
from deskready.tui.conductor import Conductor
from deskready.tui.screens.audit import AuditScreen


@runtime_checkable
class Selecting(Protocol):
    """A screen on which a check is selected."""

    @property
    def selected(self) -> str | None:
        """The id of that check."""


@dataclass(frozen=True)
class Stage:
    """The program at the moment when a command is given."""

    app: App[None]
    """The app."""
    page: AuditScreen
    """The screen that shows the audit."""
    conductor: Conductor | None
    """The audit on screen; None while it is being opened."""
    selected: str | None
    """The check that was selected."""

    @property
    def audit(self) -> Conductor:
        """The audit, for commands that are possible only where there is one."""
        assert self.conductor is not None
        return self.conductor

    @property
    def check(self) -> str:
        """The selected check, for commands that are possible only where there is one."""
        assert self.selected is not None
        return self.selected


class Command:
    """Base of every command."""

    every: ClassVar[dict[str, type["Command"]]] = {}
    """All of them by their ids, in the order of the footer."""
    id: ClassVar[str]
    """Its name in code."""
    key: ClassVar[str]
    """The key, or several with commas."""
    name: ClassVar[Text]
    """A word or three for footer and palette."""
    about: ClassVar[Text]
    """What it does, in one sentence."""
    show: ClassVar[bool] = True
    """Whether the footer has it."""
    needs_audit: ClassVar[bool] = True
    """Whether it makes sense only while an audit is on screen."""
    action: ClassVar[str]
    """The app's action that carries it out."""

    def __init_subclass__(cls) -> None:
        if "action" not in vars(cls):
            cls.action = f"command('{cls.id}')"
        cls.every[cls.id] = cls

    @classmethod
    def binding(cls) -> Binding:
        """The key binding."""
        return Binding(cls.key, cls.action, say(cls.name), show=cls.show, tooltip=say(cls.about), id=cls.id)

    @classmethod
    def possible(cls, stage: Stage) -> bool:  # noqa: ARG003 - for overriding
        """Whether it is possible now, with that check selected."""
        return True

    @classmethod
    async def run(cls, stage: Stage) -> None:
        """Does it. Runs in a worker."""
