"""The real library, in a real child process, against a server on loopback."""

import contextlib
import os
from collections.abc import Iterator

import pytest

from deskready.core.declare.check_info import Origin, describe
from deskready.plugin import Unavailable, Value
from deskready.testing.context import run_check
from deskready_checks.internet.speed.check import Speed
from deskready_checks.internet.speed.patience import FIND_SECONDS, GRACE_SECONDS
from helpers.certificates import Certificates
from helpers.check_child import ChildRun, run_in_child
from helpers.speed_server import (
    SpeedServer,
    body,
    drip,
    hang,
    late,
    login_page,
    redirect,
    status,
    type_answer,
)
from helpers.stun_server import StunServer

SPEED = "deskready_checks.internet.speed.check:Speed"
QUICK = {
    "deskready_checks.internet.providers.speedtest_cli.library:ANSWER_SECONDS": 0.5,
    "deskready_checks.internet.providers.speedtest_cli.library:PING_SECONDS": 0.5,
    "deskready_checks.internet.load.diagnosis:PROBE_SECONDS": 0.5,
}
LIBRARY: dict[str, Value] = {"seconds": 1, "provider": "speedtest-cli"}
CONFIG, SERVERS = "speedtest-config.php", "speedtest-servers-static.php"
RATES = {"internet.download", "internet.upload"}
PAGE, PING, DOWNLOAD, UPLOAD = "/", "latency.txt", ".jpg", "upload.php"


def run_own(server: SpeedServer, **more: object) -> ChildRun:
    """Runs the check against an own server, shortly."""
    return run_in_child(SPEED, {"server": server.url, "seconds": 1}, **more)  # type: ignore[arg-type]


@contextlib.contextmanager
def service(certificates: Certificates, rate_mbit: float = 50) -> Iterator[tuple[SpeedServer, dict[str, str]]]:
    """A proxy behind which speedtest.net seems to be, and the environment of a process that uses it."""
    with SpeedServer(rate_mbit=rate_mbit, tls=certificates.server) as server:
        yield server, server.proxy_environment() | certificates.trust


def reason(run: ChildRun) -> str:
    assert run.unavailable is not None, run
    why, remedy, _ = run.unavailable
    assert why.endswith(".")
    assert remedy.endswith(".")
    assert "127.0.0.1" not in why + remedy
    return why


@pytest.fixture(scope="module")
def own_run() -> Iterator[tuple[ChildRun, SpeedServer, SpeedServer]]:
    """A run against a 50 Mbit/s server, with the server and a proxy that must see nothing of it."""
    with SpeedServer(rate_mbit=50) as server, SpeedServer() as proxy:
        yield run_own(server, environment=proxy.proxy_environment()), server, proxy


@pytest.fixture(scope="module")
def slow_run() -> ChildRun:
    """A run against a 1 Mbit/s server."""
    with SpeedServer(rate_mbit=1) as server:
        return run_own(server)


def test_declares_itself_rightly() -> None:
    info = describe(Speed, Origin("internet.speed", SPEED, "tests"))
    assert [metric.id for metric in info.metrics][:2] == ["internet.download", "internet.upload"]
    assert "internet.ping" not in {metric.id for metric in info.metrics}


@pytest.mark.parametrize("seconds", [1, 10, 30])
def test_limit_leaves_room_for_both_directions(seconds: int) -> None:
    assert Speed.limit({"seconds": seconds}) > FIND_SECONDS + 2 * (seconds + GRACE_SECONDS)


def test_limit_with_default_options_is_the_declared_one() -> None:
    assert Speed.limit({option.name: option.default for option in Speed.options}) == Speed.limit_seconds


def test_measures_the_rate_of_the_server(own_run: tuple[ChildRun, SpeedServer, SpeedServer]) -> None:
    run, _, _ = own_run
    for metric in ("internet.download", "internet.upload"):
        found = run.measurements[metric]
        assert found["unit"] == "Mbit/s"
        assert 25 < found["value"] < 60
        assert found["low"] <= found["value"] <= found["high"]
        assert found["method"].startswith("speedtest-cli"), "the server speaks nothing but Speedtest Mini"
    assert run.measurements["internet.speed.server"]["privacy"] == "personal"
    used = run.measurements["internet.speed.provider"]
    assert used["value"].startswith("speedtest-cli, your own server; passed over: LibreSpeed (")
    assert used["privacy"] == "public"
    assert run.told == ["Finding a server", "Downloading", "Uploading"]
    assert run.unavailable is None
    assert {reason for reason, _ in run.gaps.values()} == {"speedtest-cli does not tell when it filled the line."}
    assert RATES.isdisjoint(run.gaps)


def test_counts_what_the_server_saw(own_run: tuple[ChildRun, SpeedServer, SpeedServer]) -> None:
    run, server, _ = own_run
    assert run.measurements["internet.speed.bytes"]["value"] == pytest.approx(server.sent + server.received, rel=0.1)


def test_contacts_nothing_but_the_own_server(own_run: tuple[ChildRun, SpeedServer, SpeedServer]) -> None:
    _, server, proxy = own_run
    assert proxy.requests == []
    assert server.hosts == {"127.0.0.1"}
    assert {CONFIG, SERVERS}.isdisjoint(path.rpartition("/")[2] for _, path in server.requests)


@pytest.mark.parametrize("rate", ["own_run", "slow_run"])
def test_samples_add_up_to_the_bytes(rate: str, request: pytest.FixtureRequest) -> None:
    run = request.getfixturevalue(rate)
    run = run if isinstance(run, ChildRun) else run[0]
    total = run.bytes_of("download") + run.bytes_of("upload")
    assert total == pytest.approx(run.measurements["internet.speed.bytes"]["value"], rel=0.05)


@pytest.mark.parametrize("series", ["download", "upload"])
def test_five_samples_a_second_on_a_slow_line(series: str, slow_run: ChildRun) -> None:
    points = slow_run.samples[series]
    assert points[0][1] == 0
    seconds = points[-1][0] - points[0][0]
    assert seconds >= 1
    assert len(points) / seconds >= 5


def test_every_sample_of_a_slow_download_moves(slow_run: ChildRun) -> None:
    moving = [t for t, v in slow_run.samples["download"] if v > 0]
    assert len(moving) / (moving[-1] - moving[0]) >= 5


def test_interval_of_a_slow_upload_holds_the_truth(slow_run: ChildRun) -> None:
    upload = slow_run.measurements["internet.upload"]
    assert upload["low"] < 1.2, "the library counts what waits in this computer; the sockets know better"


def test_child_keeps_its_output(own_run: tuple[ChildRun, SpeedServer, SpeedServer]) -> None:
    run, _, _ = own_run
    assert (run.stdout, run.stderr) == ("", "")


def test_full_path_through_a_proxy(certificates: Certificates) -> None:
    with service(certificates) as (server, environment):
        run = run_in_child(SPEED, LIBRARY, environment=environment)
    assert run.measurements["internet.download"]["value"] > 20
    assert run.measurements["internet.upload"]["value"] > 20
    assert run.measurements["internet.speed.server"]["value"] == "Test [red]Operator, Loopback, Nowhere"
    assert ("www.speedtest.net:443", "/speedtest-config.php") in server.requests, "the settings come encrypted"
    assert server.hosts == {"www.speedtest.net", "127.0.0.1"}


def test_tls_is_counted_too(certificates: Certificates) -> None:
    with SpeedServer(rate_mbit=50, tls=certificates.server, encrypted=True) as server:
        run = run_own(server, environment=certificates.trust)
    spent = run.measurements["internet.speed.bytes"]["value"]
    assert spent == pytest.approx(server.sent + server.received, rel=0.1)
    assert run.bytes_of("download") + run.bytes_of("upload") == pytest.approx(spent, rel=0.05)


def test_concluding_keeps_what_there_is() -> None:
    with SpeedServer(rate_mbit=50) as server:
        run = run_in_child(SPEED, {"server": server.url, "seconds": 30}, conclude=("download", 8), seconds=20)
    assert run.measurements["internet.download"]["value"] > 20
    assert run.gaps["internet.upload"][0] == "The check was ended before this was measured."


def test_one_direction_that_fails_is_a_gap() -> None:
    with SpeedServer(rate_mbit=50) as server:
        server.answers[DOWNLOAD] = status(404)
        run = run_own(server)
    assert RATES & set(run.gaps) == {"internet.download"}
    assert run.measurements["internet.upload"]["value"] > 20


def test_a_direction_that_fails_is_not_told_to_last_longer() -> None:
    with SpeedServer(rate_mbit=50) as server, StunServer() as responder:
        server.answers[DOWNLOAD] = status(404)
        options: dict[str, Value] = {"server": server.url, "seconds": 1, "responder": responder.name}
        run = run_in_child(SPEED, options, seconds=20)
    assert run.gaps["internet.latency.loaded.download"][0] == "The download broke off, or never began."


def test_bytes_sent_into_a_refusal_are_no_upload() -> None:
    with SpeedServer(rate_mbit=50) as server:
        server.answers[UPLOAD] = late(403)
        run = run_own(server)
    assert run.gaps["internet.upload"][0] == "Your own speed test server refused this connection."


def test_no_bytes_at_all_are_a_failure() -> None:
    with SpeedServer() as server:
        server.answers |= {DOWNLOAD: body(b"", "image/jpeg"), UPLOAD: late(500)}
        run = run_own(server)
    assert reason(run) == "Your own speed test server answered, but no data came through."
    assert "internet.download" not in run.measurements


SERVICE_FAULTS: dict[str, tuple[dict[str, type_answer], str]] = {
    "portal page": ({CONFIG: login_page()}, "most likely this network's login page"),
    "portal redirect": ({CONFIG: redirect("http://login.invalid/")}, "most likely this network's login page"),
    "portal code": ({CONFIG: status(511)}, "most likely this network's login page"),
    "403": ({CONFIG: status(403)}, "refused"),
    "429": ({CONFIG: status(429)}, "asked too often"),
    "500": ({CONFIG: status(500)}, "out of order"),
    "503": ({SERVERS: status(503), "servers.php": status(503)}, "out of order"),
    "407": ({CONFIG: status(407)}, "wants a login"),
    "garbage": ({CONFIG: body(b"<settings")}, "makes no sense"),
    "other XML": ({CONFIG: body(b"<a><b/></a>")}, "makes no sense"),
    "nothing": ({CONFIG: body(b"")}, "makes no sense"),
    "204": ({CONFIG: status(204)}, "makes no sense"),
    "garbage list": ({SERVERS: body(b"<<<")}, "makes no sense"),
    "list without addresses": ({SERVERS: body(b'<s><server id="1" lat="1" lon="1"/></s>')}, "makes no sense"),
    "empty list": ({SERVERS: body(b"<settings><servers/></settings>")}, "named no server"),
    "hang": ({CONFIG: hang}, "in time"),
    "silent servers": ({PING: status(500)}, "nearest test servers"),
}


@pytest.mark.parametrize("fault", SERVICE_FAULTS)
def test_each_fault_of_the_service_has_its_reason(fault: str, certificates: Certificates) -> None:
    answers, words = SERVICE_FAULTS[fault]
    with service(certificates) as (server, environment):
        server.answers |= answers | {"/": redirect("https://www.speedtest.net/")}
        run = run_in_child(SPEED, LIBRARY, environment=environment, replace=QUICK)
    assert words in reason(run)
    assert run.measurements == {}


OWN_FAULTS: dict[str, tuple[dict[str, type_answer], str]] = {
    "403": ({PAGE: status(403)}, "refused"),
    "429": ({PAGE: status(429)}, "asked too often"),
    "500": ({PAGE: status(500)}, "out of order"),
    "no mini server": ({PAGE: login_page(), UPLOAD: status(404)}, "no speed test server"),
    "not even text": ({PAGE: body(b"\xff\xfe\x00", "image/png")}, "no speed test server"),
    "redirect elsewhere": ({PAGE: redirect("http://login.invalid/")}, "Another host"),
    "hang": ({PAGE: hang}, "in time"),
    "silent": ({PING: status(500)}, "latency test"),
}


@pytest.mark.parametrize("fault", OWN_FAULTS)
def test_each_fault_of_an_own_server_has_its_reason(fault: str) -> None:
    answers, words = OWN_FAULTS[fault]
    with SpeedServer() as server, SpeedServer() as proxy:
        server.answers |= answers
        run = run_own(server, environment=proxy.proxy_environment(), replace=QUICK)
    assert words in reason(run)
    assert proxy.requests == []


@pytest.mark.slow
def test_a_server_that_drips_is_given_up_in_time() -> None:
    with SpeedServer() as server:
        server.answers[PAGE] = drip
        run = run_own(server, replace={"deskready_checks.internet.speed.check:FIND_SECONDS": 1})
    assert "in time" in reason(run)


def test_an_own_server_that_is_not_there() -> None:
    with SpeedServer() as server:
        gone = server.url
    assert "cannot be reached" in reason(run_in_child(SPEED, {"server": gone}))


def test_a_service_behind_a_dead_proxy() -> None:
    with SpeedServer() as server:
        gone = server.proxy_environment()
    said = reason(run_in_child(SPEED, LIBRARY, environment=gone))
    assert said == "The proxy that this computer is set to use cannot be reached, or does not answer."


def test_a_certificate_of_a_stranger(certificates: Certificates) -> None:
    with service(certificates) as (server, environment):
        server.answers["/"] = redirect("https://www.speedtest.net/")
        run = run_in_child(SPEED, LIBRARY, environment=environment | {"SSL_CERT_FILE": os.devnull})
    assert "does not trust the certificate" in reason(run)
    assert run.unavailable is not None
    assert "company's certificate" in run.unavailable[1]


def test_a_login_page_that_cannot_answer_encrypted(certificates: Certificates) -> None:
    with service(certificates) as (server, environment):
        server.answers["/"] = redirect("http://login.invalid/")
        run = run_in_child(SPEED, LIBRARY, environment=environment | {"SSL_CERT_FILE": os.devnull})
    assert "login page" in reason(run)


@pytest.mark.parametrize(
    "text", ["ftp://x/", "speed.example", "http://", "http://[::1/", "http://a:99999/", "http://a b/"]
)
def test_an_address_that_is_none(text: str) -> None:
    with pytest.raises(Unavailable, match="not the address of a web server"):
        run_check(Speed, {"server": text})
