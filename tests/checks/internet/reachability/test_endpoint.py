import pytest

from deskready.plugin import Unavailable
from deskready_checks.internet.reachability.endpoint import MOST, Endpoint, Kind, parse_endpoints


def test_each_sort() -> None:
    text = "tcp:a.example:5060 TLS:b.example:443 udp:[2001:db8::1]:3478 wss://c.example/ws?x=1 https://d.example:8443"
    assert parse_endpoints(text) == [
        Endpoint(Kind.TCP, "a.example", 5060),
        Endpoint(Kind.TLS, "b.example", 443),
        Endpoint(Kind.UDP, "2001:db8::1", 3478),
        Endpoint(Kind.WSS, "c.example", 443, "/ws?x=1"),
        Endpoint(Kind.HTTPS, "d.example", 8443),
    ]


@pytest.mark.parametrize(
    "word",
    [
        "example.com:443",
        "tcp:example.com",
        "tcp:example.com:0",
        "tcp:example.com:99999",
        "tcp:example.com:x",
        "tcp://example.com:80",
        "tcp:example.com:80/path",
        "http://example.com/",
        "https:example.com",
        "https://user@example.com/",
        "https://exämple.com/",
        "https://example.com/ä",
        "https://example.com/?ä",
        "https://[::1/",
        "wss://",
        "ftp://example.com/",
        "tcp",
    ],
)
def test_what_cannot_be_read(word: str) -> None:
    with pytest.raises(Unavailable) as caught:
        parse_endpoints(f"tcp:a.example:1 {word}")
    assert caught.value.reason.words == "Endpoint 2 of the list cannot be read."
    assert caught.value.detail == word


def test_none_and_too_many() -> None:
    assert len(parse_endpoints("tcp:a:1 " * MOST)) == MOST
    for text in ("", "  ", "tcp:a:1 " * (MOST + 1)):
        with pytest.raises(Unavailable):
            parse_endpoints(text)
