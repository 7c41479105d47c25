"""Steering the full-screen program in a test: waiting for conditions, and reading what it shows."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from deskready.core.audit.check_state import CheckState
from deskready.tui.app import DeskreadyApp
from helpers.replayed import Desk

PROFILE = """\
schema = 1
id = "{id}"
title = "{title}"
publisher = "Tests"
source = "Nowhere"
date = 2026-01-31

"""
_LINE = """\
[requirements."{metric}"]
{limit}
"""


async def until(pilot: Pilot[None], condition: Callable[[], object], seconds: float = 20) -> None:
    """Waits for a condition, and then until it is drawn."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            stack = [type(screen).__name__ for screen in pilot.app.screen_stack]
            raise AssertionError(f"It never came true. Screens: {stack}. The top one shows:\n{shown(pilot)}")
        await asyncio.sleep(0.03)
    await pilot.pause()


async def until_shown(pilot: Pilot[None], text: str, seconds: float = 20) -> None:
    """Waits until the screen shows a text."""
    await until(pilot, lambda: text in shown(pilot), seconds)


async def until_screen(pilot: Pilot[None], name: str) -> None:
    """Waits until a screen of that class is on top."""
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name and pilot.app.screen.is_mounted)


def shown(pilot: Pilot[None]) -> str:
    """The plain text of what is on top."""
    return "\n".join(strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips())


def words(pilot: Pilot[None]) -> str:
    """What is on top as one line: no frames, and one blank between words."""
    return " ".join("".join(" " if sign in "│┃▌▐" else sign for sign in shown(pilot)).split())


def state_of(desk: Desk, check_id: str) -> CheckState:
    """A check at this moment."""
    assert desk.conductor is not None
    return desk.conductor.snapshot(check_id)


def is_over(desk: DeskreadyApp) -> bool:
    """Whether an audit is on screen and everything that was queued in it has ended."""
    return desk.conductor is not None and desk.conductor.rounds > 0 and not desk.conductor.state.running


async def until_over(pilot: Pilot[None], desk: Desk) -> None:
    """Waits until everything that was queued has ended."""
    await until(pilot, lambda: is_over(desk))


def write_profile(home: Path, name: str, title: str = "", **limits: str) -> None:
    """Puts a profile into the person's folder.

    Args:
        home: DESKREADY_HOME.
        name: Its id.
        title: Its title, else its id.
        limits: Lines of TOML by metric id, with `__` for each dot.
    """
    folder = home / "config" / "profiles"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [_LINE.format(metric=metric.replace("__", "."), limit=limit) for metric, limit in limits.items()]
    text = PROFILE.format(id=name, title=title or name) + "\n".join(lines)
    (folder / f"{name}.toml").write_text(text, "utf-8")
