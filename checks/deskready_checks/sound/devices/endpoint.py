"""A sound device as its system describes it: the facts, before anything is made of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from deskready_checks.sound.devices.find import find_named


class Bus(StrEnum):
    """How a device is connected."""

    USB = "USB"
    BLUETOOTH = "Bluetooth"
    INTERNAL = "internal"
    """The computer's own sound chip: what is built in, and what is plugged into a round socket of it."""
    DISPLAY = "display"
    """HDMI or DisplayPort."""
    SOFTWARE = "software"
    """A program that poses as a device."""
    UNKNOWN = "unknown"


class Form(StrEnum):
    """What a device is to a person."""

    HEADSET = "headset"
    HEADPHONES = "headphones"
    SPEAKERPHONE = "speakerphone"
    WEBCAM = "webcam"
    BUILT_IN = "built-in"
    JACK = "jack"
    """Whatever is plugged into a round socket."""
    SOFTWARE = "software"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Endpoint:
    """One direction of a device: something to speak into, or something to hear from."""

    name: str
    """Its name for people, made harmless; personal."""
    bus: Bus = Bus.UNKNOWN
    """How it is connected, as the system says."""
    form: Form = Form.UNKNOWN
    """What it is, as the system says; names are looked at elsewhere."""
    default: bool = False
    """Whether the system uses it where nobody chose another."""
    unit: str = ""
    """What its microphone and its loudspeaker have in common and no other device has; never shown. "" is not known."""
    rate: int = 0
    """Sampling rate in Hz that the system runs it at; 0 is not known."""
    usb: str = ""
    """USB vendor and product, as in "0b0e:24f1"."""
    mode: str = ""
    """Over Bluetooth: its profile and codec in lower case, such as "headset-head-unit msbc"."""


@dataclass(frozen=True)
class Devices:
    """Every device that a system lists."""

    inputs: tuple[Endpoint, ...]
    """What sound can be recorded from."""
    outputs: tuple[Endpoint, ...]
    """What can play sound."""
    told_by: str
    """Who says so, for the method: "PulseAudio"."""


def choose(endpoints: Iterable[Endpoint], name: str) -> Endpoint | None:
    """The endpoint of that name, else the first whose name holds it, capitals or not; "" is the default.

    None where there is none; an only one is the default, also where the system does not say so.
    """
    found = tuple(endpoints)
    if not name:
        default = (endpoint for endpoint in found if endpoint.default)
        return next(default, found[0] if len(found) == 1 else None)
    return find_named(found, name, lambda endpoint: (endpoint.name,))
