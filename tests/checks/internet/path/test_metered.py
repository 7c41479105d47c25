import sys

import pytest

from deskready_checks.internet.path import metered_linux, metered_windows
from deskready_checks.internet.path.metered import is_metered


@pytest.mark.parametrize(("system", "asked"), [("linux", "eth7"), ("win32", ""), ("darwin", None)])
def test_each_system_is_asked_in_its_own_way(system: str, asked: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[str] = []

    def answer(name: str = "") -> bool:
        asked_for.append(name)
        return True

    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(metered_linux, "is_metered", answer)
    monkeypatch.setattr(metered_windows, "is_metered", answer)
    assert is_metered("eth7") is (True if asked is not None else None)
    assert asked_for == ([] if asked is None else [asked])
