"""Each provider against a stand-in of its server, in this process: it is found, and loads the line both ways."""

import json
import threading
from collections.abc import Iterator

import pytest

from deskready_checks.internet.load.course import Rules, Stop
from deskready_checks.internet.load.engine import run_load
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.interface import Direction, Trouble
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.mode import EARLIEST
from deskready_checks.internet.load.pace import Pace
from deskready_checks.internet.providers import cloudflare as cloudflare_module
from deskready_checks.internet.providers import librespeed as librespeed_module
from deskready_checks.internet.providers import ndt7 as ndt7_module
from deskready_checks.internet.providers.cloudflare import Cloudflare
from deskready_checks.internet.providers.http_provider import HttpProvider
from deskready_checks.internet.providers.interface import LoadProvider
from deskready_checks.internet.providers.librespeed import LibreSpeed
from deskready_checks.internet.providers.ndt7 import Ndt7
from deskready_checks.internet.providers.nq import NetworkQuality
from deskready_responder.limits import Limits
from deskready_responder.server import Responder
from helpers.load_server import cloudflare, librespeed, load_server, nq
from helpers.speed_server import SpeedServer, body, hang, login_page, redirect, status
from helpers.tries import undisturbed

RATE = 40
NEW_KEYS = ("large_download_url", "small_download_url", "upload_url")
OLD_KEYS = ("large_https_download_url", "small_https_download_url", "https_upload_url")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture(scope="module")
def responder() -> Iterator[str]:
    """A responder's URL."""
    with Responder("127.0.0.1", 0, 0, limits=Limits(rate_mbit=RATE)) as running:
        yield f"http://127.0.0.1:{running.port}/"


def load(provider: LoadProvider, direction: Direction) -> float:
    """The rate that the engine finds."""
    loaded = run_load(
        provider.open_load(direction, Pace()),
        Rules(EARLIEST[direction], seconds=2, most_flows=provider.most_flows),
        threading.Event(),
    )
    assert loaded.stop is Stop.TIME
    return loaded.course.estimate.rate


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("kind", [LibreSpeed, NetworkQuality, Ndt7])
def test_each_against_the_responder(kind: type[HttpProvider], direction: Direction, responder: str) -> None:
    provider: LoadProvider = kind(Meter(), responder)  # type: ignore[call-arg, assignment]
    assert "127.0.0.1" in provider.probe().name
    right = pytest.approx(RATE, rel=0.15)
    assert undisturbed(lambda: load(provider, direction), lambda rate: rate == right) == right


@pytest.fixture
def fake_cloudflare(monkeypatch: pytest.MonkeyPatch) -> Iterator[SpeedServer]:
    with load_server(cloudflare(), RATE) as server:
        monkeypatch.setattr(cloudflare_module, "BASE_URL", server.url.rstrip("/"))
        yield server


@pytest.mark.parametrize("direction", Direction)
def test_cloudflare(direction: Direction, fake_cloudflare: SpeedServer) -> None:
    provider = Cloudflare(Meter())
    found = provider.probe()
    assert found.name == "Cloudflare, XYZ"
    assert found.latency_ms is not None
    right = pytest.approx(RATE, rel=0.15)
    assert undisturbed(lambda: load(provider, direction), lambda rate: rate == right) == right
    assert {path for _, path in fake_cloudflare.requests} <= {"/__down", "/__up", "/cdn-cgi/trace"}, "posts no results"


def test_cloudflare_asks_for_less_than_it_refuses() -> None:
    assert cloudflare_module.DOWNLOAD_BYTES < 100_000_000


def test_the_servers_own_work_is_no_latency(fake_cloudflare: SpeedServer) -> None:
    (answer,) = Cloudflare(Meter()).ask(f"{cloudflare_module.BASE_URL}/__down?bytes=0")
    slow = answer._replace(seconds=0.010)
    assert cloudflare_module.latency_of(slow) == pytest.approx(6.5)
    assert cloudflare_module.latency_of(slow._replace(seconds=0.001)) == 0


@pytest.mark.parametrize("keys", [NEW_KEYS, OLD_KEYS])
def test_nq_with_the_names_of_either_draft(keys: tuple[str, str, str]) -> None:
    with load_server({}, RATE) as server:
        server.answers |= nq(server.url, keys)
        provider = NetworkQuality(Meter(), server.url)
        provider.probe()
        assert provider.target is not None
        assert provider.target.download() == f"{server.url}large"


def told(large: object, small: object, upload: object, version: int = 1) -> bytes:
    """A configuration."""
    return json.dumps({"version": version, "urls": dict(zip(NEW_KEYS, (large, small, upload), strict=True))}).encode()


@pytest.mark.parametrize(
    "config",
    [
        b"[]",
        b"{}",
        b"[" * 100_000,
        told("http://a/l", "http://a/s", "http://a/u", version=2),
        told("http://a/l", 1, "http://a/u"),
        told("http://a/l", "http://b/s", "http://a/u"),
        told("ftp://a/l", "ftp://a/s", "ftp://a/u"),
        told("http://[/l", "http://[/s", "http://[/u"),
    ],
    ids=range(8),
)
def test_nq_takes_no_other_configuration(config: bytes) -> None:
    with load_server({"nq": body(config, "application/json")}) as server, pytest.raises(Trouble) as raised:
        NetworkQuality(Meter(), server.url).probe()
    assert raised.value.fault is Fault.GARBAGE


@pytest.mark.parametrize("folder", ["", "backend/"])
def test_librespeed_in_either_folder(folder: str) -> None:
    with load_server({f"/{folder}{name}": answer for name, answer in librespeed().items()}) as server:
        if folder:
            server.answers = {f"/{folder}empty.php": server.answers[f"/{folder}empty.php"], "/empty.php": status(404)}
        provider = LibreSpeed(Meter(), server.url)
        provider.probe()
    assert provider.target is not None
    assert provider.target.download().startswith(f"{server.url}{folder}garbage.php?ckSize=")


def test_public_librespeed_servers_are_encrypted_ones_only() -> None:
    paths = {"dlURL": "garbage.php", "ulURL": "empty.php", "pingURL": "empty.php"}
    told = [
        {"name": "A", "server": "//a.example/", **paths},
        {"name": "B", "server": "http://b.example/", **paths},
        {"name": "C", "server": "https://c.example/speed", **paths},
        {"name": "D", "server": "https://d.example/"},
        "nonsense",
    ]
    found = list(librespeed_module._listed(told))
    assert [entry[1] for entry in found] == ["https://a.example/garbage.php", "https://c.example/speed/garbage.php"]
    assert list(librespeed_module._listed({"servers": 1})) == []


def test_ndt7_needs_consent_and_asks_nobody_without() -> None:
    with pytest.raises(Trouble) as raised:
        Ndt7(Meter()).probe()
    assert raised.value.fault is Fault.CONSENT


def test_ndt7_takes_the_first_server_with_both_directions(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [f"/ndt/v7/{direction.value}" for direction in Direction]
    plain = {"machine": "half", "urls": {f"ws://{path}": "ws://x/" for path in paths}}
    both = {"machine": "m1", "urls": {f"wss://{path}": f"wss://h.example{path}?access_token=y" for path in paths}}
    located = json.dumps({"results": [plain, both]}).encode()
    with load_server({"/locate": body(located, "application/json")}) as server:
        monkeypatch.setattr(ndt7_module, "LOCATE_URL", f"{server.url}locate")
        provider = Ndt7(Meter(), consent=True)
        assert provider.probe().name == "M-Lab, m1"
    assert provider._urls[Direction.UP] == "wss://h.example/ndt/v7/upload?access_token=y"


FAULTS = {
    "403": (status(403), Fault.BLOCKED),
    "429": (status(429), Fault.LIMITED),
    "500": (status(500), Fault.BROKEN),
    "portal": (login_page(), Fault.PORTAL),
    "login page": (redirect("http://login.invalid/"), Fault.PORTAL),
    "moved": (redirect("http://moved.invalid/__down?bytes=0"), Fault.REDIRECT),
    "text": (body(b"This address is not in the list of your company."), Fault.TEXT),
    "JSON": (body(b'{"blocked": true, "reason": "category 7", "id": 8}'), Fault.PROGRAM_DATA),
    "picture": (body(b"\x89PNG\r\n\x1a\n" + bytes(3000), "image/png"), Fault.PICTURE),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_probe_says_what_is_wrong(name: str, fake_cloudflare: SpeedServer) -> None:
    answer, fault = FAULTS[name]
    fake_cloudflare.answers["/__down"] = answer
    with pytest.raises(Trouble) as raised:
        Cloudflare(Meter()).probe()
    assert raised.value.fault is fault


def test_when_to_ask_again_is_told(fake_cloudflare: SpeedServer) -> None:
    fake_cloudflare.answers["/__down"] = lambda handler: handler.answer(429, b"", **{"Retry-After": "30"})
    with pytest.raises(Trouble) as raised:
        Cloudflare(Meter()).probe()
    assert raised.value.retry_after == 30


def test_silence_is_given_up_in_time(fake_cloudflare: SpeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskready_checks.internet.providers.http_provider.ANSWER_SECONDS", 0.2)
    fake_cloudflare.answers["/__down"] = hang
    with pytest.raises(Trouble) as raised:
        Cloudflare(Meter()).probe()
    assert raised.value.fault is Fault.TIMEOUT
