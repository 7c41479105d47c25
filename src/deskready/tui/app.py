"""The full-screen program: its life from opening to quitting, and what its commands do."""

import asyncio
import gc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.filter import ANSIToTruecolor, LineFilter
from textual.worker import Worker, WorkerState

from deskready.core.errors import DeskreadyError
from deskready.desk.installed import Installed
from deskready.engine.run.executor import ChildExecutor
from deskready.engine.run.job import Executor
from deskready.tui import commands, signals
from deskready.tui.actions import DARK, LIGHT, Actions
from deskready.tui.conductor import Conductor
from deskready.tui.flows import opening
from deskready.tui.safe_lines import SafeLines
from deskready.tui.screens.audit import AuditScreen

if TYPE_CHECKING:
    from deskready.store.partial import Leftover

_HERE = Path(__file__).parent
_END_LIMIT_SECONDS = 5.0
"""How long a program that was told to end may take."""


class DeskreadyApp(Actions):
    """Runs one audit."""

    TITLE = "deskready"
    CSS_PATH = [_HERE / "app.tcss", _HERE / "screens" / "audit.tcss"]  # the first screen's own would come too late
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {commands.CommandProvider}
    BINDINGS = commands.bindings()
    CLOSE_TIMEOUT = 1.0

    def __init__(
        self,
        installed: Installed,
        request: opening.Request | None = None,
        make_executor: Callable[[], Executor] = ChildExecutor,
    ) -> None:
        super().__init__()
        self._installed = installed
        self._request = request or opening.Request()
        self._make_executor = make_executor
        self._safe_lines = SafeLines()
        self.error: BaseException | None = None
        """Why the program ended by itself."""
        self._found = opening.look_now(installed, self._request) if installed.ready else None
        if self._found is not None:  # the usual case: the first frame has everything
            self._take(self._found, opening.opened(self._found, make_executor()))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters but the one for ANSI colours, which no theme of ours has, then ours."""
        own = (
            each
            for each in super().get_line_filters()
            if self.native_ansi_color or not isinstance(each, ANSIToTruecolor)
        )
        return [*own, self._safe_lines]

    def get_default_screen(self) -> AuditScreen:
        """The audit's screen, from the first frame on."""
        return self._audit_screen

    def on_mount(self) -> None:
        """Opens the audit."""
        signals.heed(self._told_to_end)
        self.run_worker(self._open(), name="open", exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """An error in a worker is an error of the program."""
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            if isinstance(event.worker.error, DeskreadyError):
                self.error = event.worker.error
                self.exit(return_code=2)
            else:
                self._handle_exception(event.worker.error)

    async def _open(self) -> None:
        if self._found is None:
            self._found = await opening.look(self._installed, self._request)
            await self._show(opening.opened(self._found, self._make_executor()))
        found, conductor = self._found, self._audit
        for problem in found.settings.problems:
            self.notify(problem, severity="warning", timeout=15, markup=False)
        await self._painted()
        gc.freeze()
        gc.enable()
        if found.saved is not None:
            return
        left = await asyncio.to_thread(opening.interrupted)
        if left is not None:
            conductor = await self._offer_to_resume(found, left, conductor)
        await self._begin(conductor.to_resume())

    async def _painted(self) -> None:
        """Waits until what was shown last is on the terminal: everything else comes after the first frame."""
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()

    async def _show(self, conductor: Conductor) -> None:
        assert self._found is not None
        self._take(self._found, conductor)
        await self._audit_screen.show()

    def _take(self, found: opening.Found, conductor: Conductor) -> None:
        """Makes this the audit on screen."""
        self.conductor = conductor
        conductor.on_asked, conductor.on_ended, conductor.on_script = self._ask, self._ended, self._read
        if (theme := LIGHT if found.settings.theme == "light" else DARK) != self.theme:
            self.theme = theme
        self._audit_screen.take(conductor, found.catalogue.problems)

    async def _offer_to_resume(self, found: opening.Found, left: "Leftover", fresh: Conductor) -> Conductor:
        from deskready.tui.screens.resume import ResumeScreen

        assert left.audit is not None
        answer = await self.push_screen_wait(ResumeScreen(left.audit))
        if answer == "discard":
            await asyncio.to_thread(left.discard)
        if answer != "resume":
            return fresh
        conductor = opening.restored_audit(found, left.audit, self._make_executor())
        await self._show(conductor)
        return conductor

    def _told_to_end(self) -> None:
        """The system asks the program to end. One whose terminal is gone may hang in a write: it has a time limit."""
        self.error = KeyboardInterrupt()
        signals.end_at_the_latest(_END_LIMIT_SECONDS)
        self.run_worker(self.action_quit(), name="quit", exit_on_error=False)

    async def action_quit(self) -> None:
        """See `commands.Quit`. What was measured stays on disk."""
        if self.conductor is not None:
            await self.conductor.close()
        self.exit()

    def _fatal_error(self) -> None:
        """Ends quietly: Textual would print a traceback with the values of local variables."""
        self.error = self._exception
        self._close_messages_no_wait()


def run(installed: Installed, file: Path | None = None, profile: str | None = None) -> int:
    """Runs the full-screen program to its end; the terminal is as it was before.

    Args:
        installed: What is installed, already being looked for.
        file: A saved audit to open.
        profile: A profile's id or file.

    Returns:
        0: the full-screen program only fails by raising.

    Raises:
        DeskreadyError: The file or profile cannot be used.
        Exception: An internal error, for the outermost handler.
    """
    app = DeskreadyApp(installed, opening.Request(file, profile))
    app.run()
    if app.error is not None:
        raise app.error
    return 0
