"""The configuration held against the draft's rules, and its URLs."""

import http.client
import json
from urllib.parse import urlsplit

import pytest

from deskready_responder.server import Responder

from .conftest import BUSY_SECONDS, Certificates, Client, Start, get, raw


def config(responder: Responder, host: str) -> dict[str, str]:
    reply = get(responder, "/.well-known/nq", Host=host)
    assert (reply.status, reply.fields["content-type"]) == (200, "application/json")
    told = json.loads(reply.body)
    assert told["version"] == 1
    assert set(told) == {"version", "urls"}
    assert set(told["urls"]) == {"large_download_url", "small_download_url", "upload_url"}
    assert reply.body.count(b"_url") == 3  # each exactly once
    return dict(told["urls"])


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "speed.example.org", "[2001:db8::1]:81"])
def test_the_urls_are_on_the_host_that_was_asked(responder: Responder, host: str) -> None:
    assert {(urlsplit(url).scheme, urlsplit(url).netloc) for url in config(responder, host).values()} == {
        ("http", host)
    }


def test_a_client_that_names_no_host_gets_the_address_it_reached(responder: Responder) -> None:
    answer = raw(responder, b"GET /.well-known/nq HTTP/1.0\r\n\r\n")
    assert f"http://127.0.0.1:{responder.port}/nq/large".encode() in answer


def test_over_tls_the_urls_are_https(start: Start, certificates: Certificates) -> None:
    server = start(tls=certificates.server)
    client = http.client.HTTPSConnection("127.0.0.1", server.port, context=certificates.trusting, timeout=BUSY_SECONDS)
    client.request("GET", "/.well-known/nq")
    urls = json.loads(client.getresponse().read())["urls"]
    client.close()
    assert {urlsplit(url).scheme for url in urls.values()} == {"https"}


def test_what_the_urls_serve(responder: Responder) -> None:
    host = f"127.0.0.1:{responder.port}"
    paths = {name: urlsplit(url).path for name, url in config(responder, host).items()}
    with Client(responder) as client:
        small = client.ask("GET", paths["small_download_url"], Accept_Encoding="identity")
        assert (small.status, len(small.body)) == (200, 1)
        large = client.ask("HEAD", paths["large_download_url"])
        assert int(large.fields["content-length"]) >= 8 * 10**9
        assert client.ask("POST", paths["upload_url"], bytes(1_000_000)).status == 200
        assert client.ask("GET", paths["upload_url"]).status == 405


def test_the_large_object_streams(responder: Responder) -> None:
    with Client(responder) as client:
        client.request("GET", "/nq/large")
        answer = client.getresponse()
        assert len(answer.read(30_000_000)) == 30_000_000
        answer.close()
