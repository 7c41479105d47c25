"""What the script prints, by Microsoft's description of ConnectionCost; not recorded from a real machine."""

from collections.abc import Sequence

import pytest

from deskready_checks.internet.path.metered_windows import is_metered


@pytest.mark.parametrize(
    ("told", "metered"),
    [
        ('{"beyond":false,"cost":1}\r\n', False),
        ('{"beyond":false,"cost":2}\r\n', True),
        ('{"beyond":false,"cost":3}\r\n', True),
        ('{"beyond":true,"cost":1}\r\n', True),
        ('{"beyond":false,"cost":0}\r\n', None),
        ("", None),
        ("Unable to find type [Windows.Networking.Connectivity.NetworkInformation].\r\n", None),
        ("[1, 2]", None),
        ('{"cost":"2"}', None),
    ],
)
def test_what_windows_says(told: str, metered: bool | None) -> None:
    assert is_metered(lambda _command: told) is metered


def test_it_is_asked_without_a_profile_and_without_questions() -> None:
    asked: list[str] = []

    def run(command: Sequence[str]) -> str:
        asked.extend(command)
        return ""

    is_metered(run)
    assert asked[:3] == ["powershell", "-NoProfile", "-NonInteractive"]
    assert "GetConnectionCost()" in asked[-1]
