"""What nmcli prints with these arguments, written by hand after its manual and not recorded from a real machine."""

from collections.abc import Sequence

import pytest

from deskready_checks.internet.path.metered_linux import is_metered

TOLD = """\
GENERAL.DEVICE:wlp3s0
GENERAL.METERED:yes (guessed)

GENERAL.DEVICE:docker0
GENERAL.METERED:no (guessed)

GENERAL.DEVICE:enp0s31f6
GENERAL.METERED:unknown

GENERAL.DEVICE:wwan0
GENERAL.METERED:yes

GENERAL.DEVICE:lo
GENERAL.METERED:unknown
"""


@pytest.mark.parametrize(
    ("name", "metered"),
    [("wlp3s0", True), ("wwan0", True), ("docker0", False), ("enp0s31f6", None), ("lo", None), ("eth9", None)],
)
def test_what_is_said_of_each_interface(name: str, metered: bool | None) -> None:
    assert is_metered(name, lambda _command: TOLD) is metered


def test_a_tunnel_is_paid_like_what_may_carry_it() -> None:
    assert is_metered("wg0", lambda _command: TOLD) is True
    assert is_metered("wg0", lambda _command: TOLD.replace("METERED:yes", "METERED:no")) is None
    assert is_metered("tun0", lambda _command: f"{TOLD}\nGENERAL.DEVICE:tun0\nGENERAL.METERED:no\n") is False


@pytest.mark.parametrize("told", ["", "Error: NetworkManager is not running.\n", "GENERAL.METERED:\n:::\n"])
def test_without_networkmanager_nothing_is_known(told: str) -> None:
    assert is_metered("wlp3s0", lambda _command: told) is None


def test_the_program_is_asked_and_nothing_else() -> None:
    asked: list[tuple[str, ...]] = []

    def run(command: Sequence[str]) -> str:
        asked.append(tuple(command))
        return ""

    is_metered("eth0", run)
    assert asked == [("nmcli", "-t", "-f", "GENERAL.DEVICE,GENERAL.METERED", "device", "show")]
