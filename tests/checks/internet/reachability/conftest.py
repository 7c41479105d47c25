"""Certificates for hosts on loopback."""

import datetime as dt
import ssl
from collections.abc import Callable
from pathlib import Path

import certifi
import pytest
import trustme

Issue = Callable[..., ssl.SSLContext]
"""A server's context for some names; `expires` in days from now."""


@pytest.fixture
def authority(tmp_path: Path) -> tuple[trustme.CA, str]:
    """An authority, and the file with its certificate."""
    made = trustme.CA(organization_name="Acme Filter Ltd")
    path = tmp_path / "authority.pem"
    made.cert_pem.write_to_path(str(path))
    return made, str(path)


@pytest.fixture
def issue(authority: tuple[trustme.CA, str]) -> Issue:
    """Makes servers' certificates."""

    def make(*names: str, expires: float = 30.0, begins: float = -60.0) -> ssl.SSLContext:
        now = dt.datetime.now(dt.UTC)
        certificate = authority[0].issue_cert(
            *names,
            not_before=now + dt.timedelta(days=begins),
            not_after=now + dt.timedelta(days=expires),
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        return context

    return make


@pytest.fixture
def trusted(authority: tuple[trustme.CA, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """This system trusts the authority."""
    monkeypatch.setenv("SSL_CERT_FILE", authority[1])


@pytest.fixture
def public(authority: tuple[trustme.CA, str], monkeypatch: pytest.MonkeyPatch, trusted: None) -> None:
    """The authority is on Mozilla's list, too."""
    monkeypatch.setattr(certifi, "where", lambda: authority[1])
