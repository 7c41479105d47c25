"""The parser, on what `system_profiler SPAudioDataType -json` prints on macOS 14; names of devices replaced."""

from pathlib import Path

import msgspec
import pytest

from deskready_checks.sound.devices import macos
from deskready_checks.sound.devices.endpoint import Bus, Devices, Endpoint, Form
from deskready_checks.sound.headset.finding import same_headset
from deskready_checks.sound.headset.kind import Kind, kind_of
from helpers.programs import Played

REPORT = (Path(__file__).parent / "macos.json").read_text("utf-8")


@pytest.fixture
def mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    """System Information."""
    return Played("system_profiler", tmp_path, monkeypatch)


def parsed() -> Devices:
    return macos.parse(msgspec.json.decode(REPORT)["SPAudioDataType"])


def test_a_report() -> None:
    found = parsed()
    own, headset, buds = found.inputs
    assert own == Endpoint("MacBook Pro Microphone", Bus.INTERNAL, Form.BUILT_IN, default=True, rate=48000)
    assert headset == Endpoint("Example Evolve2 65", Bus.USB, unit="usb Example Evolve2 65", rate=16000)
    assert (buds.bus, buds.rate, buds.default) == (Bus.BLUETOOTH, 24000, False)
    assert [endpoint.bus for endpoint in found.outputs] == [Bus.DISPLAY, Bus.INTERNAL, Bus.USB]
    assert [endpoint.default for endpoint in found.outputs] == [False, False, True]
    assert kind_of(found.outputs[1]) is Kind.JACK
    assert same_headset(headset, found.outputs[2]) is True
    assert found.told_by == "System Information"


def test_an_older_release_nests_them_deeper() -> None:
    item = {"_name": "Built-in Microphone", "coreaudio_device_input": 2, "coreaudio_device_srate": "44100"}
    found = macos.parse([{"_items": [{"_items": [item]}]}])
    assert found.inputs == (Endpoint("Built-in Microphone"),)


@pytest.mark.parametrize("report", ["", "nonsense", "[]", "1", '{"SPAudioDataType": ' + "[" * 5000, "\x00"])
def test_no_report(mac: Played, report: str) -> None:
    mac.prints(report)
    assert macos.read_devices() is None


@pytest.mark.parametrize(
    "report", ["{}", '{"SPAudioDataType": 1}', '{"SPAudioDataType": [1, null]}', '{"SPAudioDataType": [{"_items": 2}]}']
)
def test_a_report_of_nothing(mac: Played, report: str) -> None:
    mac.prints(report)
    found = macos.read_devices()
    assert found is not None
    assert (found.inputs, found.outputs) == ((), ())


def test_hostile_values() -> None:
    item = '{"_name": ["\\u001b[2J"], "coreaudio_device_input": 1, "coreaudio_device_srate": 1e300}'
    found = macos.parse([{"_items": [msgspec.json.decode(item)]}])
    assert "\x1b" not in found.inputs[0].name
    assert found.inputs[0].rate == 0


def test_the_program_is_asked(mac: Played) -> None:
    mac.prints(REPORT)
    assert macos.read_devices() == parsed()
    assert mac.asked == ["SPAudioDataType", "-json"]
