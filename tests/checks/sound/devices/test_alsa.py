"""Cards as Linux 6 lists them; serial numbers and names of devices replaced."""

from pathlib import Path

import pytest

from deskready_checks.sound.devices.alsa import read_cards
from deskready_checks.sound.devices.endpoint import Bus, Endpoint

CARDS = """\
 0 [PCH            ]: HDA-Intel - HDA Intel PCH
                      HDA Intel PCH at 0x604b110000 irq 194
 1 [Link           ]: USB-Audio - Example Link 380
                      Example A/S Link 380 at usb-0000:00:14.0-2, full speed
 2 [NVidia         ]: HDA-Intel - HDA NVidia
                      HDA NVidia at 0xa5080000 irq 17
"""
PCM = """\
00-00: ALC257 Analog : ALC257 Analog : playback 1 : capture 1
01-00: USB Audio : USB Audio : playback 1 : capture 1
02-03: HDMI 0 : HDMI 0 : playback 1
"""
STREAM = """\
Example A/S Link 380 at usb-0000:00:14.0-2, full speed : USB Audio

Playback:
  Status: Stop
  Interface 3
    Altset 1
    Format: S16_LE
    Channels: 2
    Rates: 48000

Capture:
  Status: Stop
  Interface 2
    Altset 1
    Format: S16_LE
    Channels: 1
    Rates: 8000, 16000
"""


@pytest.fixture
def asound(tmp_path: Path) -> Path:
    (tmp_path / "cards").write_text(CARDS)
    (tmp_path / "pcm").write_text(PCM)
    (tmp_path / "card1").mkdir()
    (tmp_path / "card1" / "usbid").write_text("0B0E:24c7\n")
    (tmp_path / "card1" / "stream0").write_text(STREAM)
    return tmp_path


def test_microphones(asound: Path) -> None:
    assert read_cards(asound, "capture") == (
        Endpoint("HDA Intel PCH", Bus.INTERNAL, default=True, unit="card 0"),
        Endpoint("Example Link 380", Bus.USB, unit="card 1", rate=16000, usb="0b0e:24c7"),
    )


def test_loudspeakers(asound: Path) -> None:
    found = read_cards(asound, "playback")
    assert [(card.unit, card.rate, card.default) for card in found] == [
        ("card 0", 0, True),
        ("card 1", 48000, False),
        ("card 2", 0, False),
    ]


def test_no_cards(tmp_path: Path) -> None:
    assert read_cards(tmp_path, "capture") == ()
    (tmp_path / "cards").write_text("--- no soundcards ---\n")
    (tmp_path / "pcm").write_text("")
    assert read_cards(tmp_path, "capture") == ()
