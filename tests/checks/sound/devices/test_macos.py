"""The parser, on what `system_profiler SPAudioDataType -json` prints on macOS 14; names of devices replaced."""

from pathlib import Path

import msgspec
import pytest

from deskready_checks.sound.devices import macos
from deskready_checks.sound.devices.endpoint import Bus, Devices, Endpoint, Form
from deskready_checks.sound.headset.finding import same_headset
from deskready_checks.sound.headset.kind import Kind, kind_of

REPORT = (Path(__file__).parent / "macos.json").read_text("utf-8")


def parsed() -> Devices:
    found = macos.parse(REPORT)
    assert found is not None
    return found


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
    found = macos.parse(msgspec.json.encode({"SPAudioDataType": [{"_items": [{"_items": [item]}]}]}).decode())
    assert found is not None
    assert found.inputs == (Endpoint("Built-in Microphone"),)


@pytest.mark.parametrize("report", ["", "nonsense", "[]", "1", '{"SPAudioDataType": ' + "[" * 5000, "\x00"])
def test_no_report(report: str) -> None:
    assert macos.parse(report) is None


@pytest.mark.parametrize(
    "report", ["{}", '{"SPAudioDataType": 1}', '{"SPAudioDataType": [1, null]}', '{"SPAudioDataType": [{"_items": 2}]}']
)
def test_a_report_of_nothing(report: str) -> None:
    found = macos.parse(report)
    assert found is not None
    assert (found.inputs, found.outputs) == ((), ())


def test_hostile_values() -> None:
    item = '{"_name": ["\\u001b[2J"], "coreaudio_device_input": 1, "coreaudio_device_srate": 1e300}'
    found = macos.parse(f'{{"SPAudioDataType": [{{"_items": [{item}]}}]}}')
    assert found is not None
    assert "\x1b" not in found.inputs[0].name
    assert found.inputs[0].rate == 0


def test_the_program_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def answer(command: object, seconds: float) -> str:
        asked.append(command)
        return REPORT

    monkeypatch.setattr(macos, "output_of", answer)
    assert macos.read_devices() == parsed()
    assert asked == [("system_profiler", "SPAudioDataType", "-json")]
