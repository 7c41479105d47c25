"""The parser, on what PipeWire 1.2 and PulseAudio 16 print; names, addresses and numbers of devices replaced."""

from pathlib import Path

import pytest

from deskready_checks.sound.devices.endpoint import Bus, Endpoint, Form
from deskready_checks.sound.devices.pactl import default_name, read_endpoints, server_name

HERE = Path(__file__).parent
SOURCES = (HERE / "pipewire-sources.txt").read_text("utf-8")
SINKS = (HERE / "pulseaudio-sinks.txt").read_text("utf-8")
INFO = """\
Server String: /run/user/1000/pulse/native
Library Protocol Version: 35
Server Name: PulseAudio (on PipeWire 1.2.7)
Server Version: 15.0.0
Default Sample Specification: float32le 2ch 48000Hz
Default Sink: alsa_output.pci-0000_06_00.6.analog-stereo
Default Source: alsa_input.usb-Example_Cloud_Wireless-00.mono-fallback
"""


def test_pipewire() -> None:
    found = read_endpoints(SOURCES, default_name(INFO, "Source"))
    usb = "/devices/pci0000:00/0000:00:08.1/0000:06:00.3/usb1/1-2/1-2.3/1-2.3:1.0/sound/card0"
    pci = "/devices/pci0000:00/0000:00:08.1/0000:06:00.6/sound/card2"
    assert found == (
        Endpoint(
            "Family 17h/19h HD Audio Controller", Bus.INTERNAL, Form.BUILT_IN, default=False, unit=pci, rate=48000
        ),
        Endpoint("Example Cloud Wireless", Bus.USB, Form.HEADSET, default=True, unit=usb, rate=16000, usb="1b1c:0a4f"),
        Endpoint(
            "Ear Buds T9",
            Bus.BLUETOOTH,
            unit="00:00:5E:00:53:01",
            rate=16000,
            mode="headset-head-unit msbc",
        ),
    )


def test_pulseaudio() -> None:
    plugged, bluetooth, screen = read_endpoints(SINKS, "bluez_sink.00_00_5E_00_53_02.headset_head_unit")
    assert (plugged.bus, plugged.form, plugged.default, plugged.rate) == (Bus.INTERNAL, Form.HEADPHONES, False, 44100)
    assert bluetooth == Endpoint(
        "Studio 10",
        Bus.BLUETOOTH,
        Form.HEADSET,
        default=True,
        unit="00:00:5E:00:53:02",
        rate=8000,
        mode="headset-head-unit",
    )
    assert screen.bus is Bus.DISPLAY


@pytest.mark.parametrize(
    ("port", "text", "form"),
    [
        ("analog-input-internal-mic", "Internal Microphone", Form.BUILT_IN),
        ("analog-input-headset-mic", "Headset Microphone", Form.HEADSET),
        ("analog-input-mic", "Microphone", Form.JACK),
        ("analog-input-rear-mic", "Rear Microphone", Form.JACK),
        ("analog-input-linein", "Line In", Form.JACK),
        ("[In] Mic1", "Digital Microphone", Form.BUILT_IN),
        ("[In] Mic2", "Headphones Stereo Microphone", Form.HEADPHONES),
        ("[In] Headset", "Headset", Form.HEADSET),
        ("analog-input", "Analog Input", Form.UNKNOWN),
    ],
)
def test_what_is_plugged_into_the_computers_own_card(port: str, text: str, form: Form) -> None:
    name = "alsa_input.pci-0000_00_1f.3.analog-stereo"
    listing = f'Source #1\n\tName: {name}\n\tProperties:\n\t\talsa.card = "0"\n\t\tdevice.bus = "pci"\n'
    listing += f"\tPorts:\n\t\t{port}: {text} (type: Mic, priority: 8700, available)\n\tActive Port: {port}\n"
    (found,) = read_endpoints(listing, "")
    assert (found.form, found.default) == (form, False)


def test_what_a_program_made_is_software() -> None:
    (found,) = read_endpoints("Source #1\n\tName: vmic\n\tDescription: Virtual\n\tMonitor of Sink: n/a\n", "vmic")
    assert (found.bus, found.default) == (Bus.SOFTWARE, True)


def test_hostile_names() -> None:
    listing = 'Source #1\n\tName: x\n\tDescription: y\n\tProperties:\n\t\tdevice.bus = "usb"\n'
    listing += '\t\tdevice.description = "\x1b[2J[/b] "Sink #2" \u202e"\n\t\tdevice.vendor.id = "../etc"\n'
    (found,) = read_endpoints(listing, "")
    assert found.usb == ""
    assert "\x1b" not in found.name
    assert "\u202e" not in found.name


def test_what_a_loudspeaker_plays_is_left_out() -> None:
    assert read_endpoints("Source #1\n\tName: air.monitor\n\tMonitor of Sink: air\n", "air.monitor") == ()


@pytest.mark.parametrize("listing", ["", "\n", "Source #1\n", "Source #1\nSink #2\n\tPorts:\n", "No PulseAudio daemon"])
def test_odd_listings(listing: str) -> None:
    assert all(endpoint.name == "" for endpoint in read_endpoints(listing, ""))


def test_who_tells() -> None:
    assert server_name(INFO) == "PulseAudio (on PipeWire 1.2.7)"
    assert server_name("") == "PulseAudio"
    assert default_name(INFO, "Sink") == "alsa_output.pci-0000_06_00.6.analog-stereo"
    assert default_name("", "Sink") == ""
