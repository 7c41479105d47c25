"""What to install where PortAudio, the sound library, is missing: one sentence for this very system."""

import shlex
from collections.abc import Mapping
from pathlib import Path

from deskready_checks.system import file
from deskready_checks.system.here import here
from deskready_checks.system.unread import or_nothing

OS_RELEASE_FILES = (Path("/etc/os-release"), Path("/usr/lib/os-release"))
"""Where a Linux system says what it is; the first that exists counts (man 5 os-release)."""
COMMANDS: Mapping[str, str] = {
    "debian": "sudo apt install libportaudio2",
    "ubuntu": "sudo apt install libportaudio2",
    "fedora": "sudo dnf install portaudio",
    "rhel": "sudo dnf install portaudio",
    "arch": "sudo pacman -S portaudio",
    "opensuse": "sudo zypper install libportaudio2",
    "suse": "sudo zypper install libportaudio2",
    "alpine": "doas apk add portaudio",
}
"""The command by the ID, or a word of ID_LIKE, of a Linux system."""


def portaudio_hint() -> str:
    """The sentence for the system that this program runs on."""
    return here(linux=lambda: linux_hint(_os_release_text()), macos=_comes_along, windows=_comes_along)()


def linux_hint(os_release: str) -> str:
    """The sentence for the Linux system that an os-release file describes."""
    fields = _fields(os_release)
    for name in (fields.get("ID", ""), *fields.get("ID_LIKE", "").split()):
        if name in COMMANDS:
            return f"Install the PortAudio library with: {COMMANDS[name]}"
    return "Install the PortAudio library (often called portaudio or libportaudio2) with the system's package manager."


def _comes_along() -> str:
    return "Install deskready again: on this system the PortAudio library comes with it."


def _os_release_text() -> str:
    return next(filter(None, (or_nothing(file.text, path) for path in OS_RELEASE_FILES)), "")


def _fields(os_release: str) -> dict[str, str]:
    """The assignments of an os-release file; lines that are none are passed over."""
    fields = {}
    for line in os_release.splitlines():
        name, equals, value = line.partition("=")
        try:
            words = shlex.split(value)
        except ValueError:
            continue
        if equals and len(words) == 1:
            fields[name.strip()] = words[0]
    return fields
