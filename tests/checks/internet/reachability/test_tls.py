"""An encrypted connection; bad certificates are tried in test_reach."""

import socket

from deskready_checks.internet.reachability.tls import is_publicly_trusted, secure
from helpers.tls_host import TlsHost


def test_the_issuer_is_named(issue: object, trusted: None) -> None:
    assert callable(issue)
    with TlsHost(issue("localhost")) as host, socket.create_connection(("127.0.0.1", host.port), 5) as plain:
        encrypted, issuer = secure(plain, "localhost")
        encrypted.close()
        assert issuer == "Acme Filter Ltd"
        assert not is_publicly_trusted(("127.0.0.1", host.port), "localhost", 5.0)


def test_the_worlds_list(issue: object, public: None) -> None:
    assert callable(issue)
    with TlsHost(issue("localhost")) as host:
        assert is_publicly_trusted(("127.0.0.1", host.port), "localhost", 5.0)
        assert not is_publicly_trusted(("127.0.0.1", host.port), "elsewhere.example", 5.0)
