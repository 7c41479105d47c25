"""What the script prints, by Microsoft's description of ConnectionCost; not recorded from a real machine."""

from pathlib import Path

import pytest

from deskready_checks.internet.path.metered_windows import is_metered
from helpers.programs import Played


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    """PowerShell."""
    return Played("powershell", tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("told", "metered"),
    [
        ('{"cost":[{"beyond":false,"cost":1}]}\r\n', False),
        ('{"cost":[{"beyond":false,"cost":2}]}\r\n', True),
        ('{"cost":[{"beyond":false,"cost":3}]}\r\n', True),
        ('{"cost":[{"beyond":true,"cost":1}]}\r\n', True),
        ('{"cost":[{"beyond":false,"cost":0}]}\r\n', None),
        ('{"cost":[]}\r\n', None),
        ("", None),
        ("Unable to find type [Windows.Networking.Connectivity.NetworkInformation].\r\n", None),
        ("[1, 2]", None),
        ('{"cost":[{"cost":"2"}]}', None),
    ],
)
def test_what_windows_says(shell: Played, told: str, metered: bool | None) -> None:
    shell.prints(told)
    assert is_metered() is metered


def test_it_is_asked_without_a_profile_and_without_questions(shell: Played) -> None:
    shell.prints("")
    is_metered()
    assert shell.asked[:2] == ["-NoProfile", "-NonInteractive"]
    assert "GetConnectionCost()" in shell.asked[-1]
