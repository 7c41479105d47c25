"""What `pw-dump` prints of PipeWire's devices: for desktops with PipeWire and without PulseAudio's `pactl`."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from deskready_checks.sound.devices.endpoint import Devices, Endpoint
from deskready_checks.sound.devices.pactl import ACTIVE_PORT, Block, endpoint_of

_CLASSES = {"Audio/Source": "Input", "Audio/Sink": "Output"}
"""Classes of nodes that are devices, and the direction of a card's routes that belongs to each."""


def parse(dump: str) -> Devices | None:
    """The devices in a dump, or None where it is none or holds no device."""
    try:
        found = msgspec.json.decode(dump)
    except (msgspec.DecodeError, RecursionError):
        return None
    objects = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    cards = {one.get("id"): _part(one, "info") for one in objects if one.get("type") == "PipeWire:Interface:Device"}
    inputs, outputs = (tuple(_endpoints(objects, cards, kind)) for kind in _CLASSES)
    return Devices(inputs, outputs, "PipeWire") if inputs or outputs else None


def _endpoints(objects: list[dict[str, Any]], cards: Mapping[Any, dict[str, Any]], kind: str) -> Iterator[Endpoint]:
    default = _default(objects, kind.removeprefix("Audio/").lower())
    for one in objects:
        info = _part(one, "info")
        said = _part(info, "props")
        if said.get("media.class") == kind:
            number = said.get("device.id")
            card = cards.get(number, {}) if isinstance(number, int | str) else {}
            yield endpoint_of(_block(info, card, _CLASSES[kind]), default)


def _block(info: dict[str, Any], card: dict[str, Any], direction: str) -> Block:
    """A node and its card in the form in which PulseAudio describes them."""
    said = _part(card, "props") | _part(info, "props")
    properties = {
        key.replace("form-factor", "form_factor").replace("bus-path", "bus_path"): str(said[key]) for key in said
    }
    route = next((one for one in _list(card, "Route") if one.get("direction") == direction), {})
    rate = next((one.get("rate") for one in (*_list(info, "Format"), *_list(info, "EnumFormat"))), None)
    fields = {
        "Name": str(said.get("node.name", "")),
        "Description": str(said.get("node.description", "")),
        "Sample Specification": f"{rate}Hz" if isinstance(rate, int) else "",  # no words: a key of pactl's
        ACTIVE_PORT: str(route.get("name", "")),
    }
    if "node.description" in said and "device.api" in said:
        properties["device.description"] = str(said["node.description"])
    return Block(fields, properties, {fields[ACTIVE_PORT]: str(route.get("description", ""))})


def _default(objects: list[dict[str, Any]], direction: str) -> str:
    """The node name of the default "source" or "sink", which stands in the metadata."""
    for one in objects:
        entries = one.get("metadata")
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict) and entry.get("key") == f"default.audio.{direction}":
                return str(_part(entry, "value").get("name", ""))
    return ""


def _part(whole: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The mapping under a key, or an empty one."""
    part = whole.get(key)
    return part if isinstance(part, dict) else {}


def _list(info: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The mappings in a list of parameters."""
    found = _part(info, "params").get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
