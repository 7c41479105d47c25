"""The registry of Windows, played by a stand-in for Python's module."""

import importlib.util
import sys

import pytest

from deskready_checks.system import registry
from deskready_checks.system.unread import Unread, Why
from helpers.registry import Registry

KEY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Windows with these keys."""
    keys: dict[str, dict[str, object]] = {
        KEY: {"CurrentBuild": "26100", "UBR": 4061},
        rf"{KEY}\One\Deep": {},
        rf"{KEY}\Two": {"a": b"\x01"},
    }
    monkeypatch.setitem(sys.modules, "winreg", Registry(keys, frozenset({"SECURITY"})))


@pytest.mark.usefixtures("windows")
def test_values_and_keys() -> None:
    assert registry.values(KEY) == {"CurrentBuild": "26100", "UBR": 4061}
    assert registry.keys_in(KEY) == [rf"{KEY}\One", rf"{KEY}\Two"]
    assert registry.values(registry.keys_in(KEY)[1]) == {"a": b"\x01"}


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(("key", "why"), [(r"SOFTWARE\None", Why.SILENT), ("SECURITY", Why.DENIED)])
def test_what_cannot_be_read(key: str, why: Why) -> None:
    with pytest.raises(Unread) as caught:
        registry.values(key)
    assert caught.value.why is why
    with pytest.raises(Unread) as caught:
        registry.keys_in(key)
    assert caught.value.why is why


@pytest.mark.skipif(importlib.util.find_spec("winreg") is not None, reason="this system has a registry")
def test_other_systems_have_none() -> None:
    with pytest.raises(Unread) as caught:
        registry.values(KEY)
    assert caught.value.why is Why.SILENT
