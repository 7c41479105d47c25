"""What something is by its first bytes."""

import os

import pytest

from deskready_checks.internet.load.content import LOOK_BYTES, fault_of_content
from deskready_checks.internet.load.fault import Fault

JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF" + os.urandom(3000)


@pytest.mark.parametrize(
    ("begin", "fault"),
    [
        (b"<!DOCTYPE html><html>", Fault.PORTAL),
        (b"\xef\xbb\xbf\r\n  <HTML><body>", Fault.PORTAL),
        (b"<!-- portal --><meta http-equiv=refresh>", Fault.PORTAL),
        (b'<?xml version="1.0"?><WISPAccessGatewayParam/>', Fault.PORTAL),
        (b'{"error": "blocked", "code": 451}', Fault.PROGRAM_DATA),
        (b'{\n  "a": [' + b"1, " * 400, Fault.PROGRAM_DATA),
        (b"[1, 2]", Fault.PROGRAM_DATA),
        (b"{}", Fault.PROGRAM_DATA),
        (b"Access denied by policy 7. Please ask your administrator.", Fault.TEXT),
        ("Zugriff verweigert: für diese Seite gesperrt. 禁止".encode(), Fault.TEXT),
        (("ж" * LOOK_BYTES).encode()[1:], None),  # no text in any language begins within a letter
        ((" " + "ж" * LOOK_BYTES).encode(), Fault.TEXT),  # a letter is cut where the look ends
        (b"\x89PNG\r\n\x1a\n" + os.urandom(500), Fault.PICTURE),
        (b"GIF89a" + os.urandom(500), Fault.PICTURE),
        (JPEG, Fault.PICTURE),
        (b"", None),
        (b"x", None),
        (b"0" * 600, None),
        (bytes(600), None),
        (b" " * 600, None),
    ],
)
def test_it_is_known_by_its_first_bytes(begin: bytes, fault: Fault | None) -> None:
    assert fault_of_content(begin) is fault


def test_noise_is_never_taken_for_anything() -> None:
    assert not any(fault_of_content(os.urandom(LOOK_BYTES)) for _ in range(20_000))


def test_a_picture_that_was_asked_for() -> None:
    assert fault_of_content(JPEG, pictures=True) is None
    assert fault_of_content(b"GIF89a" + JPEG, pictures=True) is Fault.PICTURE
