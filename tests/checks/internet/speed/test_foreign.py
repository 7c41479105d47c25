"""Foreign answers and bad proxies, told by the whole check in a child process, with every provider."""

import contextlib
import os
import socket
from collections.abc import Iterator

import pytest

from deskready.plugin import Value
from helpers.certificates import Certificates
from helpers.check_child import ChildRun, run_in_child
from helpers.load_server import KeepingHandler, cloudflare, librespeed, load_server
from helpers.speed_server import Handler, SpeedServer, body, login_page, redirect, type_answer
from helpers.tls_host import Talk, TlsHost, says

pytestmark = pytest.mark.slow
SPEED = "deskready_checks.internet.speed.check:Speed"
RATES = {"internet.download", "internet.upload"}
MINI: dict[str, Value] = {"seconds": 1, "provider": "speedtest-cli"}
CLOUDFLARE: dict[str, Value] = {"seconds": 1, "provider": "cloudflare", "responder": "127.0.0.1:9"}
BLOCKED = b"Blocked by your company's policy, category 7: bandwidth use."
PNG = b"\x89PNG\r\n\x1a\n" + os.urandom(3_000)


def told(run: ChildRun) -> str:
    assert run.unavailable is not None, run
    assert not RATES & set(run.measurements)
    assert run.unavailable[1].endswith(".")
    return run.unavailable[0]


FILES: dict[str, tuple[type_answer, str]] = {
    "JSON": (body(b'{"status": "blocked"}', "application/json"), "Data of another program (JSON) came"),
    "text": (body(BLOCKED, "text/plain"), "A text came"),
    "picture": (body(PNG, "image/png"), "A picture came"),
    "small picture": (body(b"\xff\xd8\xff\xe0" + os.urandom(3_000), "image/jpeg"), "What came is not the test data"),
    "page": (login_page(), "A web page"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_test_file_of_the_library_is_what_it_is_named(name: str) -> None:
    answer, words = FILES[name]
    with SpeedServer(rate_mbit=50) as server:
        server.answers[".jpg"] = answer
        run = run_in_child(SPEED, {"server": server.url, **MINI})
    assert run.gaps["internet.download"][0].startswith(words)
    assert "internet.download" not in run.measurements
    assert "internet.upload" in run.measurements


def test_a_test_file_whose_length_is_not_told_is_counted() -> None:
    def short(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(os.urandom(3_000))

    with SpeedServer(rate_mbit=50) as server:
        server.answers[".jpg"] = short
        run = run_in_child(SPEED, {"server": server.url, **MINI})
    assert run.gaps["internet.download"][0].startswith("What came is not the test data")


def unread(handler: Handler) -> None:
    handler.answer(200, b"size=500")
    handler.close_connection = True


def upload_answer(content: bytes) -> type_answer:
    def answer(handler: Handler) -> None:
        handler.take_upload()
        handler.answer(200, content)

    return answer


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (upload_answer(b"<html><body>403</body></html>"), "A web page"),
        (upload_answer(BLOCKED), "A text came"),
        (upload_answer(b""), "What answered the upload was not your own speed test server's word"),
        (unread, "The upload was answered before it had arrived"),
    ],
    ids=["page", "text", "nothing", "unread"],
)
def test_an_upload_of_the_library_counts_where_the_server_says_so(answer: type_answer, words: str) -> None:
    with SpeedServer(rate_mbit=50) as server:
        server.answers["upload.php"] = answer
        run = run_in_child(SPEED, {"server": server.url, **MINI})
    assert run.gaps["internet.upload"][0].startswith(words)
    assert "internet.upload" not in run.measurements
    assert "internet.download" in run.measurements


def test_the_library_s_bytes_that_were_refused_are_taken_off() -> None:
    count = iter(range(10**6))

    def every_other(handler: Handler) -> None:
        handler.take_upload()
        handler.answer(200 if next(count) % 2 else 500, b"size=500")

    with SpeedServer(rate_mbit=50) as server:
        server.answers["upload.php"] = every_other
        run = run_in_child(SPEED, {"server": server.url, **MINI, "seconds": 3})
    assert run.measurements["internet.upload"]["value"] < 40, "of 50 Mbit/s about half was acknowledged"


@pytest.mark.parametrize("provider", ["auto", "librespeed", "nq", "speedtest-cli"])
@pytest.mark.parametrize("kind", ["page", "redirect"])
def test_a_portal_before_an_own_server_in_clear_is_called_that(provider: str, kind: str) -> None:
    answer = login_page() if kind == "page" else redirect("http://login.invalid/hotspot/login.html")
    with load_server({"": answer}) as server:
        run = run_in_child(SPEED, {"server": server.url, "provider": provider}, seconds=30)
    assert "this network's login page" in told(run)


def test_a_portal_before_an_own_ndt7_server_is_called_that() -> None:
    with load_server({"": login_page()}) as server:
        run = run_in_child(SPEED, {"server": server.url, "provider": "ndt7", "seconds": 1}, seconds=30)
    assert "this network's login page" in told(run)


def refusing(status: str) -> Talk:
    return says(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())


def socks(connection: socket.socket) -> None:
    if connection.recv(64)[:1] == b"\x05":
        connection.sendall(b"\x05\x00")


PROXIES: dict[str, tuple[Talk, str]] = {
    "407": (refusing("407 Proxy Authentication Required"), "The proxy of this network wants a login"),
    "403": (refusing("403 Forbidden"), "The proxy of this network refused"),
    "502": (refusing("502 Bad Gateway"), "The proxy of this network did not reach"),
    "SOCKS": (socks, "The proxy speaks SOCKS"),
    "no proxy": (says(b"220 mail.example ESMTP\r\n"), "What answers at the proxy's address is no proxy"),
}
OWN_BY_PROXY: dict[str, Value] = {"server": "http://speed.invalid/", "provider": "librespeed", "seconds": 1}


@pytest.mark.parametrize("way", ["cloudflare", "speedtest-cli", "own"])
@pytest.mark.parametrize("name", PROXIES)
def test_the_proxy_is_named_and_not_the_server(name: str, way: str) -> None:
    talk, words = PROXIES[name]
    if (name, way) == ("no proxy", "own"):
        pytest.skip("in clear it cannot be told from the server's own nonsense")
    with TlsHost(None, talk) as host:
        proxy = f"http://127.0.0.1:{host.port}"
        run = run_in_child(SPEED, WAYS[way], environment={"http_proxy": proxy, "https_proxy": proxy}, seconds=30)
    assert told(run).startswith(words)


WAYS = {"cloudflare": CLOUDFLARE, "speedtest-cli": MINI, "own": OWN_BY_PROXY}
DEAD = "127.0.0.1:9"


@pytest.mark.parametrize(
    ("way", "environment", "name"),
    [
        ("cloudflare", {"https_proxy": "not a url"}, "https_proxy"),
        ("cloudflare", {"HTTPS_PROXY": "http://[::1"}, "HTTPS_PROXY"),
        ("cloudflare", {"all_proxy": "http://127.0.0.1:99999"}, "all_proxy"),
        ("cloudflare", {"https_proxy": DEAD, "no_proxy": "not a url"}, "no_proxy"),
        ("speedtest-cli", {"https_proxy": "http://127.0.0.1:99999"}, "https_proxy"),
        ("speedtest-cli", {"https_proxy": DEAD, "http_proxy": "not a url"}, "http_proxy"),
        ("speedtest-cli", {"ALL_PROXY": "http://[::1"}, "ALL_PROXY"),
        ("speedtest-cli", {"https_proxy": DEAD, "NO_PROXY": "http://[::1"}, "NO_PROXY"),
        ("own", {"http_proxy": "not a url"}, "http_proxy"),
        ("own", {"HTTP_PROXY": "http://127.0.0.1:99999"}, "HTTP_PROXY"),
        ("own", {"http_proxy": "http://[::1"}, "http_proxy"),
    ],
)
def test_a_proxy_that_cannot_be_read_is_told_with_its_variable(
    way: str, environment: dict[str, str], name: str
) -> None:
    run = run_in_child(SPEED, WAYS[way], environment=environment, seconds=30)
    assert told(run) == f"A proxy's setting cannot be read: the environment variable {name}."
    assert run.unavailable is not None
    assert run.unavailable[1].startswith(f"Correct the environment variable {name}:")


@contextlib.contextmanager
def inspected(certificates: Certificates) -> Iterator[dict[str, str]]:
    """A proxy behind which the service seems to be, with a company's certificate, and the way there."""
    with SpeedServer(rate_mbit=40, tls=certificates.server) as server:
        server.RequestHandlerClass = KeepingHandler
        server.answers |= cloudflare() | {"/": redirect("https://www.speedtest.net/")}
        yield server.proxy_environment()


@pytest.mark.parametrize("options", [CLOUDFLARE, MINI], ids=["cloudflare", "speedtest-cli"])
def test_a_company_s_certificate_is_advised_about_and_taken(
    options: dict[str, Value], certificates: Certificates
) -> None:
    bundle = {"REQUESTS_CA_BUNDLE": certificates.trust["SSL_CERT_FILE"]}
    with inspected(certificates) as environment:
        refused = run_in_child(SPEED, options, environment=environment)
        taken = run_in_child(SPEED, options, environment=environment | bundle)
        missing = run_in_child(SPEED, options, environment=environment | {"REQUESTS_CA_BUNDLE": "/nowhere/company.pem"})
    assert "does not trust the certificate" in told(refused)
    assert refused.unavailable is not None
    assert "the company's certificate" in refused.unavailable[1]
    assert set(taken.measurements) >= RATES
    assert "REQUESTS_CA_BUNDLE names are not there" in told(missing)


def test_good_data_is_still_good() -> None:
    with load_server(librespeed()) as server:
        run = run_in_child(SPEED, {"server": server.url, "seconds": 2}, seconds=30)
    assert set(run.measurements) >= RATES
