"""Kinds of real devices, as their systems and makers name them, and of names that lie."""

import pytest

from deskready_checks.sound.devices.endpoint import Bus, Endpoint, Form
from deskready_checks.sound.headset.kind import WORD, Kind, kind_of

NAMES: tuple[tuple[str, Bus, Kind | None], ...] = (
    ("Jabra Evolve2 65", Bus.USB, Kind.USB_HEADSET),
    ("Jabra BIZ 2300", Bus.USB, Kind.USB_HEADSET),
    ("Plantronics Blackwire 3220 Series", Bus.USB, Kind.USB_HEADSET),
    ("Poly Voyager Focus 2 Series", Bus.USB, Kind.USB_HEADSET),
    ("Logitech USB Headset H340", Bus.USB, Kind.USB_HEADSET),
    ("Logi Zone Wired", Bus.USB, Kind.USB_HEADSET),
    ("Sennheiser SC 60 USB ML", Bus.USB, Kind.USB_HEADSET),
    ("EPOS ADAPT 160T USB-C", Bus.USB, Kind.USB_HEADSET),
    ("C-Media USB Headphone Set", Bus.USB, Kind.USB_HEADSET),
    ("SteelSeries Arctis 7", Bus.USB, Kind.USB_HEADSET),
    ("HyperX Cloud II Wireless", Bus.USB, Kind.USB_HEADSET),
    ("Headset Microphone (Jabra Evolve2 65)", Bus.UNKNOWN, None),
    ("Гарнитура (USB Audio)", Bus.USB, Kind.USB_HEADSET),
    ("USB 耳麦", Bus.UNKNOWN, Kind.USB_HEADSET),
    ("USB PnP Sound Device", Bus.USB, Kind.USB),
    ("USB Audio Device", Bus.UNKNOWN, Kind.USB),
    ("Blue Yeti", Bus.USB, Kind.USB),
    ("Scarlett 2i2 USB", Bus.USB, Kind.USB),
    ("HD Pro Webcam C920", Bus.USB, Kind.WEBCAM),
    ("Logitech BRIO", Bus.USB, Kind.WEBCAM),
    ("Integrated Camera Microphone", Bus.USB, Kind.WEBCAM),
    ("Jabra SPEAK 510 USB", Bus.USB, Kind.SPEAKERPHONE),
    ("Poly Sync 20", Bus.USB, Kind.SPEAKERPHONE),
    ("Anker PowerConf S3", Bus.USB, Kind.SPEAKERPHONE),
    ("Headset (WH-1000XM4 Hands-Free AG Audio)", Bus.UNKNOWN, Kind.BLUETOOTH),
    ("AirPods Pro", Bus.UNKNOWN, Kind.BLUETOOTH),
    ("杨的AirPods Pro #2", Bus.BLUETOOTH, Kind.BLUETOOTH),
    ("MacBook Pro Microphone", Bus.UNKNOWN, Kind.BUILT_IN),
    ("MacBook Pro 扬声器", Bus.INTERNAL, Kind.BUILT_IN),
    ("Built-in Microphone", Bus.UNKNOWN, Kind.BUILT_IN),
    ("Microphone Array (Realtek(R) Audio)", Bus.INTERNAL, Kind.BUILT_IN),
    ("Mikrofonarray (Intel® Smart Sound Technologie)", Bus.UNKNOWN, Kind.BUILT_IN),
    ("Internes Mikrofon (Conexant ISST Audio)", Bus.INTERNAL, Kind.BUILT_IN),
    ("Built-in Audio Analog Stereo", Bus.INTERNAL, Kind.BUILT_IN_OR_JACK),
    ("External Microphone", Bus.INTERNAL, Kind.JACK),
    ("Headset Microphone (Realtek(R) Audio)", Bus.INTERNAL, Kind.JACK),
    ("Kopfhörer (Realtek(R) Audio)", Bus.INTERNAL, Kind.JACK),
    ("Microphone (Realtek(R) Audio)", Bus.INTERNAL, Kind.BUILT_IN_OR_JACK),
    ("Speakers (Realtek(R) Audio)", Bus.INTERNAL, Kind.BUILT_IN_OR_JACK),
    ("HDA Intel PCH: ALC257 Analog (hw:0,0)", Bus.UNKNOWN, Kind.BUILT_IN_OR_JACK),
    ("DELL U2720Q (NVIDIA High Definition Audio)", Bus.UNKNOWN, Kind.SCREEN),
    ("HDA NVidia: HDMI 0 (hw:1,3)", Bus.UNKNOWN, Kind.SCREEN),
    ("CABLE Output (VB-Audio Virtual Cable)", Bus.UNKNOWN, Kind.SOFTWARE),
    ("BlackHole 2ch", Bus.UNKNOWN, Kind.SOFTWARE),
    ("Stereo Mix (Realtek(R) Audio)", Bus.INTERNAL, Kind.SOFTWARE),
    ("Microphone (NVIDIA Broadcast)", Bus.UNKNOWN, Kind.SOFTWARE),
    ("default", Bus.UNKNOWN, None),
    ("Microphone", Bus.UNKNOWN, None),
    ("", Bus.UNKNOWN, None),
    ("[/bold] \ufffd[2J", Bus.UNKNOWN, None),
    ("not USB, honestly", Bus.BLUETOOTH, Kind.BLUETOOTH),
    ("Bluetooth USB Built-in Headset HDMI", Bus.USB, Kind.USB_HEADSET),
    ("USB " + "headse" * 2000, Bus.USB, Kind.USB),
)


@pytest.mark.parametrize(("name", "bus", "kind"), NAMES, ids=[f"{name[:30]}-{bus}" for name, bus, _ in NAMES])
def test_kinds_by_name(name: str, bus: Bus, kind: Kind | None) -> None:
    assert kind_of(Endpoint(name, bus)) is kind


@pytest.mark.parametrize(
    ("endpoint", "kind"),
    [
        (Endpoint("Plain", Bus.USB, Form.HEADSET), Kind.USB_HEADSET),
        (Endpoint("Plain", Bus.USB, usb="0b0e:24f1"), Kind.USB_HEADSET),
        (Endpoint("Plain", Bus.USB, usb="046d:0825"), Kind.USB),
        (Endpoint("Jabra SPEAK 510", Bus.USB, Form.HEADSET, usb="0b0e:0412"), Kind.SPEAKERPHONE),
        (Endpoint("HD Webcam", Bus.USB, Form.HEADSET), Kind.WEBCAM),
        (Endpoint("Built-in Audio", Bus.INTERNAL, Form.HEADSET), Kind.JACK),
        (Endpoint("Built-in Audio", Bus.INTERNAL, Form.BUILT_IN), Kind.BUILT_IN),
        (Endpoint("Headset", Bus.SOFTWARE), Kind.SOFTWARE),
        (Endpoint("Headset", Bus.DISPLAY), Kind.SCREEN),
    ],
)
def test_what_the_system_says_goes_first(endpoint: Endpoint, kind: Kind) -> None:
    assert kind_of(endpoint) is kind


def test_in_english_every_kind_reads_as_it_stands_in_profiles() -> None:
    assert {kind: word.words for kind, word in WORD.items()} == {kind: kind.value for kind in Kind}
