"""Reachability of hosts on loopback; each single failure is tried in `test_reach`."""

import socket
import ssl
from pathlib import Path

import pytest
import trustme

from deskready.core.declare.check_info import Origin, describe
from deskready.core.declare.privacy import Privacy
from deskready.plugin import Unavailable
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.internet.path import proxy
from deskready_checks.internet.reachability.check import Reachability
from deskready_checks.internet.reachability.finding import Failure
from deskready_checks.internet.reachability.reach import SLOWEST_SECONDS
from helpers.stun_server import StunServer
from helpers.tls_host import TlsHost, http


@pytest.fixture
def filtered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate from an authority that this system was told to trust, with a name that bites."""
    authority = trustme.CA(organization_name="Acme\x1b[31m Filter")
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_declares_itself_rightly() -> None:
    info = describe(Reachability, Origin("a", "b", "c"))
    assert not info.default
    privacy = {metric.id: metric.privacy for metric in info.metrics}
    assert [name for name, held in privacy.items() if held is Privacy.PERSONAL] == ["internet.reachable.hosts"]
    assert Reachability.limit({"endpoints": "tcp:a:1 " * 40}) > Reachability.limit({"endpoints": ""})


def test_some_that_work_and_some_that_do_not(filtered: ssl.SSLContext) -> None:
    with TlsHost(filtered, http("200 OK")) as page, TlsHost(None) as plain, StunServer() as stun:
        words = [f"https://127.0.0.1:{page.port}/", f"tcp:127.0.0.1:{plain.port}", f"udp:{stun.name}"]
        words += [f"tcp:127.0.0.1:{closed_port()}"]
        found, gaps, _ = run_check(Reachability, {"endpoints": " ".join(words)})
    assert gaps == {}
    assert found["internet.reachable"].value == 75.0
    assert (
        found["internet.reachable.failed"].value
        == f"host 4 (tcp): it refuses connections. {Failure.REFUSED.remedy.words}"
    )
    assert "127.0.0.1" in str(found["internet.reachable.hosts"].value)
    assert found["internet.tls.private"].value is True
    assert found["internet.tls.issuers"].value == "Acme\ufffd[31m Filter (private)"


@pytest.mark.parametrize(("proxied", "method"), [(True, "around the proxy"), (False, "direct connections")])
def test_all_that_is_listed_works(monkeypatch: pytest.MonkeyPatch, proxied: bool, method: str) -> None:
    monkeypatch.setattr(proxy, "in_use", lambda: proxied)
    with TlsHost(None) as plain:
        found, gaps, _ = run_check(Reachability, {"endpoints": f"tcp:127.0.0.1:{plain.port}"})
    assert (found["internet.reachable"].value, found["internet.reachable.failed"].value) == (100.0, "nothing")
    assert method in found["internet.reachable"].method.words
    assert ("around" in found["internet.reachable"].method.words) is proxied
    assert gaps["internet.tls.private"].reason.words == "No encrypted connection was made."


def test_failures_alike_stand_together_and_name_no_host() -> None:
    one, other = closed_port(), closed_port()
    with TlsHost(None, http("200 OK")) as plain:
        words = f"tcp:127.0.0.1:{one} tls:127.0.0.1:{plain.port} tcp:127.0.0.1:{other}"
        found, _, _ = run_check(Reachability, {"endpoints": words})
    said = str(found["internet.reachable.failed"].value)
    assert said == f"host 1 (tcp), 3 (tcp): {Failure.REFUSED.reason.words}; host 2 (tls): {Failure.TLS.reason.words}"
    assert "127.0.0.1" not in said


def test_nothing_listed() -> None:
    with pytest.raises(Unavailable) as caught:
        run_check(Reachability)
    assert caught.value.reason.words == "No endpoints are listed."


def test_what_is_not_ended_in_time_is_a_timeout() -> None:
    context = RecordingContext(seconds=2.2)
    with TlsHost(None) as mute:
        found, _, _ = run_check(Reachability, {"endpoints": f"tls:127.0.0.1:{mute.port}"}, context)
    assert str(found["internet.reachable.failed"].value).startswith("host 1 (tls): it does not answer in time")


def test_ending_early_leaves_out_what_is_not_known() -> None:
    context = RecordingContext()
    context.concluded = True
    with TlsHost(None) as mute:
        found, gaps, _ = run_check(Reachability, {"endpoints": f"tls:127.0.0.1:{mute.port}"}, context)
    assert found == {}
    assert gaps["internet.reachable"].reason.words == "The check was ended before a host was tried."


def test_as_many_as_are_allowed_at_once() -> None:
    with TlsHost(None) as plain:
        words = " ".join([f"tcp:127.0.0.1:{plain.port}"] * 40)
        found, _, _ = run_check(Reachability, {"endpoints": words})
    assert found["internet.reachable"].samples == 40
    assert Reachability.limit({"endpoints": words}) == 15 + 5 * SLOWEST_SECONDS


@pytest.mark.parametrize("name", ["http_proxy", "HTTPS_PROXY", "all_proxy"])
@pytest.mark.parametrize("written", ["not a url", "http://[::1", "http://127.0.0.1:99999"])
def test_a_proxy_that_cannot_be_read_is_told_and_the_hosts_are_tried(
    name: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, written)
    with TlsHost(None) as host:
        found, _, _ = run_check(Reachability, {"endpoints": f"tcp:127.0.0.1:{host.port}"})
    assert found["internet.reachable"].value == 100
    assert f"the environment variable {name} is no proxy's address" in found["internet.reachable"].method.words


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_certificates_that_are_not_there_are_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "/nowhere/company.pem")
    with TlsHost(None) as host:
        found, _, _ = run_check(Reachability, {"endpoints": f"tls:127.0.0.1:{host.port}"})
    assert "the certificates that this computer was told to trust cannot be read" in str(
        found["internet.reachable.failed"].value
    )
