import sys

import pytest

from deskready_checks.internet.path import linux, macos, windows
from deskready_checks.internet.path.link import Link, Medium
from deskready_checks.internet.path.system import read_gateway, read_link


def test_loopback_on_this_system() -> None:
    assert read_link("lo").medium is Medium.OTHER
    assert read_gateway() is None or "." in str(read_gateway()) or ":" in str(read_gateway())


@pytest.mark.parametrize(("platform", "module"), [("linux", linux), ("darwin", macos), ("win32", windows)])
def test_each_system_is_asked_in_its_own_way(monkeypatch: pytest.MonkeyPatch, platform: str, module: object) -> None:
    link = Link(Medium.CELLULAR)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(module, "read_link", lambda name: link)
    monkeypatch.setattr(module, "read_gateway", lambda: "192.0.2.1")
    assert read_link("x") is link
    assert read_gateway() == "192.0.2.1"


def test_another_system_tells_a_tunnel_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "freebsd14")
    assert (read_link("wg0"), read_link("em0")) == (Link(Medium.VPN), Link(Medium.OTHER))
    assert read_gateway() is None
