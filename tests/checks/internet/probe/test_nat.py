"""Kinds of address translation."""

import pytest

from deskready_checks.internet.probe.nat import Nat, mapping
from deskready_checks.internet.probe.stun import Address

LOCAL = Address("192.168.1.7", 50_000)
OUTSIDE = Address("203.0.113.9", 50_000)
ELSEWHERE = Address("203.0.113.9", 61_234)


@pytest.mark.parametrize(
    ("mapped", "kind"),
    [
        ([], None),
        ([LOCAL], Nat.NONE),
        ([LOCAL, LOCAL], Nat.NONE),
        ([OUTSIDE], None),
        ([OUTSIDE, OUTSIDE], Nat.INDEPENDENT),
        ([OUTSIDE, ELSEWHERE], Nat.DEPENDENT),
        ([OUTSIDE, Address("203.0.113.10", 50_000)], Nat.DEPENDENT),
        ([LOCAL, OUTSIDE], Nat.DEPENDENT),
    ],
)
def test_kinds(mapped: list[Address], kind: Nat | None) -> None:
    assert mapping(LOCAL, mapped) is kind
