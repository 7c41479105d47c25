"""The full-screen program: its life from opening to quitting."""

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from textual.app import App
from textual.command import CommandPalette
from textual.filter import ANSIToTruecolor, LineFilter
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from deskready.core.errors import DeskreadyError
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import Words, typed
from deskready.desk.installed import Installed
from deskready.engine.run.executor import ChildExecutor
from deskready.engine.run.job import Executor
from deskready.tui import commands, signals
from deskready.tui.command import Command, Selecting, Stage
from deskready.tui.command_palette import CommandProvider, palette
from deskready.tui.conductor import Conductor
from deskready.tui.flows import ask, calibrate, correct, opening, read, resume, theme
from deskready.tui.flows.run import begin, to_resume
from deskready.tui.pastes import guard_pastes
from deskready.tui.plain_lines import PlainLines, is_unicode
from deskready.tui.safe_lines import SafeLines
from deskready.tui.screens.audit import AuditScreen

_LEAVING = text("app.leaving", "Do you want to quit?")
_HOW_TO_LEAVE = message("app.how-to-leave", "Press {key} to quit the app")(key=typed("ctrl+q"))
_HERE = Path(__file__).parent
_END_LIMIT_SECONDS = 5.0
"""How long a program that was told to end may take."""


class DeskreadyApp(App[None]):
    """Runs one audit."""

    TITLE = "deskready"
    CSS_PATH = [_HERE / "app.tcss", _HERE / "screens" / "audit.tcss"]  # the first screen's own would come too late
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {CommandProvider}
    BINDINGS = [command.binding() for command in commands.COMMANDS]
    CLOSE_TIMEOUT = 1.0

    def __init__(
        self,
        installed: Installed,
        request: opening.Request | None = None,
        make_executor: Callable[[], Executor] = ChildExecutor,
    ) -> None:
        super().__init__()
        guard_pastes(self.driver_class)
        self._installed = installed
        self._request = request or opening.Request()
        self._make_executor = make_executor
        self._safe_lines = SafeLines()
        self._audit_screen = AuditScreen()
        self.conductor: Conductor | None = None
        """The audit on screen; None while it is being opened."""
        self.error: BaseException | None = None
        """Why the program ended by itself."""
        self._leaving = False
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
        encoding = (
            getattr(sys.__stderr__, "encoding", None) or "utf-8"
        )  # Textual draws there, on Windows on its own console
        plain = [] if os.name == "nt" or is_unicode(encoding) else [PlainLines(encoding)]
        return [*own, self._safe_lines, *plain]

    def get_default_screen(self) -> AuditScreen:
        """The audit's screen, from the first frame on."""
        return self._audit_screen

    def on_mount(self) -> None:
        """Opens the audit."""
        signals.heed(self._told_to_end)
        self.run_worker(self._open(), name="open", exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """An error in a worker is an error of the program; on the way out there is nothing left that could fail."""
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception) and not self._leaving:
            if isinstance(event.worker.error, DeskreadyError):
                self.error = event.worker.error
                self.exit(return_code=2)
            else:
                self._handle_exception(event.worker.error)

    async def _open(self) -> None:
        if self._found is None:
            self._found = await opening.look(self._installed, self._request)
            await self._show(opening.opened(self._found, self._make_executor()))
        await self._painted()
        gc.freeze()
        gc.enable()
        found = await self._understood(self._found)
        for problem in found.settings.problems:
            self.notify(say(problem), severity="warning", timeout=15, markup=False)
        if found.saved is not None or found.settings.faults:
            return
        if (again := await resume.resumed(self, found, self._make_executor)) is not None:
            await self._show(again)
        assert self.conductor is not None
        await begin(self, self.conductor, to_resume(self.conductor))

    async def _understood(self, found: opening.Found) -> opening.Found:
        """What there is, with settings that were understood, unless the person only wants to look."""
        if not found.settings.faults:
            return found
        self._found = await correct.corrected(self, found, partial(opening.look, self._installed, self._request))
        await self._show(opening.opened(self._found, self._make_executor()))
        return self._found

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
        conductor.on_asked, conductor.on_script = partial(ask.ask, self, conductor), partial(read.read, self, conductor)
        conductor.on_ended = self._ended
        theme.use(self, found.settings.theme)
        self._audit_screen.take(conductor, found.catalogue.problems)

    def _ended(self, check_id: str) -> None:
        if self.conductor is not None and calibrate.has_taught(self.conductor, check_id):
            self.run_worker(calibrate.keep(self, self.conductor, check_id), name="keep", exit_on_error=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is possible now; what is not is left out of footer and palette."""
        return self.can(str(parameters[0]), self.screen) if action == "command" else True

    def can(self, command_id: str, screen: Screen[object]) -> bool:
        """Whether a command is possible now on that screen."""
        command, stage = Command.every[command_id], self._stage(screen)
        if not command.needs_audit:
            return True
        return stage.conductor is not None and isinstance(screen, Selecting) and command.possible(stage)

    def action_command(self, command_id: str) -> None:
        """Carries out a command."""
        self.run_worker(Command.every[command_id].run(self._stage(self.screen)), name=command_id, exit_on_error=False)

    def _stage(self, screen: Screen[object]) -> Stage:
        return Stage(
            self, self._audit_screen, self.conductor, screen.selected if isinstance(screen, Selecting) else None
        )

    def _told_to_end(self) -> None:
        """The system asks the program to end. One whose terminal is gone may hang in a write: it has a time limit."""
        self.error = KeyboardInterrupt()
        signals.end_at_the_latest(_END_LIMIT_SECONDS)
        self.run_worker(self.action_quit(), name="quit", exit_on_error=False)

    def action_command_palette(self) -> None:
        """As Textual's own, which has only English words."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(palette())

    def action_help_quit(self) -> None:
        """Tells who presses Ctrl+C how to leave; Textual's own has only English words."""
        self.notify(say(_HOW_TO_LEAVE), title=say(_LEAVING), markup=False)

    async def action_quit(self) -> None:
        """Stops everything and leaves. What was measured stays on disk."""
        self._leaving = True
        if self.conductor is not None:
            await self.conductor.close()
        self.exit()

    def _fatal_error(self) -> None:
        """Ends quietly: Textual would print a traceback with the values of local variables.

        A screen that was being opened while somebody left has nowhere to go any more: no error of the program.
        """
        if not self._leaving:
            self.error = self._exception
        self._close_messages_no_wait()


def run(
    installed: Installed, tell: Callable[[Words], None], file: Path | None = None, profile: str | None = None
) -> int:
    """Runs the full-screen program to its end; the terminal is as it was before.

    Args:
        installed: What is installed, already being looked for.
        tell: Told of what was measured and could not be kept.
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
    if app.conductor is not None and app.conductor.lost:
        tell(app.conductor.lost)
    if app.error is not None:
        raise app.error
    return 0
