"""Of three that do the same, the one of this system."""

import sys

import pytest

from deskready_checks.system.here import here
from deskready_checks.system.unread import Unread, Why


@pytest.mark.parametrize(("platform", "name"), [("linux", "a"), ("darwin", "b"), ("win32", "c")])
def test_each_system_has_its_own(monkeypatch: pytest.MonkeyPatch, platform: str, name: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert here(linux="a", macos="b", windows="c") == name


@pytest.mark.parametrize("platform", ["plan9", "darwin"])
def test_a_system_that_nobody_asks_does_not_tell(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(Unread) as caught:
        here(linux=lambda: "a", windows=lambda: "c")
    assert caught.value.why is Why.SILENT
    assert platform in caught.value.detail
