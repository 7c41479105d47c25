"""The library as a provider, in this process, against a server on loopback."""

import pytest

from deskready.plugin import Unavailable
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.providers.speedtest_cli.provider import SpeedtestCli
from helpers.speed_server import SpeedServer, status


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def test_finds_the_own_server_and_counts_its_answers() -> None:
    with SpeedServer() as server:
        found = SpeedtestCli(meter := Meter(), server.url, 0.2).probe()
    assert found.name == f"Speedtest Mini, 127.0.0.1:{server.server_port}"
    assert found.latency_ms is not None
    assert 0 < found.latency_ms < 1000
    assert len(server.requests) == 4, "its page and three pings"
    assert meter.received > 300
    assert meter.sent > 300


def test_a_ping_that_never_comes_back_is_no_latency() -> None:
    with SpeedServer() as server:
        server.answers["latency.txt"] = status(500)
        with pytest.raises(Unavailable, match="latency test"):
            SpeedtestCli(Meter(), server.url, 0.2).probe()


def test_a_test_that_was_stopped_says_so() -> None:
    with SpeedServer(rate_mbit=20) as server:
        test = SpeedtestCli(Meter(), server.url, 0.2)
        test.probe()
        test.stop()
        for direction in Direction:
            with pytest.raises(Unavailable, match="was ended"):
                test.run_native(direction)


def test_transfers_in_mbit_a_second() -> None:
    with SpeedServer(rate_mbit=20) as server:
        test = SpeedtestCli(Meter(), server.url, 0.3)
        test.probe()
        assert 1 < test.run_native(Direction.DOWN) < 30
        assert 1 < test.run_native(Direction.UP) < 40
