import pytest

from deskready_responder.address import client_key, kind, masked, parse


@pytest.mark.parametrize(
    ("host", "key", "told"),
    [
        ("203.0.113.77", "203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/64", "fe80::/48"),
    ],
)
def test_a_household_is_one_client_and_is_not_told(host: str, key: str, told: str) -> None:
    assert client_key(host) == key
    assert masked(host) == told


def test_addresses_of_one_ipv6_network_are_one_client() -> None:
    assert client_key("2001:db8::1") == client_key("2001:db8::ffff:1") != client_key("2001:db8:0:1::1")


def test_ipv4_inside_ipv6_is_ipv4() -> None:
    assert str(parse("::ffff:192.0.2.1")) == "192.0.2.1"


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("127.0.0.1", "localhost IPv4 access"),
        ("::1", "localhost IPv6 access"),
        ("169.254.1.1", "link-local IPv4 access"),
        ("fe80::1", "link-local IPv6 access"),
        ("100.64.0.1", "CGNAT IPv4 access"),
        ("10.1.2.3", "private IPv4 access"),
        ("192.168.1.1", "private IPv4 access"),
        ("8.8.8.8", ""),
    ],
)
def test_private_addresses_are_named_as_librespeed_does(host: str, told: str) -> None:
    assert kind(host) == told
