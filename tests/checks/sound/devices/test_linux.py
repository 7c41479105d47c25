"""Which of Linux's two sources is asked; what they print is parsed in tests of their own."""

import os
from pathlib import Path

import pytest

from deskready_checks.sound.devices.linux import read_devices

HERE = Path(__file__).parent
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a shell")


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of programs, the only one on the path, under a root of its own."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("deskready_checks.system.command._PLACES", str(tmp_path))
    return tmp_path


def cards(root: Path) -> None:
    folder = root / "proc" / "asound"
    folder.mkdir(parents=True)
    (folder / "cards").write_text(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      x\n")
    (folder / "pcm").write_text("00-00: ALC257 : ALC257 : playback 1 : capture 1\n")


def test_the_sound_server_is_asked_first(path: Path) -> None:
    cards(path)
    info = "Server Name: pulseaudio\\nDefault Source: bluez_input.00_00_5E_00_53_01.0\\n"
    script = f'#!/bin/sh\ncase "$*" in\n  info) printf "{info}";;\n'
    script += f'  "list sources") exec /bin/cat {HERE}/pipewire-sources.txt;;\n'
    script += f'  "list sinks") exec /bin/cat {HERE}/pulseaudio-sinks.txt;;\nesac\n'
    (path / "pactl").write_text(script)
    (path / "pactl").chmod(0o755)
    found = read_devices(path)
    assert found is not None
    assert (len(found.inputs), len(found.outputs), found.told_by) == (3, 3, "pulseaudio")
    assert [endpoint.name for endpoint in found.inputs if endpoint.default] == ["Ear Buds T9"]


def test_without_a_server_the_kernel_tells(path: Path) -> None:
    cards(path)
    found = read_devices(path)
    assert found is not None
    assert (found.told_by, found.inputs[0].name, found.outputs[0].unit) == ("ALSA", "HDA Intel PCH", "card 0")


def test_pipewire_without_pactl(path: Path) -> None:
    cards(path)
    node = '{"media.class": "Audio/Sink", "node.name": "x", "node.description": "X"}'
    (path / "pw-dump").write_text(f'#!/bin/sh\necho \'[{{"info": {{"props": {node}}}}}]\'\n')
    (path / "pw-dump").chmod(0o755)
    found = read_devices(path)
    assert found is not None
    assert (found.told_by, [endpoint.name for endpoint in found.outputs]) == ("PipeWire", ["X"])


def test_nobody_tells(path: Path) -> None:
    assert read_devices(path) is None
