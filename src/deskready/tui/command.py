"""What every command has."""

from typing import ClassVar

from textual.binding import Binding

from deskready.tui.stage import Stage


class Command:
    """Base of every command. The docstring's first line is the help text."""

    every: ClassVar[dict[str, type["Command"]]] = {}
    """All of them by their ids, in the order of the footer."""
    id: ClassVar[str]
    """Its name in code."""
    key: ClassVar[str]
    """The key, or several with commas."""
    name: ClassVar[str]
    """A word or three for footer and palette."""
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
    def help(cls) -> str:
        """What it does, in one sentence."""
        return (cls.__doc__ or "").partition("\n")[0]

    @classmethod
    def binding(cls) -> Binding:
        """The key binding."""
        return Binding(cls.key, cls.action, cls.name, show=cls.show, tooltip=cls.help(), id=cls.id)

    @classmethod
    def possible(cls, stage: Stage) -> bool:  # noqa: ARG003 - for overriding
        """Whether it is possible now, with that check selected."""
        return True

    @classmethod
    async def run(cls, stage: Stage) -> None:
        """Does it. Runs in a worker."""
