"""What holds for every test: its place in the run, a home of its own, and that required rigs do run."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.turns import turn

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

RIGS_REQUIRED = "DESKREADY_RIGS"
"""Set to `required`, a rig that would be skipped fails instead."""
HOSTILE = Path(__file__).parent.parent / "src" / "deskready" / "testing"
"""The tests that are shipped: hostile checks in real programs on real terminals."""

PROGRAMS = {"desk", "audited"}
"""Fixtures of tests that run the whole program, some of them many times."""
SPREAD = "tests/tui/"
"""Where tests are long and share nothing: any worker may take the next one."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """How many tests run at a time under `-n auto`: most wait for processes, devices and lines."""
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "LoadScopeScheduling":
    """Hands out whole modules, so that what a module's tests share is made once, in the order of the collection."""
    from xdist.scheduler import LoadScopeScheduling

    class Modules(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
        def _split_scope(self, nodeid: str) -> str:
            return nodeid if nodeid.startswith(SPREAD) else nodeid.partition("::")[0]

    config.option.loadscopereorder = False
    return Modules(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is slow by its nature, and puts it first, so that no worker is left alone with it at the end."""
    for item in items:
        programs = PROGRAMS.intersection(getattr(item, "fixturenames", ()))
        if programs or item.get_closest_marker("rig") or item.path.is_relative_to(HOSTILE):
            item.add_marker("slow")
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Lets a test that is marked `quiet` run alone; the wait is outside of its timeout."""
    with turn(alone=item.get_closest_marker("quiet") is not None):
        return (yield)


def pytest_configure() -> None:
    """Makes the run the same whatever it is started from.

    Compiled modules are kept, as several hundred processes load them. Ctrl-C reaches the programs under test, where
    these tests are a script's background job, which ignores it.
    """
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home: no settings, no own checks, no own profiles, nothing left over, no colour asked for."""
    folder = tmp_path / "home"
    monkeypatch.setenv("DESKREADY_HOME", str(folder))
    for name in ("NO_COLOR", "FORCE_COLOR", "http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return folder


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    """Turns the skip of a required rig into a failure."""
    outcome = yield
    report: pytest.TestReport = outcome.get_result()  # type: ignore[attr-defined]  # pluggy's result, untyped here
    if report.skipped and item.get_closest_marker("rig") and os.environ.get(RIGS_REQUIRED) == "required":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: a rig was skipped where rigs are required: {report.longrepr}"
