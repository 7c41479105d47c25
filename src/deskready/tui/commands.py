"""What a person can do: one class each, which registers itself. Footer, palette, help screen and key map read them."""

from deskready.core.audit.check_state import Phase
from deskready.tui.command import Command, Stage
from deskready.tui.flows import calibrate, permissions, profile, run, save, theme


class Rerun(Command):
    """Measures the selected check again; its earlier result is kept."""

    id, key, name = "rerun", "r", "Rerun"

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While it does not run."""
        return not stage.audit.frozen and stage.audit.phase(stage.selected) is Phase.IDLE

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await run.begin(stage.app, stage.audit, [stage.audit.snapshot(stage.check).info], asked_for=True)


class FixUp(Command):
    """Measures everything again that did not pass."""

    id, key, name = "rerun_failed", "f", "Rerun not passed"

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While something is left to do."""
        return stage.audit.at_rest and bool(run.to_redo(stage.audit))

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await run.begin(stage.app, stage.audit, run.to_redo(stage.audit))


class RunAll(Command):
    """Measures everything, from the first check to the last."""

    id, key, name = "run_all", "a", "Run all"

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While nothing runs and there is a check."""
        return stage.audit.at_rest and bool(stage.audit.state.checks)

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await run.begin(stage.app, stage.audit, run.to_run(stage.audit))


class CancelOne(Command):
    """Stops the selected check now."""

    id, key, name = "cancel", "x", "Cancel"

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While it runs or waits."""
        return stage.audit.phase(stage.selected) in (Phase.QUEUED, Phase.RUNNING)

    @classmethod
    async def run(cls, stage: Stage) -> None:
        stage.audit.session.cancel(stage.check)


class CancelAll(Command):
    """Stops every check now."""

    id, key, name = "cancel_all", "X", "Cancel all"

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While anything runs or waits."""
        return stage.audit.state.running

    @classmethod
    async def run(cls, stage: Stage) -> None:
        stage.audit.session.cancel_all()


class Conclude(Command):
    """Ends the selected check early, with what it has measured so far."""

    id, key, name, show = "conclude", "e", "End early", False

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While it runs."""
        return stage.audit.phase(stage.selected) is Phase.RUNNING

    @classmethod
    async def run(cls, stage: Stage) -> None:
        stage.audit.session.conclude(stage.check)


class Save(Command):
    """Saves the audit as a file: JSON, Markdown or plain text."""

    id, key, name = "save", "s", "Save"

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await save.save(stage.app, stage.audit.session.record())


class ChooseProfile(Command):
    """Chooses other requirements; what was measured is judged at once."""

    id, key, name = "choose_profile", "p", "Profile"

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await profile.choose(stage.app, stage.page, stage.audit)


class Theme(Command):
    """Switches between dark and light."""

    id, key, name, show, needs_audit = "toggle_theme", "d", "Dark or light", False, False

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await theme.toggle(stage.app)


class Privacy(Command):
    """Asks again what this program may do: microphone, data, whose servers."""

    id, key, name, show = "ask_again", "c", "Permissions", False

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While nothing runs and a check needs a consent."""
        return stage.audit.at_rest and any(info.consent for info in stage.audit.state.checks)

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await permissions.ask_again(stage.app, stage.audit.session)


class Calibrate(Command):
    """Compares the microphone with a meter or a phone app, so that the room's noise is measured and not estimated."""

    id, key, name, show = "calibrate", "m", "Calibrate the microphone", False

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While nothing runs and a check learns from it."""
        return stage.audit.at_rest and calibrate.teacher(stage.audit) is not None

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await calibrate.calibrate(stage.app, stage.page, stage.audit)


class Help(Command):
    """Shows the keys, and what the signs and words mean."""

    id, key, name, needs_audit = "help", "question_mark,f1", "Help", False

    @classmethod
    async def run(cls, stage: Stage) -> None:
        from deskready.tui.screens.help import HelpScreen

        await stage.app.push_screen_wait(HelpScreen([(command.key, command.help()) for command in COMMANDS]))


class Quit(Command):
    """Stops everything and leaves."""

    id, key, name, needs_audit = "quit", "q", "Quit", False
    action = "quit"  # the app's own, which dialogs call too


COMMANDS = tuple(Command.every.values())
"""Every command, in the order of the footer."""
