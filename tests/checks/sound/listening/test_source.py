import os
from pathlib import Path

import pytest

from deskready_checks.sound.listening.source import Source, find_source, read_sources, recorded_source, source_number

LISTING = (Path(__file__).parent / "pactl-source-outputs.txt").read_text()
"""As PulseAudio 16.1 printed it, process and machine ids replaced: the server's own remapping, then a recorder."""
SOURCES = (Path(__file__).parent / "pactl-sources.txt").read_text()
"""As PulseAudio 16.1 printed it, with the virtual microphone turned down."""
VMIC = Source("vmic", "Remapped Monitor of Null Output", gain="-18.06 dB", number="1")
LAPTOP = (
    "Source #52\n"
    "\tName: alsa_input.pci-0000_00_1f.3.analog-stereo\n"
    "\tDescription: Built-in Audio\x1b[2J Analog Stereo\n"
    "\tVolume: front-left: 32768 /  50%,   front-right: 20000 /  31%\n"
    "\tPorts:\n"
    "\t\tanalog-input-internal-mic: Internal Microphone (type: Mic, priority: 8900, availability unknown)\n"
    "\tActive Port: analog-input-internal-mic\n"
)
"""Two channels, no decibels, a socket, and a name with a control character."""


@pytest.fixture
def pactl(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A program of that name, the only one on the path; a test writes what it does."""
    program = tmp_path / "pactl"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return program


PIPEWIRE = (
    "Source Output #51\n\tClient: n/a\n\tSource: 44\n\n"
    'Source Output #66\n\tClient: 65\n\tSource: 50\n\t\tapplication.name = "pw-record"\n'
)
"""As PipeWire 0.3.65 tells of its own programs: without their processes, which stand with the clients."""
CLIENTS = 'Client #31\n\t\tapplication.process.id = "10574"\n\nClient #65\n\t\tapplication.process.id = "9994"\n\n'


def answer(pactl: Path, sources: str) -> None:
    """Makes the program give the recorded answers."""
    (pactl.parent / "outputs").write_text(LISTING)
    (pactl.parent / "sources").write_text(sources)
    files = f'if [ "$2" = sources ]; then file={pactl.parent}/sources; else file={pactl.parent}/outputs; fi'
    pactl.write_text(f'#!/bin/sh\n[ "$LC_ALL" = C ] || exit 1\n{files}\n/bin/cat "$file"\n')


def test_the_source_of_a_process() -> None:
    assert source_number(LISTING, 5033) == "1"


@pytest.mark.parametrize("pid", [503, 50331, 1])
def test_another_process(pid: int) -> None:
    assert source_number(LISTING, pid) is None


@pytest.mark.parametrize(("pid", "number"), [(9994, "50"), (10574, None), (999, None)])
def test_the_source_of_a_process_that_pipewire_knows_as_a_client(pid: int, number: str | None) -> None:
    assert source_number(PIPEWIRE, pid, lambda: CLIENTS) == number


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_what_is_told_of_it(pactl: Path) -> None:
    answer(pactl, SOURCES)
    assert recorded_source(5033) == VMIC
    assert recorded_source(1) is None


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_a_source_that_has_just_gone(pactl: Path) -> None:
    answer(pactl, SOURCES.partition("Source #1")[0])
    assert recorded_source(5033) is None


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_no_server_answers(pactl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert recorded_source(5033) is None
    pactl.write_text("#!/bin/sh\nexec /bin/sleep 30\n")
    monkeypatch.setattr("deskready_checks.sound.devices.pactl.SECONDS", 0.1)
    assert recorded_source(5033) is None


def test_no_pactl(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert recorded_source(5033) is None


def test_sources() -> None:
    monitor, microphone = read_sources(SOURCES)
    assert microphone == VMIC
    assert (monitor.name, monitor.is_monitor, microphone.is_monitor) == ("air.monitor", True, False)
    assert read_sources("") == ()


def test_a_socket_is_part_of_what_a_microphone_is() -> None:
    (source,) = read_sources(LAPTOP)
    assert source.identity == "alsa_input.pci-0000_00_1f.3.analog-stereo analog-input-internal-mic"
    assert source.gain == "50%, 31%"
    assert source.title == "Built-in Audio\ufffd[2J Analog Stereo"
    assert VMIC.identity == "vmic"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("usb.two", "usb.two"),
        ("Jabra", "usb.two"),
        ("jabra evolve", "usb.one"),
        ("USB.ONE", "usb.one"),
        ("mon", None),
        ("Yeti", None),
    ],
)
def test_one_is_found_by_the_name_that_people_see(name: str, found: str | None) -> None:
    sources = (Source("out.monitor", "Monitor"), Source("usb.one", "Jabra Evolve"), Source("usb.two", "Jabra"))
    source = find_source(sources, name)
    assert (source.name if source else None) == found
