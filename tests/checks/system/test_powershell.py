"""PowerShell, played by a script: what it is asked, and what its answers become."""

from pathlib import Path

import pytest

from deskready_checks.system import powershell
from deskready_checks.system.unread import Unread, Why
from helpers.programs import Played

ANSWER = """{
"adapters": [{"Name": "WLAN", "Speed": 866700000}, {"Name": "Ethernet 2", "Speed": 0}],
"routes": [{"NextHop": "192.168.0.1"}]
}"""


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    """PowerShell."""
    return Played("powershell", tmp_path, monkeypatch)


def test_one_process_for_all_questions(shell: Played) -> None:
    shell.prints(ANSWER)
    told = powershell.ask(adapters="Get-NetAdapter | Select-Object Name,Speed", routes="Get-NetRoute", none="Get-None")
    assert [row["Name"] for row in told["adapters"]] == ["WLAN", "Ethernet 2"]
    assert told["routes"] == [{"NextHop": "192.168.0.1"}]
    assert told["none"] == []
    *options, script = shell.asked
    assert options == ["-NoProfile", "-NonInteractive", "-Command"]
    assert "try { $told['adapters']=@(Get-NetAdapter | Select-Object Name,Speed) } catch {}" in script
    assert "OutputEncoding=[Text.Encoding]::UTF8" in script


def test_a_single_object_without_its_list(shell: Played) -> None:
    shell.prints('{"routes":{"NextHop":"192.168.0.1"},"adapters":null,"odd":[null,7]}')
    told = powershell.ask(adapters="a", routes="b", odd="c")
    assert told == {"adapters": [], "routes": [{"NextHop": "192.168.0.1"}], "odd": []}


@pytest.mark.parametrize("text", ["", "[]", "The term 'Get-NetAdapter' is not recognized"])
def test_another_answer(shell: Played, text: str) -> None:
    shell.prints(text)
    with pytest.raises(Unread) as caught:
        powershell.ask(adapters="a")
    assert caught.value.why is Why.UNCLEAR


def test_no_powershell(shell: Played) -> None:
    with pytest.raises(Unread) as caught:
        powershell.ask(adapters="a")
    assert caught.value.why is Why.SILENT
