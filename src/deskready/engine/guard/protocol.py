"""The lines between the program and its guard process."""

import msgspec
from msgspec import Struct


class Watch(Struct, frozen=True, tag="watch"):
    """From now on every process that belongs to this run is known, and measured against a memory limit."""

    run: str
    """The run's random tag."""
    root: int
    """Process id of the run's first process, which leads its own session."""
    limit_memory: int
    """Resident bytes that all its processes together may have."""


class Sweep(Struct, frozen=True, tag="sweep"):
    """End every process that belongs to this run, and forget it."""

    run: str


class Swept(Struct, frozen=True, tag="swept"):
    """The sweep of a run is over."""

    run: str
    left: tuple[int, ...] = ()
    """Process ids of those that could not be ended, in order; empty where nothing of the run is alive any more."""


class TooMuchMemory(Struct, frozen=True, tag="memory"):
    """The run's processes together passed the limit."""

    run: str
    resident: int
    """Bytes."""


Order = Watch | Sweep
"""What the program tells the guard."""
Notice = Swept | TooMuchMemory
"""What the guard tells the program."""

_encoder = msgspec.json.Encoder()
_orders: msgspec.json.Decoder[Order] = msgspec.json.Decoder(Order)
_notices: msgspec.json.Decoder[Notice] = msgspec.json.Decoder(Notice)


def encode(message: Order | Notice) -> bytes:
    """A message as one line."""
    return _encoder.encode(message) + b"\n"


def decode_order(line: bytes) -> Order:
    """The order of one line from the program."""
    return _orders.decode(line)


def decode_notice(line: bytes) -> Notice:
    """The notice of one line from the guard."""
    return _notices.decode(line)
