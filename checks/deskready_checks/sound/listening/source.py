"""What the sound server of a Linux desktop (PulseAudio, PipeWire) records from.

PortAudio sees one device called "default" there. The server chooses the microphone behind it, and changes it without
a word when that one is unplugged.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from deskready.plugin import clean
from deskready_checks.sound.devices.find import find_named
from deskready_checks.sound.devices.pactl import ACTIVE_PORT, pactl

MONITOR_SUFFIX = ".monitor"
"""Ends the name of a source that is no microphone: what a loudspeaker plays. The default where there is none."""
_OUTPUT = re.compile(r"^Source Output #", re.MULTILINE)
_SOURCE = re.compile(r"^\s*Source: (\d+)$", re.MULTILINE)
_CLIENT = re.compile(r"^\s*Client: (\d+)$", re.MULTILINE)
_HEAD_OF_CLIENT = re.compile(r"^Client #(\d+)$", re.MULTILINE)
_BLOCK = re.compile(r"^Source #(\d+)$", re.MULTILINE)
_FIELD = re.compile(r"^\t(Name|Description|Active Port): (.*)$", re.MULTILINE)
_VOLUME = re.compile(r"^\tVolume: (.*)$", re.MULTILINE)
_LEVEL = re.compile(r"/ +(\d+%)(?: / +(\S+ dB))?")


@dataclass(frozen=True)
class Source:
    """Something that the server records from. All texts are made harmless; all are personal."""

    name: str
    """The server's name of it."""
    title: str = ""
    """The name that sound settings show."""
    port: str = ""
    """Which of its sockets is in use: one source may stand for a built-in microphone and for what is plugged in."""
    gain: str = ""
    """Its input volume: "0.00 dB", or "100%" where the server knows no decibels; "" is not known."""
    number: str = ""
    """The server's number for it."""

    @property
    def identity(self) -> str:
        """Which microphone it is, socket and all."""
        return f"{self.name} {self.port}".strip()

    @property
    def is_monitor(self) -> bool:
        """Whether it is what a loudspeaker plays."""
        return self.name.endswith(MONITOR_SUFFIX)


def recorded_source(pid: int) -> Source | None:
    """The source that the process records from, or None where there is no server or no telling."""
    number = source_number(pactl("list", "source-outputs"), pid, lambda: pactl("list", "clients"))
    if number is None:
        return None
    return next((source for source in list_sources() if source.number == number), None)


def list_sources() -> tuple[Source, ...]:
    """Every source of the server; none where there is no server or it does not answer."""
    return read_sources(pactl("list", "sources"))


def read_sources(listing: str) -> tuple[Source, ...]:
    """The sources in what `pactl list sources` prints in the language "C"."""
    _, *parts = _BLOCK.split(listing)
    return tuple(_source(number, block) for number, block in zip(parts[::2], parts[1::2], strict=True))


def find_source(sources: tuple[Source, ...], name: str) -> Source | None:
    """The microphone of exactly that title or name, else the first whose title or name holds it, capitals or not."""
    microphones = (source for source in sources if not source.is_monitor)
    return find_named(microphones, name, lambda source: (source.title, source.name))


def source_number(listing: str, pid: int, clients: Callable[[], str] = lambda: "") -> str | None:
    """The number of the source that the process records from.

    Args:
        listing: What `pactl list source-outputs` prints.
        pid: The process.
        clients: Asks for what `pactl list clients` prints: only there PipeWire tells the process of its own programs.
    """
    outputs = _OUTPUT.split(listing)[1:]
    for output in outputs:
        if _is_of(output, pid):
            return _number(_SOURCE, output)
    ours = [number for output in outputs if (number := _number(_CLIENT, output))]
    theirs = _HEAD_OF_CLIENT.split(clients())[1:] if ours else []
    clients_of_pid = {number for number, block in zip(theirs[::2], theirs[1::2], strict=True) if _is_of(block, pid)}
    recording = (output for output in outputs if _number(_CLIENT, output) in clients_of_pid)
    return next((_number(_SOURCE, output) for output in recording), None)


def _is_of(block: str, pid: int) -> bool:
    return f'application.process.id = "{pid}"\n' in block + "\n"


def _number(field: re.Pattern[str], block: str) -> str | None:
    found = field.search(block)
    return found[1] if found else None


def _source(number: str, block: str) -> Source:
    fields = dict(_FIELD.findall(block))
    volume = _VOLUME.search(block)
    levels = dict.fromkeys(decibels or percent for percent, decibels in _LEVEL.findall(volume[1] if volume else ""))
    return Source(
        name=clean(fields.get("Name", "")),
        title=clean(fields.get("Description", "")),
        port=clean(fields.get(ACTIVE_PORT, "")),
        gain=clean(", ".join(levels)),
        number=number,
    )
