"""The sound devices of a Linux computer: what its sound server says, else what the kernel lists."""

from pathlib import Path

from deskready_checks.sound.devices.alsa import read_cards
from deskready_checks.sound.devices.endpoint import Devices
from deskready_checks.sound.devices.pactl import SECONDS, default_name, pactl, read_endpoints, server_name
from deskready_checks.sound.devices.pw_dump import parse
from deskready_checks.system.command import output_of
from deskready_checks.system.unread import or_nothing


def read_devices(root: Path = Path("/")) -> Devices | None:
    """Every device, or None where nobody lists any.

    Args:
        root: Folder that holds `proc`.
    """
    info = pactl("info")
    if info:
        sources, sinks = (pactl("list", what) for what in ("sources", "sinks"))
        return Devices(
            read_endpoints(sources, default_name(info, "Source")),
            read_endpoints(sinks, default_name(info, "Sink")),
            server_name(info),
        )
    dumped = parse(or_nothing(output_of, ["pw-dump"], SECONDS))
    if dumped is not None:
        return dumped
    cards = root / "proc/asound"
    devices = Devices(read_cards(cards, "capture"), read_cards(cards, "playback"), "ALSA")
    return devices if devices.inputs or devices.outputs else None
