"""An encrypted connection as this system trusts it, and whether the world would trust it, too."""

import socket
import ssl
from typing import cast

from deskready.plugin import clean
from deskready_checks.internet.path import trust
from deskready_checks.internet.reachability.finding import Failure, Stopped

_EXPIRED, _NOT_YET, _WRONG_NAME, _WRONG_ADDRESS = 10, 9, 62, 64
"""X509_V_ERR_... of openssl/x509_vfy.h."""
_PARTS = ("organizationName", "commonName")


def secure(connection: socket.socket, host: str) -> tuple[ssl.SSLSocket, str]:
    """Encrypts a connection, trusting whom this system trusts; and who issued the host's certificate.

    Raises:
        Stopped: It cannot be, or the certificate is not good.
        OSError: The connection broke.
    """
    try:
        encrypted = trust.context().wrap_socket(connection, server_hostname=host)
    except trust.BundleError as error:
        raise Stopped(Failure.BUNDLE, str(error)) from error
    except ssl.SSLCertVerificationError as error:
        raise Stopped(_failure(error.verify_code), error.verify_message) from error
    except ssl.SSLError as error:
        raise Stopped(Failure.TLS, str(error)) from error
    return encrypted, _issuer(encrypted)


def is_publicly_trusted(address: tuple[str, int], host: str, seconds: float) -> bool:
    """Whether Mozilla's list of authorities leads to a host's certificate. Makes a connection of its own.

    Args:
        address: Numeric.
        host: Its name.
        seconds: How long it may take.

    Raises:
        OSError: The connection broke.
    """
    import certifi

    context = ssl.create_default_context(cafile=certifi.where())
    with socket.create_connection(address, seconds) as connection:
        try:
            context.wrap_socket(connection, server_hostname=host).close()
        except ssl.SSLCertVerificationError:
            return False
    return True


def _failure(code: int) -> Failure:
    known = {
        _EXPIRED: Failure.EXPIRED,
        _NOT_YET: Failure.NOT_YET,
        _WRONG_NAME: Failure.WRONG_NAME,
        _WRONG_ADDRESS: Failure.WRONG_NAME,
    }
    return known.get(code, Failure.UNTRUSTED)


def _issuer(encrypted: ssl.SSLSocket) -> str:
    """The issuer's organization, else its common name, or ""."""
    told = encrypted.getpeercert() or {}
    rows = cast("tuple[tuple[tuple[str, str], ...], ...]", told.get("issuer", ()))  # no words: as ssl documents it
    names = {key: value for row in rows for key, value in row}
    return clean(next((names[part] for part in _PARTS if names.get(part)), ""), 80)
