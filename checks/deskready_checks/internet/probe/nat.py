"""How a router translates this computer's address, as far as two servers can tell."""

from collections.abc import Sequence
from enum import StrEnum

from deskready_checks.internet.probe.stun import Address


class Nat(StrEnum):
    """What becomes of the source address of one socket's packets (RFC 4787, 4.1)."""

    NONE = "none"
    """It stays as it is."""
    INDEPENDENT = "endpoint-independent"
    """It becomes the same for every receiver: two computers at home can find each other."""
    DEPENDENT = "address-dependent"
    """It becomes another one for each receiver ("symmetric"): calls need a relay (TURN)."""


def mapping(local: Address, mapped: Sequence[Address]) -> Nat | None:
    """The kind of mapping, or None where fewer than two servers that see a translated address cannot tell.

    Args:
        local: The socket's own address.
        mapped: The address that each server saw, one a server.
    """
    if not mapped:
        return None
    if all(seen == local for seen in mapped):
        return Nat.NONE
    if len(mapped) < 2:
        return None
    return Nat.INDEPENDENT if len(set(mapped)) == 1 else Nat.DEPENDENT
