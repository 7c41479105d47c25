from deskready_checks.internet.path.interface import way_to
from deskready_checks.internet.path.link import Medium


def test_the_way_to_loopback() -> None:
    way = way_to(("127.0.0.1",))
    assert way
    assert way.address == "127.0.0.1"
    assert way.interface
    assert way.link.medium is Medium.OTHER


def test_the_first_host_that_there_is_a_way_to() -> None:
    way = way_to(("255.255.255.255", "127.0.0.2"))
    assert way
    assert way.address.startswith("127.")
    assert way_to(("255.255.255.255",)) is None
