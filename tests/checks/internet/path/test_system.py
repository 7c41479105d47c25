from deskready_checks.internet.path.link import Medium
from deskready_checks.internet.path.system import read_gateway, read_link


def test_loopback_on_this_system() -> None:
    assert read_link("lo").medium is Medium.OTHER
    assert read_gateway() is None or "." in str(read_gateway()) or ":" in str(read_gateway())
