"""What `pactl` prints of a sound server's devices: PulseAudio's words, also from PipeWire, in the language "C"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from deskready.plugin import clean
from deskready_checks.sound.devices.endpoint import Bus, Endpoint, Form
from deskready_checks.system.command import output_of
from deskready_checks.system.unread import or_nothing

SECONDS = 2.0
"""How long the server may take for an answer; one that hangs has then cost 2 s, and the kernel is asked."""
ACTIVE_PORT = "Active Port"  # no words: a key of pactl's
"""Names the socket that is in use."""
_HEAD = re.compile(r"^(?:Sink|Source) #\d+$", re.MULTILINE)
_FIELD = re.compile(r"^\t([A-Z][\w ]*): (.*)$", re.MULTILINE)
_PROPERTY = re.compile(r'^\t\t([\w.-]+) = "(.*)"$', re.MULTILINE)
_PORT = re.compile(r"^\t\t(\S.*?): (.*) \(.*\)$", re.MULTILINE)
_RATE = re.compile(r"(\d+)Hz")
_BUSES = {"usb": Bus.USB, "bluetooth": Bus.BLUETOOTH, "pci": Bus.INTERNAL}
_FORMS = {
    "headset": Form.HEADSET,
    "hands-free": Form.HEADSET,
    "handset": Form.HEADSET,
    "headphone": Form.HEADPHONES,
    "webcam": Form.WEBCAM,
}
"""`device.form_factor` (PulseAudio's proplist.h). "internal" is said of a card, whatever is plugged into it."""
_PORT_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (Form.HEADSET, re.compile(r"headset")),
    (Form.BUILT_IN, re.compile(r"internal|digital mic|\bdmic|speaker|\[in\] mic1")),
    (Form.HEADPHONES, re.compile(r"headphone")),
    (Form.JACK, re.compile(r"dock|front|rear|line|-mic\b|stereo mic|\[in\] mic2")),
)
"""Words in the name and description of a card's active port (PulseAudio's mixer paths, ALSA's UCM)."""
_UNITS = ("api.bluez5.address", "sysfs.path", "device.bus_path", "alsa.card", "api.alsa.pcm.card")
"""Properties that a device's source and sink share, the surest first."""


@dataclass(frozen=True)
class Block:
    """One sink or source, as a sound server describes it."""

    fields: Mapping[str, str]
    """What stands at its top: "Name", "Description", "Sample Specification", "Active Port"."""
    properties: Mapping[str, str]
    """Its properties, by PulseAudio's names."""
    ports: Mapping[str, str] = field(default_factory=dict)
    """The description of each of its ports, by the port's name."""


def pactl(*words: str) -> str:
    """What `pactl` prints in the language "C", or "" where it is not installed or gets no answer."""
    return or_nothing(output_of, ["pactl", *words], SECONDS)


def read_endpoints(listing: str, default: str) -> tuple[Endpoint, ...]:
    """The devices in `pactl list sinks` or `pactl list sources`; what a loudspeaker plays is no microphone.

    Args:
        listing: What it printed.
        default: Name of the default sink or source, out of `pactl info`.
    """
    blocks = [_block(text) for text in _HEAD.split(listing)[1:]]
    return tuple(endpoint_of(block, default) for block in blocks if not _is_monitor(block))


def default_name(info: str, what: str) -> str:
    """The name of the default "Sink" or "Source" in `pactl info`, or ""."""
    found = re.search(rf"^Default {what}: (.+)$", info, re.MULTILINE)
    return found[1] if found else ""


def server_name(info: str) -> str:
    """The sound server's name in `pactl info`, such as "PulseAudio (on PipeWire 1.0.5)"."""
    found = re.search(r"^Server Name: (.+)$", info, re.MULTILINE)
    return clean(found[1]) if found else "PulseAudio"


def _block(text: str) -> Block:
    ports = text.partition("\n\tPorts:\n")[2].partition(f"\n\t{ACTIVE_PORT}:")[0]
    return Block(dict(_FIELD.findall(text)), dict(_PROPERTY.findall(text)), dict(_PORT.findall(ports)))


def _is_monitor(block: Block) -> bool:
    of_sink = block.fields.get("Monitor of Sink", "n/a")  # no words: a key of pactl's
    return of_sink != "n/a" or block.properties.get("device.class") == "monitor"


def endpoint_of(block: Block, default: str) -> Endpoint:
    """The facts in a block; `default` is the name of the default sink or source."""
    said, name = block.properties, block.fields.get("Name", "")
    bus = _bus(name, said)
    rate = _RATE.search(block.fields.get("Sample Specification", ""))
    unit = next((said[key] for key in _UNITS if said.get(key)), "")
    return Endpoint(
        name=clean(said.get("device.description") or block.fields.get("Description") or name),
        bus=bus,
        form=_FORMS.get(said.get("device.form_factor", "")) or _form_of_port(block, bus),
        default=bool(default) and name == default,
        unit=said.get("device.string", unit) if bus is Bus.BLUETOOTH and "api.bluez5.address" not in said else unit,
        rate=int(rate[1]) if rate else 0,
        usb=_usb(said) if bus is Bus.USB else "",
        mode=_mode(name, said) if bus is Bus.BLUETOOTH else "",
    )


def _bus(name: str, said: Mapping[str, str]) -> Bus:
    if said.get("device.api", "").startswith("bluez") or name.startswith("bluez"):
        return Bus.BLUETOOTH
    if "hdmi" in name.lower() or "hdmi" in said.get("device.profile.name", ""):
        return Bus.DISPLAY
    if "device.bus" not in said and "alsa.card" not in said and "api.alsa.pcm.card" not in said:
        return Bus.SOFTWARE
    return _BUSES.get(said.get("device.bus", ""), Bus.INTERNAL if "pci-" in name or "platform" in name else Bus.UNKNOWN)


def _form_of_port(block: Block, bus: Bus) -> Form:
    """What the active port of the computer's own card is; those of other devices say nothing of their form."""
    active = block.fields.get(ACTIVE_PORT, "")
    if bus is not Bus.INTERNAL or not active:
        return Form.UNKNOWN
    text = f"{active} {block.ports.get(active, '')}".lower()
    return next((form for form, words in _PORT_FORMS if words.search(text)), Form.UNKNOWN)


def _usb(said: Mapping[str, str]) -> str:
    vendor, product = (said.get(f"device.{what}.id", "").removeprefix("0x").lower() for what in ("vendor", "product"))
    return f"{vendor}:{product}" if re.fullmatch("[0-9a-f]{4}[0-9a-f]{4}", vendor + product) else ""


def _mode(name: str, said: Mapping[str, str]) -> str:
    """Profile and codec: PipeWire's properties, PulseAudio's, or the end of PulseAudio's name."""
    keys = ("api.bluez5.profile", "api.bluez5.codec", "bluetooth.protocol", "bluetooth.codec", "bluetooth.a2dp_codec")
    words = [said[key] for key in keys if said.get(key)] or [name.rpartition(".")[2]]
    return clean(" ".join(words)).lower().replace("_", "-")
