import time

import pytest

from deskready_checks.sound.devices.endpoint import Bus, Form
from deskready_checks.sound.devices.names import bus_in, form_in, form_of_maker


@pytest.mark.parametrize(
    ("name", "form", "bus"),
    [
        ("Webcam with internal microphone", Form.WEBCAM, Bus.UNKNOWN),
        ("Monitor of Headset", Form.SOFTWARE, Bus.UNKNOWN),
        ("Jabra Speak 750 headset mode", Form.SPEAKERPHONE, Bus.UNKNOWN),
        ("Bluetooth hands-free", Form.HEADSET, Bus.BLUETOOTH),
        ("", Form.UNKNOWN, Bus.UNKNOWN),
    ],
)
def test_the_first_meaning_counts(name: str, form: Form, bus: Bus) -> None:
    assert (form_in(name), bus_in(name)) == (form, bus)


@pytest.mark.parametrize(
    ("usb", "form"),
    [("0b0e:24f1", Form.HEADSET), ("047F:c056", Form.HEADSET), ("046d:0825", Form.UNKNOWN), ("", Form.UNKNOWN)],
)
def test_makers_of_headsets(usb: str, form: Form) -> None:
    assert form_of_maker(usb) is form


def test_a_long_name_takes_no_time() -> None:
    begun = time.perf_counter()
    form_in("head- " * 20_000)
    bus_in("hands " * 20_000)
    assert time.perf_counter() - begun < 2
