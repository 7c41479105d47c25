"""What a server says of its count."""

import json

import pytest

from deskready_checks.internet.load.ndt7_load import counted

TCP = {"BytesReceived": 5_000, "ElapsedTime": 250_000}
APP = {"NumBytes": 4_000, "ElapsedTime": 240_000}


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ({"TCPInfo": TCP, "AppInfo": APP}, (0.25, 5_000)),
        ({"AppInfo": APP}, (0.24, 4_000)),
        ({"TCPInfo": {"BytesReceived": -1, "ElapsedTime": 1}}, None),
        ({"TCPInfo": {"BytesReceived": True, "ElapsedTime": 1}}, None),
        ({"TCPInfo": {"BytesReceived": 2**60, "ElapsedTime": 1}}, None),
        ({"TCPInfo": "x"}, None),
        ([], None),
    ],
)
def test_the_systems_count_comes_first(told: object, count: tuple[float, int] | None) -> None:
    assert counted(json.dumps(told).encode()) == count


@pytest.mark.parametrize("text", [b"", b"\xff", b"{", b"[" * 100_000])
def test_nonsense_counts_nothing(text: bytes) -> None:
    assert counted(text) is None
