"""What a command works on."""

from dataclasses import dataclass

from textual.app import App

from deskready.tui.conductor import Conductor
from deskready.tui.screens.audit import AuditScreen


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
