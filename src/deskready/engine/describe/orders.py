"""The lines between the program, its describer and the processes that import checks."""

from enum import StrEnum

import msgspec
from msgspec import Struct

from deskready.core.declare.check_info import CheckInfo, Origin, Problem

OUTPUT_LIMIT = 8 * 1024**2
"""Bytes that one process may say of what it imports: a check takes some 4,000."""


class Rules(Struct, frozen=True):
    """What a describer has to keep to: its first line."""

    at_once: int = 8
    """How many processes import at a time."""
    seconds: float = 5.0
    """How long one check may take to import."""
    memory: int = 512 * 1024**2
    """Resident bytes that one process may have, together with all that it starts: as much as a run that asks for
    nothing."""


class Order(Struct, frozen=True, tag="order"):
    """One process is to describe these."""

    number: int
    """By which the answer names it."""
    tag: str
    """What the process and all that descends from it carry."""
    origins: tuple[Origin, ...]
    """What it imports, one after the other."""


class How(StrEnum):
    """How a describing process ended."""

    ENDED = "ended"
    """By itself."""
    TOO_LONG = "too-long"
    """It was killed when it had said nothing for too long."""
    TOO_LARGE = "too-large"
    """It was killed for its memory."""
    TOO_MUCH = "too-much"
    """It was killed for saying too much."""
    REFUSED = "refused"
    """The system has no process to give."""


class Begun(Struct, frozen=True, tag="begun"):
    """The process of that order runs."""

    number: int
    root: int
    """Its process id."""


class Ended(Struct, frozen=True, tag="ended"):
    """The process of that order, and all that it left, has ended."""

    number: int
    how: How
    output: bytes
    """What it said, in lines, the last of which may be cut short."""


class Loading(Struct, frozen=True, tag="loading"):
    """The next thing that a process does is to import that."""

    origin: Origin


class Described(Struct, frozen=True, tag="described"):
    """A check's declaration."""

    info: CheckInfo


class Broken(Struct, frozen=True, tag="broken"):
    """A check that cannot be used."""

    problem: Problem


class Done(Struct, frozen=True, tag="done"):
    """All that there is to say of that origin has been said."""

    origin: Origin


Line = Loading | Described | Broken | Done
"""What a process says that imports checks."""
News = Begun | Ended
"""What a describer tells the program."""

_encoder = msgspec.json.Encoder()
_rules: msgspec.json.Decoder[Rules] = msgspec.json.Decoder(Rules)
_orders: msgspec.json.Decoder[Order] = msgspec.json.Decoder(Order)
_news: msgspec.json.Decoder[News] = msgspec.json.Decoder(News)
_lines: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


def encode(line: Rules | Order | News | Line) -> bytes:
    """One line."""
    return _encoder.encode(line) + b"\n"


def decode_rules(line: bytes) -> Rules:
    """The first line to a describer."""
    return _rules.decode(line)


def decode_order(line: bytes) -> Order:
    """Each line after it."""
    return _orders.decode(line)


def decode_news(line: bytes) -> News:
    """A line from a describer."""
    return _news.decode(line)


def decode_line(line: bytes) -> Line:
    """A line from a process that imports checks.

    Raises:
        MsgspecError: It is none.
    """
    return _lines.decode(line)
