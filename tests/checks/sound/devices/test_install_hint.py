from pathlib import Path

import pytest

from deskready_checks.sound.devices import install_hint
from deskready_checks.sound.devices.install_hint import linux_hint, portaudio_hint

SYSTEMS = Path(__file__).parent / "os_release"
"""Debian's file was copied from a running system; the others are written after their published form."""
COMMANDS = {
    "debian": "sudo apt install libportaudio2",
    "ubuntu": "sudo apt install libportaudio2",
    "linuxmint": "sudo apt install libportaudio2",
    "fedora": "sudo dnf install portaudio",
    "rocky": "sudo dnf install portaudio",
    "arch": "sudo pacman -S portaudio",
    "manjaro": "sudo pacman -S portaudio",
    "opensuse-tumbleweed": "sudo zypper install libportaudio2",
    "alpine": "doas apk add portaudio",
}


@pytest.mark.parametrize(("system", "command"), COMMANDS.items())
def test_each_system_has_its_command(system: str, command: str) -> None:
    assert linux_hint((SYSTEMS / system).read_text()).words.endswith(f": {command}")


@pytest.mark.parametrize("text", [(SYSTEMS / "nixos").read_text(), "", 'ID="', "ID", "ID=a b", "\x00=\x00"])
def test_an_unknown_system_gets_a_sentence_all_the_same(text: str) -> None:
    assert "portaudio or libportaudio2" in linux_hint(text).words


def test_the_first_file_that_exists_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(install_hint, "OS_RELEASE_FILES", (tmp_path / "none", SYSTEMS / "arch", SYSTEMS / "alpine"))
    assert portaudio_hint().words == "Install the PortAudio library with: sudo pacman -S portaudio"
    monkeypatch.setattr(install_hint, "OS_RELEASE_FILES", (tmp_path / "none",))
    assert "package manager" in portaudio_hint().words


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_the_library_comes_along(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert portaudio_hint().words.startswith("Install deskready again")
