"""What a person can do: one class each, which registers itself. Footer, palette, help screen and key map read them."""

from deskready.core.audit.check_state import Phase
from deskready.core.declare.consent import Consent
from deskready.core.words.listed import any_of
from deskready.core.words.message import message, row, text
from deskready.formats.registry import FORMATS
from deskready.tui.command import Command, Stage
from deskready.tui.flows import calibrate, permissions, profile, run, save, theme
from deskready.tui.view import keys


class Rerun(Command):
    """Measures the selected check again; its earlier result is kept."""

    id, key = "rerun", keys.RERUN
    name = text("command.rerun", "Rerun")
    about = text("command.rerun.about", "Measures the selected check again; its earlier result is kept.")

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While it does not run."""
        return not stage.audit.frozen and stage.audit.phase(stage.selected) is Phase.IDLE

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await run.begin(stage.app, stage.audit, [stage.audit.snapshot(stage.check).info], asked_for=True)


class FixUp(Command):
    """Measures everything again that did not pass."""

    id, key = "rerun_failed", keys.RERUN_REST
    name = text("command.rerun-failed", "Rerun not passed")
    about = text("command.rerun-failed.about", "Measures everything again that did not pass.")

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While something is left to do."""
        return stage.audit.at_rest and bool(run.to_redo(stage.audit))

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await run.begin(stage.app, stage.audit, run.to_redo(stage.audit))


class RunAll(Command):
    """Measures everything, from the first check to the last."""

    id, key = "run_all", keys.RUN_ALL
    name = text("command.run-all", "Run all")
    about = text("command.run-all.about", "Measures everything, from the first check to the last.")

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While nothing runs and there is a check."""
        return stage.audit.at_rest and bool(stage.audit.state.checks)

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await run.begin(stage.app, stage.audit, run.to_run(stage.audit))


class CancelOne(Command):
    """Stops the selected check now."""

    id, key = "cancel", keys.CANCEL
    name = text("command.cancel", "Cancel")
    about = text("command.cancel.about", "Stops the selected check now.")

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While it runs or waits."""
        return stage.audit.phase(stage.selected) in (Phase.QUEUED, Phase.RUNNING)

    @classmethod
    async def run(cls, stage: Stage) -> None:
        stage.audit.session.cancel(stage.check)


class CancelAll(Command):
    """Stops every check now."""

    id, key = "cancel_all", keys.CANCEL_ALL
    name = text("command.cancel-all", "Cancel all")
    about = text("command.cancel-all.about", "Stops every check now.")

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While anything runs or waits."""
        return stage.audit.state.running

    @classmethod
    async def run(cls, stage: Stage) -> None:
        stage.audit.session.cancel_all()


class Conclude(Command):
    """Ends the selected check early, with what it has measured so far."""

    id, key, show = "conclude", "e", False
    name = text("command.conclude", "End early")
    about = text("command.conclude.about", "Ends the selected check early, with what it has measured so far.")

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While it runs."""
        return stage.audit.phase(stage.selected) is Phase.RUNNING

    @classmethod
    async def run(cls, stage: Stage) -> None:
        stage.audit.session.conclude(stage.check)


class Save(Command):
    """Saves the audit as a file, in one of the formats."""

    id, key = "save", keys.SAVE
    name = text("command.save", "Save")
    about = message("command.save.about", "Saves the audit as a file: {formats}.")(
        formats=any_of([form.title for form in FORMATS])
    )

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await save.save(stage.app, stage.audit.session.record())


class ChooseProfile(Command):
    """Chooses other requirements; what was measured is judged at once."""

    id, key = "choose_profile", keys.PROFILE
    name = text("command.choose-profile", "Profile")
    about = text("command.choose-profile.about", "Chooses other requirements; what was measured is judged at once.")

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await profile.choose(stage.app, stage.page, stage.audit)


class Theme(Command):
    """Switches between dark and light."""

    id, key, show, needs_audit = "toggle_theme", "d", False, False
    name = text("command.toggle-theme", "Dark or light")
    about = text("command.toggle-theme.about", "Switches between dark and light.")

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await theme.toggle(stage.app)


class Permissions(Command):
    """Asks again what this program may do."""

    id, key, show = "ask_again", keys.ALLOW, False
    name = text("command.ask-again", "Permissions")
    about = message("command.ask-again.about", "Asks again what this program may do: {consents}, whose servers.")(
        consents=row(*(consent.text.name for consent in Consent))
    )

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While nothing runs and a check needs a consent."""
        return stage.audit.at_rest and any(info.consent for info in stage.audit.state.checks)

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await permissions.ask_again(stage.app, stage.audit.session)


class Calibrate(Command):
    """Compares what a check measures with a reference, so that it is measured and not estimated."""

    id, key, show = "calibrate", "m", False
    name = text("command.calibrate-any", "Calibrate")
    about = text(
        "command.calibrate-any.about",
        "Compares what a check measures with a reference, so that it is measured and not estimated.",
    )

    @classmethod
    def possible(cls, stage: Stage) -> bool:
        """While nothing runs and a check learns from it."""
        return stage.audit.at_rest and bool(calibrate.teachers(stage.audit, stage.selected))

    @classmethod
    async def run(cls, stage: Stage) -> None:
        await calibrate.calibrate(stage.app, stage.page, stage.audit, stage.selected)


class Help(Command):
    """Shows the keys, and what the signs and words mean."""

    id, key, needs_audit = "help", "question_mark,f1", False
    name = text("command.help", "Help")
    about = text("command.help.about", "Shows the keys, and what the signs and words mean.")

    @classmethod
    async def run(cls, stage: Stage) -> None:
        from deskready.tui.screens.help import HelpScreen

        await stage.app.push_screen_wait(HelpScreen([(command.key, command.about) for command in COMMANDS]))


class Quit(Command):
    """Stops everything and leaves."""

    id, key, needs_audit = "quit", "q", False
    name = text("command.quit", "Quit")
    about = text("command.quit.about", "Stops everything and leaves.")
    action = "quit"  # the app's own, which dialogs call too


COMMANDS = tuple(Command.every.values())
"""Every command, in the order of the footer."""
