"""What holds for every test: a home of its own, and rigs that may not be skipped where they are required."""

import os
import signal
from pathlib import Path

import pytest

RIGS_REQUIRED = "DESKREADY_RIGS"
"""Set to `required`, a rig that would be skipped fails instead."""


def pytest_configure() -> None:
    """Lets Ctrl-C reach the programs under test, where these tests are a script's background job, which ignores it."""
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
