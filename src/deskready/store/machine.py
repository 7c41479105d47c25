"""This machine: what of it helps a diagnosis, and the random id by which only it recognises its own audits."""

import hashlib
import hmac
import platform
import re
import secrets
import sys
from pathlib import Path

from deskready.core.audit.record import Audit, Machine
from deskready.core.clean import clean
from deskready.core.errors import UsageError
from deskready.core.words.message import message, sentences, text
from deskready.core.words.text import NOTHING, Text, file_name
from deskready.store.home import NoHomeError
from deskready.store.own_files import read_own, write_own
from deskready.store.paths import machine_id_file

_NO_ID = message("machine.no-id", "{file}: this machine's id cannot be read.")
_DELETE = text("machine.delete", "Delete the file.")
_UNMARKED = text("machine.unmarked", "Without it an audit cannot be told to be of this computer.")
_ID = re.compile(r"[0-9a-f]{64}")
_ID_LIMIT = 1024


def describe(audit_id: str = "") -> Machine:
    """This machine, with nothing personal. With an audit's id it carries the mark, where the id can be kept."""
    try:
        found = mark(audit_id) if audit_id else ""
    except UsageError:  # a machine that can keep no id can still be audited; its audits stay unmarked
        found = ""
    return Machine(
        os=clean(_system()), architecture=clean(platform.machine()), python=platform.python_version(), mark=found
    )


def mark(audit_id: str) -> str:
    """The audit's mark: HMAC-SHA256 (RFC 2104) of its id under this machine's random id, in hexadecimal.

    Raises:
        UsageError: The machine's id can be neither read nor made.
    """
    return hmac.new(_machine_id(), audit_id.encode(), hashlib.sha256).hexdigest()


def is_ours(audit: Audit) -> bool:
    """Whether an audit was made on this machine.

    Raises:
        UsageError: As `mark`.
    """
    return hmac.compare_digest(audit.machine.mark.encode(), mark(audit.id).encode())


def _machine_id() -> bytes:
    path = machine_id_file()
    found = _read_id(path) or _made_id(path)
    if found is None:
        raise UsageError(_NO_ID(file=file_name(path)), _DELETE)
    return found


def broken_id() -> Text:
    """Why this machine's id cannot be used where something has its place that is no such file, or nothing."""
    try:
        _read_id(machine_id_file())
    except UsageError as error:
        is_refusal = isinstance(error, NoHomeError) or error.__cause__ is not None  # keeping the audit tells of it
        return NOTHING if is_refusal else sentences(error.said, _UNMARKED)
    return NOTHING


def _made_id(path: Path) -> bytes | None:
    """The id that is in the file after one was put there, by this program or by another at the same moment."""
    fresh = (secrets.token_hex(32) + "\n").encode()
    try:
        write_own(path, fresh, exclusive=True)
    except UsageError:
        # Files appear whole, so one that is there and cannot be read now is broken, not half written.
        if _read_id(path) is None:
            write_own(path, fresh)
    return _read_id(path)


def _read_id(path: Path) -> bytes | None:
    """The id in a file; None where there is none, or something else.

    Raises:
        UsageError: It cannot be read, or is no regular file.
    """
    text = (read_own(path, _ID_LIMIT, _DELETE) or b"").decode("ascii", "replace").strip()
    return bytes.fromhex(text) if _ID.fullmatch(text) else None


def _system() -> str:
    """The operating system and its version. Of a kernel's version only the number: builders add their own names."""
    if sys.platform == "darwin":
        return f"macOS {platform.mac_ver()[0]}"
    if sys.platform == "win32":
        return f"Windows {platform.release()} ({platform.version()})"
    kernel = re.match(r"\d+(\.\d+)*", platform.release())
    system = f"{platform.system()} {kernel[0] if kernel else ''}".strip()
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {system}"
    except (OSError, KeyError):
        return system
