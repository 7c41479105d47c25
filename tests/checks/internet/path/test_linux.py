"""Links and the router on Linux, from trees as kernels make them and from what `iw` and `nmcli` print."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from deskready_checks.internet.path.link import Link, Medium, Radio
from deskready_checks.internet.path.linux import read_gateway, read_link

IW = """Connected to 00:11:22:33:44:55 (on wlp2s0)
\tSSID: Our [bold]home[/bold]
\tfreq: 5180
\tRX: 4811431 bytes (24107 packets)
\tsignal: -56 dBm
\trx bitrate: 780.0 MBit/s VHT-MCS 8 80MHz short GI VHT-NSS 2
\ttx bitrate: 866.7 MBit/s VHT-MCS 9 80MHz short GI VHT-NSS 2
"""
PROC_WIRELESS = """Inter-| sta-|   Quality        |   Discarded packets               | Missed | WE
 face | tus | link level noise |  nwid  crypt   frag  retry   misc | beacon | 22
wlp2s0: 0000   54.  -61.  -256        0      0      0      0   1230        0
"""
NMCLI = "no:65 Mbit/s:2437 MHz\nyes:270 Mbit/s:2412 MHz\n"
ROUTES = """Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
wlp2s0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
eth0\t00000000\tFE01A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0
"""
ROUTES6 = (
    "00000000000000000000000000000000 00 00000000000000000000000000000000 00 "
    "fe800000000000000000000000000001 00000400 00000001 00000000 00000003     eth0\n"
    "00000000000000000000000000000000 00 00000000000000000000000000000000 00 "
    "00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo\n"
)

Tree = Callable[..., Path]


def printed(**programs: str) -> Callable[[Sequence[str]], str]:
    return lambda command: programs.get(command[0], "")


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Makes an interface's folder of sysfs."""

    def make(name: str, *, kind: str = "1", uevent: str = "", speed: str = "", files: Sequence[str] = ()) -> Path:
        base = tmp_path / "sys/class/net" / name
        base.mkdir(parents=True)
        (base / "type").write_text(f"{kind}\n")
        (base / "uevent").write_text(f"INTERFACE={name}\n{uevent}")
        if speed:
            (base / "speed").write_text(f"{speed}\n")
        for file in files:
            (base / file).mkdir(parents=True)
        return tmp_path

    return make


def test_a_cable_with_its_speed(tree: Tree) -> None:
    assert read_link("enp3s0", tree("enp3s0", speed="1000", files=["device"])) == Link(Medium.WIRED, 1000.0)


@pytest.mark.parametrize("speed", ["-1", "", "what"])
def test_a_cable_whose_driver_tells_no_speed(tree: Tree, speed: str) -> None:
    assert read_link("enp3s0", tree("enp3s0", speed=speed, files=["device"])) == Link(Medium.WIRED, None)


@pytest.mark.parametrize(("uevent", "files"), [("", ["wireless"]), ("", ["phy80211"]), ("DEVTYPE=wlan\n", ["device"])])
def test_wifi_as_iw_tells_it(tree: Tree, uevent: str, files: list[str]) -> None:
    link = read_link("wlp2s0", tree("wlp2s0", uevent=uevent, files=files), printed(iw=IW))
    assert link == Link(Medium.WIFI, radio=Radio(-56.0, 866.7, 5180.0))
    assert link.radio
    assert link.radio.band == "5 GHz"


def test_wifi_without_iw(tree: Tree) -> None:
    root = tree("wlp2s0", files=["wireless"])
    (root / "proc/net").mkdir(parents=True)
    (root / "proc/net/wireless").write_text(PROC_WIRELESS)
    assert read_link("wlp2s0", root, printed(nmcli=NMCLI)).radio == Radio(-61.0, 270.0, 2412.0)


def test_wifi_of_which_nothing_is_told(tree: Tree) -> None:
    assert read_link("wlp2s0", tree("wlp2s0", files=["wireless"]), printed()).radio == Radio(None, None, None)


@pytest.mark.parametrize(
    ("name", "kind", "uevent", "files"),
    [
        ("wg0", "65534", "DEVTYPE=wireguard\n", []),
        ("office", "65534", "DEVTYPE=wireguard\n", []),
        ("tun0", "65534", "", ["tun_flags"]),
        ("tap0", "1", "", ["tun_flags"]),
        ("corp", "1", "", ["tun_flags"]),
        ("ppp0", "512", "", []),
        ("gre1", "778", "", []),
    ],
)
def test_tunnels(tree: Tree, name: str, kind: str, uevent: str, files: list[str]) -> None:
    assert read_link(name, tree(name, kind=kind, uevent=uevent, files=files)).medium is Medium.VPN


def test_modems_and_phones(tree: Tree, tmp_path: Path) -> None:
    assert read_link("wwan0", tree("wwan0", kind="65534", uevent="DEVTYPE=wwan\n")).medium is Medium.CELLULAR
    (tmp_path / "drivers/rndis_host").mkdir(parents=True)
    root = tree("enx0", files=["device"])
    (root / "sys/class/net/enx0/device/driver").symlink_to(tmp_path / "drivers/rndis_host")
    assert read_link("enx0", root).medium is Medium.CELLULAR


def test_a_bridge_is_what_lies_below_it(tree: Tree) -> None:
    tree("enp3s0", speed="2500", files=["device"])
    assert read_link("br0", tree("br0", files=["lower_enp3s0"])) == Link(Medium.WIRED, 2500.0)


def test_a_loop_of_links_ends(tree: Tree) -> None:
    tree("a0", files=["lower_b0"])
    assert read_link("a0", tree("b0", files=["lower_a0"])).medium is Medium.OTHER


@pytest.mark.parametrize("name", ["lo", "veth1"])
def test_anything_else(tree: Tree, name: str) -> None:
    assert read_link(name, tree(name, kind="772" if name == "lo" else "1")) == Link(Medium.OTHER)
    assert read_link("gone", tree("other")) == Link(Medium.OTHER)


def test_the_router_of_the_best_default_route(tmp_path: Path) -> None:
    (tmp_path / "proc/net").mkdir(parents=True)
    assert read_gateway(tmp_path) is None
    (tmp_path / "proc/net/ipv6_route").write_text(ROUTES6)
    assert read_gateway(tmp_path) == "fe80::1%eth0"
    (tmp_path / "proc/net/route").write_text(ROUTES)
    assert read_gateway(tmp_path) == "192.168.1.254"
