import os
from pathlib import Path

import pytest

from deskready_checks.sound.playing import sink
from deskready_checks.sound.playing.sink import SINK_VARIABLE, Sink, choose_sink, read_sinks

LISTING = (Path(__file__).parents[1] / "devices" / "pulseaudio-sinks.txt").read_text("utf-8")
BUILT_IN = Sink("alsa_output.pci-0000_00_1f.3.analog-stereo", "Built-in Audio Analog Stereo")
HDMI = Sink("alsa_output.pci-0000_01_00.1.hdmi-stereo", "Digital Stereo (HDMI)")
INFO = "Server Name: pulseaudio\nDefault Sink: alsa_output.pci-0000_01_00.1.hdmi-stereo\n"


@pytest.fixture(autouse=True)
def pactl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SINK_VARIABLE, "")
    monkeypatch.setattr(sink, "pactl", lambda *words: INFO if words == ("info",) else LISTING)


def test_what_is_listed() -> None:
    found = read_sinks(LISTING)
    assert [one.title for one in found] == ["Built-in Audio Analog Stereo", "Studio 10", "Digital Stereo (HDMI)"]
    assert read_sinks("") == ()


@pytest.mark.parametrize(
    ("name", "found", "plays_on"),
    [
        ("", HDMI, ""),
        ("built-in", BUILT_IN, BUILT_IN.name),
        ("Digital Stereo (HDMI)", HDMI, HDMI.name),
        ("pci-0000_01", HDMI, HDMI.name),
        ("Rode", None, ""),
    ],
)
def test_a_choice(name: str, found: Sink | None, plays_on: str) -> None:
    assert choose_sink(name) == found
    assert os.environ[SINK_VARIABLE] == plays_on


def test_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sink, "pactl", lambda *words: "")
    assert choose_sink("") is None
    assert choose_sink("x") is None


def test_a_hostile_title() -> None:
    (found,) = read_sinks("Sink #1\n\tState: IDLE\n\tName: x\n\tDescription: \x1b[2J\n")
    assert "\x1b" not in found.title
