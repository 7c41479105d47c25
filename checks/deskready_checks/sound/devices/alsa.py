"""What Linux itself lists of sound cards under /proc/asound, for where there is no sound server to ask."""

import re
from pathlib import Path

from deskready.plugin import clean
from deskready_checks.sound.devices.endpoint import Bus, Endpoint
from deskready_checks.system.file import text
from deskready_checks.system.unread import or_nothing

_CARD = re.compile(r"^ *(\d+) \[.{15}\]: (\S+) - (.*)$", re.MULTILINE)
_RATES = re.compile(r"^ *Rates: (.*)$", re.MULTILINE)
_BUSES = {"USB-Audio": Bus.USB, "HDA-Intel": Bus.INTERNAL, "sof-hda-dsp": Bus.INTERNAL, "sof-soundwire": Bus.INTERNAL}
"""Drivers of cards."""


def read_cards(folder: Path, direction: str) -> tuple[Endpoint, ...]:
    """The cards that record ("capture") or play ("playback"). The first is what programs take by default.

    Args:
        folder: /proc/asound.
        direction: Which of the two.
    """
    streams = _text(folder / "pcm").splitlines()
    able = {int(line[:2]) for line in streams if line[:2].isdigit() and f": {direction} " in line}
    cards = [found for found in _CARD.findall(_text(folder / "cards")) if int(found[0]) in able]
    return tuple(
        Endpoint(
            name=clean(name),
            bus=_BUSES.get(driver, Bus.UNKNOWN),
            default=number == cards[0][0],
            unit=f"card {number}",
            rate=_rate(folder / f"card{number}" / "stream0", direction),
            usb=_text(folder / f"card{number}" / "usbid").strip().lower(),
        )
        for number, driver, name in cards
    )


def _rate(stream: Path, direction: str) -> int:
    """The highest rate in Hz that a USB device itself offers in a direction, or 0."""
    part = _text(stream).partition(f"{direction.capitalize()}:\n")[2].partition("\n\n")[0]
    rates = [int(rate) for line in _RATES.findall(part) for rate in re.findall(r"\d+", line)]
    return max(rates, default=0)


def _text(path: Path) -> str:
    return or_nothing(text, path)
