"""Scrubbing: taking names, addresses and home folders out of free text.

The second line: what is declared personal is left out whole (`core.privacy`); this is for the sentences that stay.
"""

import getpass
import ipaddress
import os
import platform
import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

_HOME = re.compile(
    r"[A-Za-z]:[\\/]{1,2}Users[\\/]{1,2}(?:[^\\/:*?\"<>|\r\n]{1,64}(?=[\\/])|[^\\/:*?\"<>|\s]{1,64})"
    r"|/(?:home|Users)/[^/\s:;,'\"()<>]{1,64}"
)
_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
#: EUI-48 with colons or dashes, in Cisco's three groups, and bare (with a letter and a digit, so that no number fits).
_MAC = re.compile(
    r"(?<![0-9A-Fa-f])(?:(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}"
    r"|(?=[0-9]{0,11}[A-Fa-f])(?=[A-Fa-f]{0,11}[0-9])[0-9A-Fa-f]{12})(?![0-9A-Fa-f])"
)
_IPV6 = re.compile(r"(?<![\w:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?:%[\w.-]{1,32})?")
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)")

#: Names that many machines and accounts share: they identify nobody, and stand in ordinary sentences or are what a
#: system or a processor is called.
_COMMON = frozenset((
    "aarch64", "address", "admin", "administrator", "alma", "almalinux", "alpine", "amd", "amd64", "apple", "arch",
    "arm64", "centos", "computer", "darwin", "debian", "default", "desktop", "e-mail", "enterprise", "fedora", "gnu",
    "guest", "home", "host", "intel", "kali", "laptop", "linux", "local", "localhost", "localdomain", "mac", "machine",
    "macos", "manjaro", "mint", "nixos", "none", "opensuse", "owner", "pc", "pop", "pop-os", "python", "raspberrypi",
    "raspbian", "removed", "rocky", "root", "runner", "server", "suse", "system", "ubuntu", "unknown", "user",
    "windows", "workstation", "x86_64"
))  # fmt: skip
_SHORTEST_NAME = 2
_SHORTEST_VALUE = 3


class Identity(Struct, frozen=True):
    """The names by which a person's texts could give them away on this machine."""

    homes: tuple[str, ...] = ()
    """Home folders."""
    users: tuple[str, ...] = ()
    """User names."""
    hosts: tuple[str, ...] = ()
    """Names of the computer."""


def identity_here() -> Identity:
    """The identity of whoever runs this program, as far as the system tells."""
    users = {os.environ.get(name, "") for name in ("LOGNAME", "USER", "LNAME", "USERNAME", "SUDO_USER")}
    try:
        users.add(getpass.getuser())
    except (OSError, KeyError, ImportError):
        users.add("")
    homes = {os.environ.get(name, "") for name in ("HOME", "USERPROFILE")}
    try:
        homes.add(str(Path.home()))
    except RuntimeError:
        homes.add("")
    names = {platform.node(), os.environ.get("HOSTNAME", ""), os.environ.get("COMPUTERNAME", "")}
    hosts = names | {name.partition(".")[0] for name in names}
    return Identity(_sorted(homes - {"/"}), _sorted(users), _sorted(hosts))


def scrub_names(text: str, who: Identity) -> str:
    """`text` without home folders and user names."""
    for home in who.homes:
        text = re.sub(re.escape(home) + r"(?![\w-])", "~", text)
    return _replace_words(_HOME.sub("~", text), who.users, "[user]")


def scrub_addresses(text: str) -> str:
    """`text` without home folders, e-mail, hardware and internet addresses, whoever they belong to."""
    text = _MAC.sub("[address]", _EMAIL.sub("[e-mail]", _HOME.sub("~", text)))
    return _IPV4.sub(_hide_address, _IPV6.sub(_hide_address, text))


def scrub(text: str, who: Identity) -> str:
    """`text` without home folders, user and host names, e-mail, hardware and internet addresses."""
    return scrub_addresses(_replace_words(scrub_names(text, who), who.hosts, "[computer]"))


def scrub_values(text: str, values: Iterable[str]) -> str:
    """`text` without these very values, such as a network's name; values of one or two characters are left."""
    for value in values:
        if len(value) >= _SHORTEST_VALUE:
            text = re.sub(re.escape(value), "[removed]", text, flags=re.IGNORECASE)
    return text


def without(text: str, names: Iterable[str]) -> str | None:
    """`text` without these very names, or None where one of them is not found: it may stand there in another spelling.

    A name of one or two characters is looked for as a word.
    """
    longest_first = sorted(filter(None, names), key=lambda name: (-len(name), name))
    patterns = [_very(name) for name in longest_first]
    if not all(re.search(pattern, text, re.IGNORECASE) for pattern in patterns):
        return None
    return re.sub("|".join(patterns), "[removed]", text, flags=re.IGNORECASE) if patterns else text


def _very(name: str) -> str:
    return re.escape(name) if len(name) >= _SHORTEST_VALUE else rf"(?<!\w){re.escape(name)}(?!\w)"


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    """The names worth replacing, longest first, so that none is cut by a shorter one within it."""
    worth = {name for name in names if len(name) >= _SHORTEST_NAME and name.lower() not in _COMMON}
    return tuple(sorted(worth, key=lambda name: (-len(name), name)))


def _replace_words(text: str, names: Iterable[str], replacement: str) -> str:
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", replacement, text, flags=re.IGNORECASE)
    return text


def _hide_address(match: re.Match[str]) -> str:
    """What to write for something that looks like an internet address: loopback, times and versions stay."""
    found = match[0]
    address = found.rstrip(":.")
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return found
    if parsed.is_loopback or parsed.is_unspecified:
        return found
    return "[address]" + found[len(address) :]
