"""Whom this computer trusts to vouch for a host: the system's authorities, and those that its owner named."""

import functools
import os
import ssl
from pathlib import Path

_SYSTEM = "SSL_CERT_FILE"
"""The variable that OpenSSL reads: a file in place of the system's own."""
_MORE = "REQUESTS_CA_BUNDLE"
"""The one that Python's other programs read: a file, or a folder of them; it counts beside the others here."""


class BundleError(OSError):
    """Raised where certificates that a variable names are not there, or cannot be read.

    Args:
        variable: The environment variable.
        detail: In the system's words.
    """

    def __init__(self, variable: str, detail: str) -> None:
        super().__init__(f"{variable}: {detail}")
        self.variable = variable


def context() -> ssl.SSLContext:
    """How every server is verified; it is shared, and not to be changed.

    Raises:
        BundleError: A variable names certificates that cannot be read.
    """
    return _made(*(os.environ.get(name, "") for name in (_SYSTEM, "SSL_CERT_DIR", _MORE)))


@functools.lru_cache(maxsize=4)
def _made(system: str, folder: str, more: str) -> ssl.SSLContext:  # noqa: ARG001 - OpenSSL reads the folder's variable
    """A context for what the variables say."""
    if system and system != os.devnull:
        _look(_SYSTEM, system)
    made = ssl.create_default_context()
    made.verify_flags &= ~ssl.VERIFY_X509_STRICT  # browsers, too, take authorities of employers that are not strict
    if more:
        path = _look(_MORE, more, folder=True)
        try:
            made.load_verify_locations(*((None, more) if path.is_dir() else (more, None)))
        except OSError as error:
            raise BundleError(_MORE, str(error)) from error
    return made


def _look(variable: str, named: str, *, folder: bool = False) -> Path:
    """What a variable names; OpenSSL passes over a file that is not there, and waits for one that is a pipe.

    Raises:
        BundleError: It is not there, of another kind, or not to be read.
    """
    path = Path(named)
    try:
        if folder and path.is_dir():
            return path
        if not path.is_file():
            raise BundleError(variable, "no such file")  # no words: for the log
        with path.open("rb") as file:
            file.read(1)
    except (OSError, ValueError) as error:
        raise error if isinstance(error, BundleError) else BundleError(variable, str(error)) from error
    return path
