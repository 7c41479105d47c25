"""What the tests of the internet checks share."""

import ssl
from pathlib import Path
from typing import NamedTuple

import pytest
import trustme


class Certificates(NamedTuple):
    server: ssl.SSLContext
    """For a server that is 127.0.0.1 and seems to be the speed test service."""
    trust: dict[str, str]
    """Environment variables that make a process trust it."""


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "www.speedtest.net", "c.speedtest.net", "speed.cloudflare.com").configure_cert(
        context
    )
    path: Path = tmp_path_factory.mktemp("tls") / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return Certificates(context, {"SSL_CERT_FILE": str(path)})
