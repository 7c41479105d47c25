import pytest

from deskready_checks.internet.path.link import Radio, is_tunnel


@pytest.mark.parametrize(
    ("mhz", "band"), [(None, ""), (2412, "2.4 GHz"), (5180, "5 GHz"), (5885, "5 GHz"), (5955, "6 GHz")]
)
def test_bands(mhz: float | None, band: str) -> None:
    assert Radio(frequency_mhz=mhz).band == band


def test_names_of_tunnels() -> None:
    assert all(map(is_tunnel, ["tun0", "utun4", "wg1", "ppp0", "tailscale0", "NordLynx"]))
    assert not any(map(is_tunnel, ["eth0", "en0", "Wi-Fi", "Ethernet", "wlan0", "lo"]))
