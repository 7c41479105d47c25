"""The choice among programs that record, with shell scripts in their place; the rig has the real ones."""

import os
from pathlib import Path

import pytest

from deskready_checks.sound.devices.sound_library import SoundSystemError
from deskready_checks.sound.listening.programs import NoRecorderError, open_recorder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a shell")

RECORDS = '[ "$1" = --help ] && exit; echo "$@" >"$0.asked"; echo sound; exec /bin/sleep 60'
HELP = 'case "$1" in --help) echo "  -a, --raw   RAW mode";; *) ' + RECORDS + ";; esac"
REFUSES = 'echo "$(/usr/bin/basename "$0") will not" >&2; exit 1'
BUSY = 'echo "Device or resource busy" >&2; exit 1'


class Place:
    """A folder of programs, the only one on the path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, **programs: str) -> None:
        for name, script in programs.items():
            path = self.folder / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\n{script}\n")
            path.chmod(0o755)

    def opened(self, source: str = "") -> tuple[str, str]:
        """The program that records, and its arguments."""
        name, recorder = open_recorder(source, lambda *_: None, lambda: None)
        recorder.close()
        return name, (self.folder / f"{name}.asked").read_text().strip()


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Place:
    monkeypatch.setenv("PATH", str(tmp_path))
    return Place(tmp_path)


FORM = "--rate 48000 --channels 1 --format"


def test_the_first_that_records_is_taken(place: Place) -> None:
    place.put(pw_record=RECORDS, parec=RECORDS, arecord=RECORDS)
    assert place.opened() == ("pw-record", f"{FORM} f32 -")
    place.put(pw_record=REFUSES)
    assert place.opened() == ("parec", "--raw --rate 48000 --channels 1 --format=float32le --latency-msec=50")
    place.put(parec=REFUSES)
    assert place.opened() == (
        "arecord",
        f"--quiet --file-type raw {FORM} FLOAT_LE --buffer-time 200000 --period-time 50000",
    )


def test_a_source_is_passed_on(place: Place) -> None:
    place.put(pw_record=RECORDS)
    assert place.opened("vmic")[1] == f"{FORM} f32 --target vmic -"
    place.put(pw_record=REFUSES, parec=RECORDS)
    assert place.opened("vmic")[1].endswith(" --device=vmic")


def test_a_newer_program_is_told_to_write_no_header(place: Place) -> None:
    place.put(pw_record=HELP)
    assert place.opened()[1].startswith("--raw --rate")


def test_none_that_records_tells_what_each_said(place: Place) -> None:
    place.put(pw_record=REFUSES, arecord=REFUSES)
    with pytest.raises(SoundSystemError, match=r"^pw-record: pw-record will not; arecord: arecord will not$") as caught:
        place.opened()
    assert caught.value.code == 0


def test_one_that_is_busy_is_told_as_busy(place: Place) -> None:
    place.put(parec=REFUSES, arecord=BUSY)
    with pytest.raises(SoundSystemError) as caught:
        place.opened()
    assert caught.value.code == SoundSystemError.BUSY


def test_none_is_installed(place: Place) -> None:
    with pytest.raises(NoRecorderError):
        place.opened()
