import pytest

from deskready.plugin import Gap, Measurement, Privacy, Unavailable, Value
from deskready.testing.context import run_check
from deskready_checks.sound.devices.endpoint import Bus, Devices, Endpoint, Form
from deskready_checks.sound.devices.install_hint import portaudio_hint
from deskready_checks.sound.devices.sound_library import LibraryMissingError
from deskready_checks.sound.headset import measure
from deskready_checks.sound.headset.check import Headset

OWN = Endpoint("Ada's laptop", Bus.INTERNAL, Form.BUILT_IN, default=True, unit="pci", rate=48000)
WORN = Endpoint("Jabra Evolve2", Bus.USB, unit="usb", rate=16000, usb="0b0e:24f1")


def run(
    monkeypatch: pytest.MonkeyPatch, devices: Devices | None, options: dict[str, Value] | None = None
) -> tuple[dict[str, Measurement], dict[str, Gap]]:
    monkeypatch.setattr(measure, "read_devices", lambda: devices)
    measurements, gaps, _ = run_check(Headset, options)
    assert set(measurements) | set(gaps) == {metric.id for metric in Headset.metrics}
    return measurements, gaps


def test_a_laptops_own_microphone(monkeypatch: pytest.MonkeyPatch) -> None:
    found, gaps = run(monkeypatch, Devices((OWN, WORN), (OWN,), "PulseAudio"))
    assert not gaps
    assert found["sound.headset.kind"].value == "built-in"
    assert found["sound.headset.same"].value is False
    assert found["sound.headset.bluetooth"].value == "not used"
    assert (found["sound.headset.rate"].value, found["sound.headset.rate"].unit) == (48000, "Hz")
    assert str(found["sound.headset.summary"].value).startswith("You speak through this computer's own microphone")


def test_only_names_are_personal(monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = run(monkeypatch, Devices((OWN,), (OWN,), "PulseAudio"))
    personal = {name for name, measurement in found.items() if measurement.privacy is Privacy.PERSONAL}
    assert personal == {"sound.headset.microphone", "sound.headset.loudspeaker"}
    public = [str(m.value) + m.method.words for m in found.values() if m.metric not in personal]
    assert not any("Ada" in text for text in public)


def test_a_headset_that_is_chosen_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    devices = Devices((OWN, WORN), (OWN, WORN), "PulseAudio")
    found, _ = run(monkeypatch, devices, {"device": "jabra", "output": "Evolve"})
    assert found["sound.headset.kind"].value == "USB headset"
    assert found["sound.headset.same"].value is True
    assert found["sound.headset.microphone"].method.words == "PulseAudio, USB 0b0e:24f1"


def test_what_is_not_told_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    strange = Endpoint("x", Bus.BLUETOOTH, default=True)
    found, gaps = run(monkeypatch, Devices((strange,), (strange,), "PortAudio"))
    assert {name.removeprefix("sound.headset.") for name in gaps} == {"same", "bluetooth", "rate"}
    found, gaps = run(monkeypatch, Devices((Endpoint("x"),), (), "PortAudio"))
    assert {name.removeprefix("sound.headset.") for name in gaps} == {"kind", "output", "rate", "loudspeaker"}
    assert found["sound.headset.same"].value is False


def test_no_microphone(monkeypatch: pytest.MonkeyPatch) -> None:
    found, gaps = run(monkeypatch, Devices((), (OWN,), "PulseAudio"))
    assert gaps["sound.headset.kind"].remedy.words.startswith("Plug in a headset")
    assert found["sound.headset.output"].value == "built-in"


@pytest.mark.parametrize(
    ("devices", "reason"),
    [
        (None, "This computer has no sound device, or this program may not see it."),
        (Devices((), (), "x"), "No microphone and no loudspeaker are in use, or this program may not see them."),
    ],
)
def test_nothing_at_all(monkeypatch: pytest.MonkeyPatch, devices: Devices | None, reason: str) -> None:
    with pytest.raises(Unavailable, match=reason):
        run(monkeypatch, devices)


def test_an_unknown_name_lists_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unavailable) as caught:
        run(monkeypatch, Devices((OWN,), (WORN,), "x"), {"device": "Rode", "output": "Rode"})
    assert caught.value.detail == "There are: Ada's laptop, Jabra Evolve2"
    assert "Ada" not in caught.value.reason.words


def test_no_library_and_no_telling(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise LibraryMissingError("gone")

    monkeypatch.setattr(measure, "read_devices", missing)
    with pytest.raises(Unavailable) as caught:
        run_check(Headset)
    assert caught.value.remedy == portaudio_hint()
