"""A Mac's System Information, played by a script."""

from pathlib import Path

import pytest

from deskready_checks.system import profiler
from deskready_checks.system.unread import Unread, Why
from helpers.programs import Played


@pytest.fixture
def mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    """System Information."""
    return Played("system_profiler", tmp_path, monkeypatch)


def test_one_report_for_all_types(mac: Played) -> None:
    mac.prints('{"SPAudioDataType":[{"_name":"coreaudio_device","_items":[]}],"SPDisplaysDataType":[{"_name":"M2"}]}')
    told = profiler.report("SPAudioDataType", "SPDisplaysDataType", "SPCameraDataType")
    assert told["SPAudioDataType"] == [{"_name": "coreaudio_device", "_items": []}]
    assert [row["_name"] for row in told["SPDisplaysDataType"]] == ["M2"]
    assert told["SPCameraDataType"] == []
    assert mac.asked == [
        "SPAudioDataType",
        "SPDisplaysDataType",
        "SPCameraDataType",
        "-json",
    ]


@pytest.mark.parametrize("answer", ["", "[1]", "not json"])
def test_another_answer(mac: Played, answer: str) -> None:
    mac.prints(answer)
    with pytest.raises(Unread) as caught:
        profiler.report("SPAudioDataType")
    assert caught.value.why is Why.UNCLEAR


def test_entries_of_another_shape(mac: Played) -> None:
    mac.prints('{"SPAudioDataType":{"_name":"x"},"SPCameraDataType":[null,{"_name":"y"}]}')
    assert profiler.report("SPAudioDataType", "SPCameraDataType") == {
        "SPAudioDataType": [],
        "SPCameraDataType": [{"_name": "y"}],
    }
