"""The full-screen program: its life from opening to quitting, and what its commands do."""

import asyncio
import gc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.filter import ANSIToTruecolor, LineFilter
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from deskready.core.check_info import CheckInfo
from deskready.core.errors import DeskreadyError
from deskready.core.event import Asked
from deskready.core.text import clean
from deskready.engine.executor import LateExecutor
from deskready.engine.job import Executor
from deskready.installed import Installed, metrics_of
from deskready.store import settings
from deskready.tui import commands, opening, signals
from deskready.tui.conductor import Conductor
from deskready.tui.safe_lines import SafeLines
from deskready.tui.screens.audit import AuditScreen

if TYPE_CHECKING:
    from deskready.store.partial import Leftover
    from deskready.tui.screens.question import QuestionScreen

_HERE = Path(__file__).parent
_DARK, _LIGHT = "textual-dark", "textual-light"
_END_LIMIT_SECONDS = 5.0
"""How long a program that was told to end may take."""


class DeskreadyApp(App[None]):
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
        make_executor: Callable[[], Executor] = LateExecutor,
    ) -> None:
        super().__init__()
        self._installed = installed
        self._request = request or opening.Request()
        self._make_executor = make_executor
        self._audit_screen = AuditScreen()
        self._safe_lines = SafeLines()
        self._beginning = asyncio.Lock()
        self._question: tuple[str, QuestionScreen] | None = None
        self.error: BaseException | None = None
        """Why the program ended by itself."""
        self.conductor: Conductor | None = None
        """The audit on screen; None while it is being opened."""
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
        conductor.on_asked, conductor.on_ended = self._ask, self._drop_question
        if (theme := _LIGHT if found.settings.theme == "light" else _DARK) != self.theme:
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

    async def _begin(self, infos: list[CheckInfo], *, asked_for: bool = False) -> None:
        """Runs checks, after asking for what has not been allowed yet."""
        from deskready.tui import permissions

        conductor = self._audit
        try:
            async with self._beginning:  # a key pressed twice asks once
                allowed = conductor.skip_refused(infos, await permissions.refused(self, infos))
            conductor.run(allowed, asked_for=asked_for)
        except DeskreadyError as error:
            self._tell(error)

    def _ask(self, check_id: str, asked: Asked) -> None:
        """Puts a check's question to the person."""
        from deskready.tui.screens.question import QuestionScreen

        def answered(text: str | None) -> None:
            if text is None:
                self._audit.session.cancel(check_id)
            else:
                self._audit.session.answer(check_id, text)

        title = self._audit.snapshot(check_id).info.title
        self._question = check_id, QuestionScreen(title, asked.question)
        self.push_screen(self._question[1], answered)

    def _drop_question(self, check_id: str) -> None:
        """Takes away the question of a check that has ended without waiting for the answer."""
        if self._question is not None and self._question[0] == check_id and self._question[1] is self.screen:
            self._question[1].dismiss(None)
            self._question = None

    @property
    def _audit(self) -> Conductor:
        assert self.conductor is not None
        return self.conductor

    @property
    def _selected(self) -> str | None:
        """The check that commands act on."""
        return getattr(self.screen, "selected", None)

    def _tell(self, error: DeskreadyError) -> None:
        self.notify(str(error), title="This did not work", severity="error", timeout=15, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the base's
        """What is possible now; what is not is left out of footer and palette."""
        return self.can(action, self.screen)

    def can(self, action: str, screen: Screen[object]) -> bool:
        """Whether a command is possible now on that screen."""
        if action not in commands.NEED_AN_AUDIT:
            return True
        if self.conductor is None or not hasattr(screen, "selected"):
            return False
        return self.conductor.can(action, getattr(screen, "selected", None))

    def action_rerun(self) -> None:
        """See `commands.Rerun`."""
        if self._selected:
            self._run_soon([info for info in self._audit.state.checks if info.id == self._selected], asked_for=True)

    def action_rerun_failed(self) -> None:
        """See `commands.FixUp`."""
        self._run_soon(self._audit.to_redo())

    def action_run_all(self) -> None:
        """See `commands.RunAll`."""
        self._run_soon(list(self._audit.state.checks))

    def _run_soon(self, infos: list[CheckInfo], *, asked_for: bool = False) -> None:
        self.run_worker(self._begin(infos, asked_for=asked_for), name="begin", exit_on_error=False)

    def action_cancel(self) -> None:
        """See `commands.CancelOne`."""
        if self._selected:
            self._audit.session.cancel(self._selected)

    def action_cancel_all(self) -> None:
        """See `commands.CancelAll`."""
        self._audit.session.cancel_all()

    def action_conclude(self) -> None:
        """See `commands.Conclude`."""
        if self._selected:
            self._audit.session.conclude(self._selected)

    def action_save(self) -> None:
        """See `commands.Save`."""
        from deskready.tui.screens.save import SaveScreen

        def saved(path: Path | None) -> None:
            if path is not None:
                self.notify(f"Saved to {clean(str(path))}", title="Saved", markup=False)

        self.push_screen(SaveScreen(self._audit.session.record()), saved)

    def action_choose_profile(self) -> None:
        """See `commands.ChooseProfile`."""
        self.run_worker(self._choose_profile(), name="profile", exit_on_error=False)

    async def _choose_profile(self) -> None:
        from deskready.store.profiles import list_profiles
        from deskready.tui.screens.profile import ProfileScreen

        metrics = metrics_of(self._audit.session.catalogue)
        entries = await asyncio.to_thread(list_profiles, metrics)
        chosen = await self.push_screen_wait(ProfileScreen(entries, self._audit.state.profile.id))
        profile = next((entry.profile for entry in entries if chosen and entry.id == chosen and entry.profile), None)
        if profile is None:
            return
        self._audit.session.use(profile)
        self._audit.changed.update(info.id for info in self._audit.state.checks)
        await self._audit_screen.take_up()
        try:
            await asyncio.to_thread(settings.remember_interface, last_profile=profile.id)
        except DeskreadyError as error:
            self._tell(error)

    def action_toggle_theme(self) -> None:
        """See `commands.Theme`."""
        self.theme = _DARK if self.theme == _LIGHT else _LIGHT
        self.run_worker(self._remember_theme("light" if self.theme == _LIGHT else "dark"), exit_on_error=False)

    async def _remember_theme(self, name: str) -> None:
        try:
            await asyncio.to_thread(settings.remember_interface, theme=name)
        except DeskreadyError as error:
            self._tell(error)

    def action_ask_again(self) -> None:
        """See `commands.Privacy`."""
        from deskready.tui import permissions

        checks = self._audit.state.checks
        self.run_worker(permissions.ask_again(self, checks), name="consent", exit_on_error=False)

    def action_help(self) -> None:
        """See `commands.Help`."""
        from deskready.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen())

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
