"""What to install where PortAudio, the sound library, is missing: one sentence for this very system."""

import shlex
from collections.abc import Mapping
from pathlib import Path

from deskready.plugin import Name, Privacy, Text, message, text
from deskready_checks.system import file
from deskready_checks.system.here import here
from deskready_checks.system.unread import or_nothing

OS_RELEASE_FILES = (Path("/etc/os-release"), Path("/usr/lib/os-release"))
"""Where a Linux system says what it is; the first that exists counts (man 5 os-release)."""
COMMANDS: Mapping[str, str] = {
    **dict.fromkeys(("debian", "ubuntu"), "sudo apt install libportaudio2"),  # no words: a command
    **dict.fromkeys(("fedora", "rhel"), "sudo dnf install portaudio"),  # no words: a command
    "arch": "sudo pacman -S portaudio",  # no words: a command
    **dict.fromkeys(("opensuse", "suse"), "sudo zypper install libportaudio2"),  # no words: a command
    "alpine": "doas apk add portaudio",  # no words: a command
}
"""The command by the ID, or a word of ID_LIKE, of a Linux system."""
_AGAIN = text("sound.library.again", "Install deskready again: on this system the PortAudio library comes with it.")
_WITH = message("sound.library.with", "Install the PortAudio library with: {command}")
_SOMEHOW = text(
    "sound.library.somehow",
    "Install the PortAudio library (often called portaudio or libportaudio2) with the system's package manager.",
)


def portaudio_hint() -> Text:
    """The sentence for the system that this program runs on."""
    return here(linux=lambda: linux_hint(_os_release_text()), macos=_comes_along, windows=_comes_along)()


def linux_hint(os_release: str) -> Text:
    """The sentence for the Linux system that an os-release file describes."""
    fields = _fields(os_release)
    for name in (fields.get("ID", ""), *fields.get("ID_LIKE", "").split()):
        if name in COMMANDS:
            return _WITH(command=Name(COMMANDS[name], Privacy.PUBLIC))
    return _SOMEHOW


def _comes_along() -> Text:
    return _AGAIN


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
