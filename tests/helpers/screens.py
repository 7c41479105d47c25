"""Every screen of the program as plain text, for whoever looks for words on them that are no messages.

In a process of its own: `choose_language()` comes before this is imported, as it does in the program. DESKREADY_HOME
must be an empty folder.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager

from msgspec import structs
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from deskready.core.audit.check_state import CheckState
from deskready.core.audit.event import Asked, Event, Instruct, Measured, Missing, Sample, Started
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.clock import now
from deskready.core.declare.check import Question
from deskready.core.declare.check_info import CheckInfo, Origin, Problem
from deskready.core.declare.unit import Unit, Value
from deskready.core.words.terms import FAILURE_REASON, FAILURE_REMEDY
from deskready.desk.saving import save
from deskready.store.paths import config_dir, profiles_dir, save_dir, settings_file
from deskready.store.profiles import DEFAULT_PROFILE, list_profiles
from deskready.tui.app import DeskreadyApp
from deskready.tui.flows.opening import Request
from deskready.tui.screens.detail import DetailScreen
from deskready.tui.screens.resume import ResumeScreen
from helpers.piloting import shown, until, until_over, until_screen, write_profile
from helpers.portrait import builtin, listening, noisy, run_of, said
from helpers.replayed import Desk, Script
from helpers.runs import ended

READ_ALOUD = "Brr, hmm."
"""What the person reads aloud, in the language of their customers."""
LOG = "Trcbck 17"
"""What a check that failed has printed."""
SHORT = "brk"
"""The id and title of the profile that judges."""
_LIMITS = {
    "internet__download": "minimum = 10\nrecommended = 25",
    "internet__upload": "minimum = 100",
    "internet__latency": "maximum = 20",
    "internet__loss": "maximum = 1",
    "internet__dns": 'maximum = 30\nlevel = "when measured"',
    "internet__connection": 'allowed = ["fibre", "wired"]\nrecommended = "fibre"\nsource = "RFC 17"',
    "computer__memory": 'minimum = "8 GB"\nrecommended = "16 GB"\nlevel = "advisory"',
    "computer__cores": "minimum = 4",
    "sound__noise__la90": "maximum = 55\nrecommended = 45",
    "sound__speaker__heard": "allowed = [true]",
    "sound__echo__loss": "minimum = 30",
    "x__y": 'allowed = ["z"]',
}


class Album:
    """The pictures."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        """Of the terminal."""
        self.pages: dict[str, str] = {}
        """What was on screen, by a name for it."""
        self.boxes: dict[str, str] = {}
        """What stood in the box of a dialog of which nothing was left to scroll to."""

    @asynccontextmanager
    async def of(self, desk: DeskreadyApp) -> AsyncIterator[Pilot[None]]:
        """Runs the program while pictures are taken, and ends what still goes on in it."""
        async with desk.run_test(size=self.size, notifications=True) as pilot:
            yield pilot
            if desk.conductor is not None:
                await desk.conductor.close()

    async def take(self, name: str, pilot: Pilot[None]) -> None:
        """Takes a picture of what is on top, when it has come to rest."""
        before = ""
        while before != (before := shown(pilot)):
            await pilot.pause(0.1)
        self.pages[name] = before
        for box in pilot.app.screen.query(".box"):
            if not (box.allow_vertical_scroll and box.max_scroll_y):
                self.boxes[name] = "\n".join(_cut(before, box.region))

    def take_below(self, name: str, screen: Screen[object]) -> None:
        """Takes a picture of a screen that lies under another."""
        self.pages[name] = "\n".join(strip.text.rstrip() for strip in screen._compositor.render_strips())

    def take_tooltips(self, name: str, screen: Screen[object]) -> None:
        """Keeps what the key bar shows under the mouse."""
        bindings = [active.binding for active in screen.active_bindings.values() if active.binding.show]
        self.pages[name] = "\n".join(f"{binding.description} {binding.tooltip}" for binding in bindings)


def _cut(page: str, region: Region) -> Iterator[str]:
    return (line[region.x : region.right] for line in page.splitlines()[region.y : region.bottom])


def _desk(checks: Sequence[CheckInfo], changed: Mapping[str, Script], problems: Sequence[Problem] = ()) -> Desk:
    """The program, with checks that measure unless they are told something else."""
    scripts = [(info, changed.get(info.id, run_of(info))) for info in checks]
    return Desk(scripts, Request(profile=SHORT), problems)


def _ended(outcome: Outcome, *before: Event, failure: Failure | None = None) -> list[Event]:
    reason = FAILURE_REASON[failure] if failure else said("Nothing of the kind was found.")
    remedy = FAILURE_REMEDY if failure else said("Connect one, then run the check again.")
    return [Started(60), *before, ended(outcome, 1.5, failure, reason, remedy, LOG if failure else "", now())]


def _measured(info: CheckInfo, *values: tuple[str, Value, float | None, float | None]) -> list[Event]:
    found = []
    for metric_id, value, low, high in values:
        metric = info.metric(metric_id)
        assert metric is not None
        found.append(Measured(metric.measured(value, low=low, high=high, samples=1, self_reported=True)))
    return [Started(60), *found, ended(Outcome.MEASURED, 3.2, finished=now())]


def _state(desk: DeskreadyApp, check_id: str) -> CheckState:
    assert desk.conductor is not None
    return desk.conductor.snapshot(check_id)


def _states(desk: DeskreadyApp) -> list[CheckState]:
    return [_state(desk, info.id) for info in desk.conductor.state.checks] if desk.conductor else []


async def _agree(album: Album, pilot: Pilot[None], key: str = "y") -> None:
    """Answers whatever is asked before checks run."""
    desk = pilot.app
    assert isinstance(desk, Desk)
    await until_screen(pilot, "ConsentScreen")
    while not desk.replay.runs:
        if type(desk.screen).__name__ == "ConsentScreen":
            await album.take(f"consent {key} {len(album.pages)}", pilot)
            await pilot.press(key)
        await pilot.pause(0.1)
        if key == "n" and desk.conductor is not None and desk.conductor.beginning.locked() is False:
            return


async def _detail(album: Album, name: str, pilot: Pilot[None], check_id: str) -> None:
    desk = pilot.app
    assert isinstance(desk, Desk)
    assert desk.conductor is not None
    await desk.push_screen(DetailScreen(desk.conductor, check_id))
    await until_screen(pilot, "DetailScreen")
    await album.take(name, pilot)
    album.take_tooltips(f"{name}, tooltips", desk.screen)
    await pilot.press("escape")
    await until_screen(pilot, "AuditScreen")


async def _key(album: Album, name: str, pilot: Pilot[None], key: str, screen: str) -> None:
    await pilot.press(key)
    await until_screen(pilot, screen)
    await album.take(name, pilot)


async def the_first_audit(album: Album, checks: Sequence[CheckInfo]) -> None:
    """What is asked; an audit before it runs, while it runs, and broken off; the palette."""
    noise = next(info for info in checks if info.id == "sound.noise")
    desk = _desk(checks, {noise.id: listening(noise)})
    async with album.of(desk) as pilot:
        await until_screen(pilot, "ConsentScreen")
        album.take_below("idle", desk.screen_stack[0])
        await _agree(album, pilot)
        await until(pilot, lambda: _state(desk, noise.id).fraction > 0.6)
        await until(pilot, lambda: desk.conductor is not None and desk.conductor.head().done >= 8)
        await album.take("running", pilot)
        album.take_tooltips("running, tooltips", desk.screen)
        await _detail(album, "detail running", pilot, noise.id)
        await _key(album, "palette", pilot, "ctrl+p", "CommandPalette")
        await pilot.press(*"zzzz")
        await pilot.pause(0.8)
        await album.take("palette without matches", pilot)
        await pilot.press("escape")
        await until_screen(pilot, "AuditScreen")
        desk.action_help_quit()
        await album.take("how to leave", pilot)
        await pilot.press("X")
        await until_over(pilot, desk)
        await _detail(album, "detail cancelled", pilot, noise.id)


async def every_outcome(album: Album, checks: Sequence[CheckInfo]) -> None:
    """A finished audit with each outcome and verdict, all details, dialogs and notifications."""
    known = {info.id: info for info in checks}
    noise, memory, latency = known["sound.noise"], known["computer.memory"], known["internet.latency"]
    gap = Missing(memory.metrics[0].unavailable(said("The system does not tell."), remedy=said("Ask it again.")))
    scripts: dict[str, Script] = {
        noise.id: noisy(noise),
        memory.id: [Started(60), gap, ended(Outcome.MEASURED, 3.2, finished=now())],
        latency.id: _measured(latency, ("internet.latency", 19.5, 18.0, 21.0), ("internet.loss", 4.0, None, None)),
        "internet.dns": _ended(Outcome.UNAVAILABLE),
        "computer.processor": _ended(Outcome.FAILED, failure=Failure.CRASH),
        "sound.speaker": _measured(known["sound.speaker"], ("sound.speaker.heard", False, None, None)),
        "sound.calibration": _calibration(known["sound.calibration"]),
    }
    problem = Problem(Origin("x.y", "x:Y", "zz"), said("It is not a class of checks."))
    settings_file().write_text(
        settings_file().read_text("utf-8") + "\n[interface]\ntheme = 17\n[zzz]\nx = 1\n", "utf-8"
    )
    desk = _desk(checks, scripts, [problem])
    async with album.of(desk) as pilot:
        await until_over(pilot, desk)
        await album.take("problems of the settings", pilot)
        desk.clear_notifications()
        await album.take("finished", pilot)
        album.take_tooltips("finished, tooltips", desk.screen)
        await pilot.press("r")
        await until(pilot, lambda: any(len(state.runs) > 1 for state in _states(desk)))
        await until_over(pilot, desk)
        assert desk.conductor is not None
        for info in desk.conductor.state.checks:
            await _detail(album, f"detail {info.id}", pilot, info.id)
        await _key(album, "help", pilot, "question_mark", "HelpScreen")
        await pilot.press("escape")
        await _key(album, "profiles", pilot, "p", "ProfileScreen")
        await pilot.press("escape")
        await _save(album, pilot)
        await _key(album, "question with choices", pilot, "m", "QuestionScreen")
        await pilot.press("enter")
        await until_screen(pilot, "QuestionScreen")
        await album.take("question in words", pilot)
        await pilot.press(*"17", "enter")
        await until_over(pilot, desk)
        await pilot.pause(0.3)
        await album.take("calibrated", pilot)
        record = desk.conductor.session.record()
        save(structs.replace(record, id="zz"), save_dir() / "z.json", include_identity=True)
        desk.clear_notifications()
        desk.push_screen(ResumeScreen(record))
        await until_screen(pilot, "ResumeScreen")
        await album.take("resume", pilot)


async def _save(album: Album, pilot: Pilot[None]) -> None:
    (save_dir() / "z.txt").write_text("", "utf-8")
    await _key(album, "save", pilot, "s", "SaveScreen")
    pilot.app.screen.query_one(Input).value = str(save_dir() / "z.txt")
    await pilot.press("enter")
    await pilot.pause(0.3)
    await album.take("save where a file is", pilot)
    pilot.app.screen.query_one(Input).value = str(save_dir() / "z.md")
    await pilot.press("enter")
    await until_screen(pilot, "AuditScreen")
    await pilot.pause(0.3)
    await album.take("saved", pilot)


def _calibration(info: CheckInfo) -> Script:
    offset = info.metric("sound.calibration.offset")
    assert offset is not None
    return [
        Started(60),
        Asked(Question("reference", said("What do you compare with?"), (said("phone app"), said("calibrator")))),
        Asked(Question("reading", said("What does it read?"), permits=True)),
        Measured(offset.measured(105.37, low=100.19, high=110.55)),
        ended(Outcome.MEASURED),
    ]


async def what_goes_wrong(album: Album, checks: Sequence[CheckInfo]) -> None:
    """Settings that cannot be written; a file from elsewhere; nothing installed; all left out; a text to read aloud."""
    voice = next(info for info in checks if info.id == "sound.voice")
    levels = [Sample("level", n / 20, -30.0 - n, Unit.DBFS, title=said("Level")) for n in range(5)]
    desk = _desk([voice], {voice.id: [Started(60), Instruct(said("Now read this aloud."), 20, READ_ALOUD), *levels]})
    async with album.of(desk) as pilot:
        await until_screen(pilot, "ReadingScreen")
        await pilot.pause(0.3)
        album.pages["reading"] = shown(pilot)
    elsewhere = Desk([(info, run_of(info)) for info in checks], Request(save_dir() / "z.json", DEFAULT_PROFILE))
    async with album.of(elsewhere) as pilot:
        await album.take("made elsewhere", pilot)
        await _detail(album, "detail by a shipped profile", pilot, "internet.latency")
    async with album.of(_desk([], {})) as pilot:
        await album.take("nothing installed", pilot)
    settings_file().unlink()
    refused = _desk([voice], {})
    async with album.of(refused) as pilot:
        await _agree(album, pilot, "n")
        await album.take("left out", pilot)
        await _detail(album, "detail skipped", pilot, voice.id)
        settings_file().unlink()
        settings_file().mkdir()
        await pilot.press("d")
        await pilot.pause(0.5)
        await album.take("did not work", pilot)
    async with album.of(_desk([voice], {})) as pilot:
        await until_screen(pilot, "SettingsScreen")
        await album.take("settings not understood", pilot)
        await pilot.press("escape")
        await until_screen(pilot, "AuditScreen")
        await album.take("only looked at", pilot)


def _names(checks: Sequence[CheckInfo]) -> set[str]:
    """What stands on the screens and no language changes."""
    found = {"deskready", "Tests", "x.y", "fibre", "wired", "id", "json", "Esc", "Enter", "GiB"}
    found |= {"interface.theme", "options", "consent"}  # keys of the settings
    found |= {"pip", "install", "--force-reinstall"}  # what is typed
    found |= {unit.value for unit in Unit}
    for info in checks:
        found |= {info.id, *(metric.id for metric in info.metrics)}
        for option in info.options:
            found |= {option.name, *str(option.default).split(", ")}
    for entry in list_profiles({}):
        found |= {entry.id, entry.publisher}
        for line in entry.profile.requirements if entry.profile else ():
            for choices in (line.allowed, line.recommended):  # which may be broken between lines
                found |= {*" ".join(map(str, choices)).split()} if isinstance(choices, tuple) else set()
    return found - {""}


async def _all(album: Album) -> set[str]:
    checks = builtin()
    write_profile(config_dir().parent, SHORT, **_LIMITS)
    (profiles_dir() / "zz.toml").write_text("schema = 1\n", "utf-8")
    await the_first_audit(album, checks)
    await every_outcome(album, checks)
    await what_goes_wrong(album, checks)
    return _names(checks)


def main(width: int, height: int) -> None:
    """Prints the pictures of a terminal of that size, the boxes of dialogs, and the names from outside, as JSON."""
    album = Album((width, height))
    names = asyncio.run(_all(album))
    json.dump({"pages": album.pages, "boxes": album.boxes, "names": sorted(names)}, sys.stdout)
