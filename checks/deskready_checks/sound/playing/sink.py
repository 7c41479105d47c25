"""What the sound server of a Linux desktop (PulseAudio, PipeWire) plays on, behind its one device for PortAudio."""

import os
import re
from dataclasses import dataclass

from deskready.plugin import clean
from deskready_checks.sound.devices.find import find_named
from deskready_checks.sound.devices.pactl import default_name, pactl

SERVER_OUTPUTS = ("pulse", "pipewire", "default")
"""Names that PortAudio has for the server; "default" usually is the server, too."""
SINK_VARIABLE = "PULSE_SINK"
"""What the server's own plug-in of ALSA looks at for the sink to play on."""
_BLOCK = re.compile(r"^\tName: (.*)\n\tDescription: (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Sink:
    """Something that the server plays on. Both texts are personal."""

    name: str
    """The server's name of it."""
    title: str
    """The name that sound settings show, made harmless."""


def choose_sink(name: str) -> Sink | None:
    """The sink whose title or name is `name` or holds it, which this process plays on then; "" is the default.

    None where there is no server, or no such sink.
    """
    sinks = read_sinks(pactl("list", "sinks"))
    if not name:
        default = default_name(pactl("info"), "Sink")
        return next((sink for sink in sinks if sink.name == default), None)
    found = find_named(sinks, name, lambda sink: (sink.title, sink.name))
    if found is not None:
        os.environ[SINK_VARIABLE] = found.name
    return found


def read_sinks(listing: str) -> tuple[Sink, ...]:
    """The sinks in what `pactl list sinks` prints in the language "C"."""
    return tuple(Sink(name, clean(title)) for name, title in _BLOCK.findall(listing))
