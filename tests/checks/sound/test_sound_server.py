import os
from pathlib import Path

import pytest

from deskready_checks.sound import sound_server
from deskready_checks.sound.sound_server import recorded_source, source_number

LISTING = (Path(__file__).parent / "pactl-source-outputs.txt").read_text()
"""As PulseAudio 16.1 printed it, process and machine ids replaced: the server's own remapping, then a recorder."""
SOURCES = (
    "0\tair.monitor\tmodule-null-sink.c\tfloat32le 1ch 48000Hz\tRUNNING\n1\tvmic\tmodule-remap-source.c\tx\tIDLE\n"
)


@pytest.fixture
def pactl(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A program of that name, the only one on the path; a test writes what it does."""
    program = tmp_path / "pactl"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return program


def answer(pactl: Path, sources: str) -> None:
    """Makes the program give the recorded answers."""
    (pactl.parent / "outputs").write_text(LISTING)
    (pactl.parent / "sources").write_text(sources)
    files = f'if [ "$2" = short ]; then file={pactl.parent}/sources; else file={pactl.parent}/outputs; fi'
    pactl.write_text(f'#!/bin/sh\n[ "$LC_ALL" = C ] || exit 1\n{files}\n/bin/cat "$file"\n')


def test_the_source_of_a_process() -> None:
    assert source_number(LISTING, 5033) == "1"


@pytest.mark.parametrize("pid", [503, 50331, 1])
def test_another_process(pid: int) -> None:
    assert source_number(LISTING, pid) is None


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_its_name(pactl: Path) -> None:
    answer(pactl, SOURCES)
    assert recorded_source(5033) == "vmic"
    assert recorded_source(1) is None


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_a_source_that_has_just_gone(pactl: Path) -> None:
    answer(pactl, "\n1\n0\tair.monitor\n")
    assert recorded_source(5033) is None


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_no_server_answers(pactl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert recorded_source(5033) is None
    pactl.write_text("#!/bin/sh\nexec /bin/sleep 30\n")
    monkeypatch.setattr(sound_server, "PACTL_SECONDS", 0.1)
    assert recorded_source(5033) is None


def test_no_pactl(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert recorded_source(5033) is None
