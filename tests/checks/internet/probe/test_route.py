from deskready_checks.internet.probe.route import source_address


def test_this_computers_address_on_the_way() -> None:
    assert source_address("127.0.0.1") == "127.0.0.1"
    assert source_address("255.255.255.255") is None
