"""What the commands do: every action of the program that works on the audit on screen."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from deskready.core.audit.event import Asked
from deskready.core.audit.outcome import Outcome
from deskready.core.clean import clean
from deskready.core.declare.check_info import CheckInfo
from deskready.core.errors import DeskreadyError
from deskready.desk import learned as calibrating
from deskready.desk.installed import metrics_of
from deskready.store import settings
from deskready.tui import commands
from deskready.tui.conductor import Conductor
from deskready.tui.screens.audit import AuditScreen

if TYPE_CHECKING:
    from deskready.tui.screens.question import QuestionScreen

DARK, LIGHT = "textual-dark", "textual-light"
"""The two themes."""


class Actions(App[None]):
    """An app that carries out the commands; what opens and ends it derives from it."""

    def __init__(self) -> None:
        super().__init__()
        self._audit_screen = AuditScreen()
        self._beginning = asyncio.Lock()
        self._questions: dict[str, QuestionScreen] = {}
        self.conductor: Conductor | None = None
        """The audit on screen; None while it is being opened."""

    async def _begin(self, infos: list[CheckInfo], *, asked_for: bool = False) -> None:
        """Runs checks, after asking for what has not been allowed yet."""
        from deskready.tui.flows import permissions

        conductor = self._audit
        try:
            async with self._beginning:  # a key pressed twice asks once
                allowed = conductor.skip_refused(infos, await permissions.refused(self, infos))
                conductor.session.agreements |= await permissions.agreements(self, conductor.policies(allowed))
            conductor.run(allowed, asked_for=asked_for)
        except DeskreadyError as error:
            self._tell(error)

    def _ask(self, check_id: str, asked: Asked) -> None:
        """Puts a check's question to the person."""
        from deskready.tui.screens.question import QuestionScreen

        screen = QuestionScreen(self._audit.snapshot(check_id).info.title, asked.question)

        def answered(text: str | None) -> None:
            if screen.over:
                return
            del self._questions[check_id]
            if text is None:
                self._audit.session.cancel(check_id)
            else:
                self._audit.session.answer(check_id, text)

        self._questions[check_id] = screen
        self.push_screen(screen, answered)

    def _ended(self, check_id: str) -> None:
        """Does what the end of a run asks for."""
        self._drop_question(check_id)
        if check_id == calibrating.CHECK_ID:
            self.run_worker(self._keep_calibration(), name="calibration", exit_on_error=False)

    def _drop_question(self, check_id: str) -> None:
        """Takes away the question of a check that has ended without waiting for the answer."""
        screen = self._questions.pop(check_id, None)
        if screen is not None:
            screen.over = True
            if screen is self.screen:
                screen.dismiss(None)

    def _read(self, check_id: str) -> None:
        """Shows a text that the person is to read aloud."""
        from deskready.tui.screens.reading import ReadingScreen

        def ended(how: str | None) -> None:
            if how == "cancel":
                self._audit.session.cancel(check_id)
            elif how == "done":
                self._audit.session.conclude(check_id)

        self.push_screen(ReadingScreen(lambda: self._audit.snapshot(check_id)), ended)

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
        self._run_soon(self._audit.to_run())

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
        self.theme = DARK if self.theme == LIGHT else LIGHT
        self.run_worker(self._remember_theme("light" if self.theme == LIGHT else "dark"), exit_on_error=False)

    async def _remember_theme(self, name: str) -> None:
        try:
            await asyncio.to_thread(settings.remember_interface, theme=name)
        except DeskreadyError as error:
            self._tell(error)

    def action_ask_again(self) -> None:
        """See `commands.Privacy`."""
        self.run_worker(self._ask_again(), name="consent", exit_on_error=False)

    async def _ask_again(self) -> None:
        from deskready.tui.flows import permissions

        checks = self._audit.state.checks
        try:
            await permissions.ask_again(self, checks, self._audit.policies(checks))
        except DeskreadyError as error:
            self._tell(error)

    def action_calibrate(self) -> None:
        """See `commands.Calibrate`."""
        self.run_worker(self._calibrate(), name="calibrate", exit_on_error=False)

    async def _calibrate(self) -> None:
        info = self._audit.calibration
        if info is None:
            return
        self._audit.session.state.add([info])
        await self._audit_screen.take_up()
        await self._begin([info], asked_for=True)

    async def _keep_calibration(self) -> None:
        """Stores the calibration that was just made: from now on checks use it."""
        state = self._audit.snapshot(calibrating.CHECK_ID)
        if state.outcome is not Outcome.MEASURED:
            return
        try:
            found = calibrating.measured(state.measurements)
            choices = await asyncio.to_thread(calibrating.remember, found, self._audit.session.catalogue.checks)
        except DeskreadyError as error:
            self._tell(error)
            return
        self._audit.prefer(choices)
        self.notify(f"{found.promise} What is measured from now on uses it.", title="Calibrated", markup=False)

    def action_help(self) -> None:
        """See `commands.Help`."""
        from deskready.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen())
