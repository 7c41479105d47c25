"""Watching real requests on loopback."""

import urllib.error
import urllib.request

import pytest

from deskready_checks.internet.load.diagnosis import Diverted
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.providers.speedtest_cli.watch import Watch
from helpers.speed_server import SpeedServer, login_page, redirect, status


def open_watched(watch: Watch, url: str) -> None:
    opener = urllib.request.build_opener()
    watch.guard(opener)
    opener.open(urllib.request.Request(url)).close()


def test_a_good_answer() -> None:
    watch = Watch("127.0.0.1")
    with SpeedServer() as server:
        open_watched(watch, server.url)
    assert watch.answered
    assert watch.error is None


def test_a_status_is_remembered_and_outweighs_a_broken_connection() -> None:
    watch = Watch("127.0.0.1")
    with SpeedServer() as server:
        server.answers["/"] = status(403)
        with pytest.raises(urllib.error.HTTPError):
            open_watched(watch, server.url)
    with pytest.raises(urllib.error.URLError):
        open_watched(watch, server.url)
    assert isinstance(watch.error, urllib.error.HTTPError)
    assert not watch.answered
    watch.forget()
    assert watch.error is None


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(("to", "fault"), [("speedtest/latency.txt", Fault.REDIRECT), ("login", Fault.PORTAL)])
def test_an_own_server_may_send_nowhere_else(code: int, to: str, fault: Fault) -> None:
    watch = Watch("127.0.0.1")
    with SpeedServer() as server:
        server.answers["latency.txt"] = lambda handler: handler.answer(code, b"", Location=f"http://localhost:9/{to}")
        with pytest.raises(Diverted) as caught:
            open_watched(watch, f"{server.url}speedtest/latency.txt")
    assert caught.value.fault is fault


def test_an_own_server_may_send_elsewhere_on_its_own_host() -> None:
    watch = Watch("127.0.0.1")
    with SpeedServer() as server:
        server.answers["/here"] = redirect("/")
        open_watched(watch, f"{server.url}here")
    assert watch.answered


@pytest.mark.parametrize("answer", [login_page(), redirect("http://login.invalid/")])
def test_a_login_page_in_place_of_the_service(answer: object, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch("")
    with SpeedServer() as server:
        monkeypatch.setenv("http_proxy", server.proxy_environment()["http_proxy"])
        server.answers["/"] = answer  # type: ignore[assignment]
        with pytest.raises(Diverted) as caught:
            open_watched(watch, "http://www.speedtest.net/")
        assert server.hosts == {"www.speedtest.net"}
    assert caught.value.fault is Fault.PORTAL


def test_a_test_server_may_send_where_it_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch("")
    watch.finding = False
    with SpeedServer() as server:
        monkeypatch.setenv("http_proxy", server.proxy_environment()["http_proxy"])
        server.answers["/a"] = redirect("http://mirror.invalid/")
        open_watched(watch, "http://server.invalid/a")
        assert server.hosts == {"server.invalid", "mirror.invalid"}
