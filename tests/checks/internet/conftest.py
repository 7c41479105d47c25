"""What the tests of the internet checks share."""

import ssl
from pathlib import Path

import pytest
import trustme

from helpers.certificates import Certificates


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
