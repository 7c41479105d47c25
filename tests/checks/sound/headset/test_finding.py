import pytest

from deskready_checks.sound.devices.endpoint import Bus, Endpoint, Form
from deskready_checks.sound.headset.finding import _LOUDSPEAKER, _MICROPHONE, bluetooth_mode, same_headset, summary
from deskready_checks.sound.headset.kind import Kind

USB = Endpoint("Jabra Evolve2", Bus.USB, unit="usb 1-2")
OTHER_USB = Endpoint("USB Audio", Bus.USB, unit="usb 1-3")
NAMELESS_USB = Endpoint("USB Audio", Bus.USB)
SPEAKERPHONE = Endpoint("Jabra Speak 510", Bus.USB, unit="usb 1-4")
BUILT_IN = Endpoint("x", Bus.INTERNAL, Form.BUILT_IN, unit="pci")
PLUGGED = Endpoint("x", Bus.INTERNAL, Form.JACK, unit="pci")
PLUGGED_HEADSET = Endpoint("x", Bus.INTERNAL, Form.HEADSET, unit="pci")
EITHER = Endpoint("x", Bus.INTERNAL, unit="pci")
BUDS = Endpoint("x", Bus.BLUETOOTH, unit="00:01", mode="headset-head-unit msbc", rate=16000)
SCREEN = Endpoint("x", Bus.DISPLAY)
STRANGE = Endpoint("x")
OWN_WORDS = (
    "You speak through this computer's own microphone, which hears the whole room, "
    "and hear through this computer's own loudspeakers."
)
STRANGE_WORDS = (
    "You speak through a microphone of a kind that is not known, and hear through a device of a kind that is not known."
)


@pytest.mark.parametrize(
    ("microphone", "loudspeaker", "same"),
    [
        (USB, USB, True),
        (USB, OTHER_USB, False),
        (USB, NAMELESS_USB, None),
        (USB, BUDS, False),
        (BUDS, BUDS, True),
        (BUILT_IN, BUILT_IN, False),
        (BUILT_IN, USB, False),
        (BUILT_IN, STRANGE, False),
        (PLUGGED_HEADSET, PLUGGED, True),
        (PLUGGED, PLUGGED, None),
        (PLUGGED, BUILT_IN, False),
        (EITHER, EITHER, None),
        (EITHER, USB, False),
        (SPEAKERPHONE, SPEAKERPHONE, False),
        (USB, SCREEN, False),
        (STRANGE, STRANGE, None),
        (STRANGE, USB, None),
    ],
)
def test_one_headset_or_two_things(microphone: Endpoint, loudspeaker: Endpoint, same: bool | None) -> None:
    assert same_headset(microphone, loudspeaker) is same


def bluetooth(mode: str = "", rate: int = 0) -> Endpoint:
    return Endpoint("x", Bus.BLUETOOTH, mode=mode, rate=rate)


@pytest.mark.parametrize(
    ("microphone", "loudspeaker", "mode"),
    [
        (USB, USB, "not used"),
        (None, None, "not used"),
        (BUDS, BUDS, "hands-free, wide band (16 kHz)"),
        (bluetooth("headset-head-unit", 8000), None, "hands-free, narrow band (8 kHz): telephone sound"),
        (bluetooth("headset-head-unit cvsd"), None, "hands-free, narrow band (8 kHz): telephone sound"),
        (bluetooth("bap-duplex lc3", 48000), None, "hands-free, super wide band"),
        (bluetooth("hands-free"), None, "hands-free"),
        (bluetooth(), None, None),
        (BUILT_IN, bluetooth("a2dp-sink ldac", 44100), "music mode: its own microphone is not in use"),
        (BUILT_IN, bluetooth("headset-head-unit", 16000), "hands-free, wide band (16 kHz)"),
    ],
)
def test_how_bluetooth_carries_speech(
    microphone: Endpoint | None, loudspeaker: Endpoint | None, mode: str | None
) -> None:
    found = bluetooth_mode(microphone, loudspeaker)
    assert (found and found.words) == mode


@pytest.mark.parametrize(
    ("microphone", "loudspeaker", "words"),
    [
        (USB, USB, "You speak and hear through a USB headset."),
        (
            BUILT_IN,
            BUILT_IN,
            OWN_WORDS,
        ),
        (PLUGGED_HEADSET, PLUGGED, "You speak and hear through a headset on a round plug."),
        (
            STRANGE,
            STRANGE,
            STRANGE_WORDS,
        ),
        (USB, None, "You speak through a USB headset; no loudspeaker is chosen."),
        (None, BUILT_IN, "You hear through this computer's own loudspeakers; no microphone is chosen."),
        (None, None, "No sound device is chosen."),
    ],
)
def test_in_a_sentence(microphone: Endpoint | None, loudspeaker: Endpoint | None, words: str) -> None:
    assert summary(microphone, loudspeaker).words == words


def test_every_kind_has_its_words() -> None:
    assert set(_MICROPHONE) == set(_LOUDSPEAKER) == {*Kind, None}


def test_no_sentence_names_a_device() -> None:
    named = Endpoint("Ada's headset", Bus.USB, unit="1")
    assert not any("Ada" in summary(*both).words for both in ((named, named), (named, None), (BUILT_IN, named)))
