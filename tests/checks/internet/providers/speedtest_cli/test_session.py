"""The typed face of the library, in this process, against a server on loopback."""

import pytest

from deskready.plugin import Unavailable
from deskready_checks.internet.providers.speedtest_cli.session import SpeedTest
from helpers.speed_server import SpeedServer, status


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def test_finds_the_own_server_and_counts_its_answers() -> None:
    with SpeedServer() as server:
        test = SpeedTest(server.url, 0.2)
        found = test.find_server()
    assert found.name == f"Speedtest Mini, 127.0.0.1:{server.server_port}"
    assert 0 < found.latency_ms < 1000
    assert len(server.requests) == 4, "its page and three pings"
    assert test.meter.received > 300
    assert test.meter.sent > 300


def test_a_ping_that_never_comes_back_is_no_latency() -> None:
    with SpeedServer() as server:
        server.answers["latency.txt"] = status(500)
        with pytest.raises(Unavailable, match="latency test"):
            SpeedTest(server.url, 0.2).find_server()


def test_a_test_that_was_stopped_says_so() -> None:
    with SpeedServer(rate_mbit=20) as server:
        test = SpeedTest(server.url, 0.2)
        test.find_server()
        test.stop()
        for transfer in (test.download, test.upload):
            with pytest.raises(Unavailable, match="was ended"):
                transfer()


def test_transfers_in_mbit_a_second() -> None:
    with SpeedServer(rate_mbit=20) as server:
        test = SpeedTest(server.url, 0.3)
        test.find_server()
        assert 5 < test.download() < 30
        assert 5 < test.upload() < 40
