"""Providers asked in turn, and what each fault comes to: the whole check in a child process, against stand-ins."""

import contextlib
import sys
import time
from collections.abc import Iterator

import pytest

from deskready.plugin import Value
from deskready_checks.internet.speed.under_load import FEWEST
from helpers.certificates import Certificates
from helpers.check_child import ChildRun, run_in_child
from helpers.load_server import (
    KeepingHandler,
    cloudflare,
    cut_after,
    drip_data,
    endless,
    endless_head,
    librespeed,
    load_server,
    reset,
)
from helpers.speed_server import Handler, SpeedServer, body, hang, late, login_page, status, type_answer
from helpers.stun_server import StunServer
from helpers.tries import undisturbed

pytestmark = pytest.mark.slow
SPEED = "deskready_checks.internet.speed.check:Speed"
QUICK = {
    "deskready_checks.internet.providers.http_provider:ANSWER_SECONDS": 0.5,
    "deskready_checks.internet.speed.search:PROBE_SECONDS": 1.0,
    "deskready_checks.internet.providers.speedtest_cli.library:ANSWER_SECONDS": 0.5,
}
HASTE = {
    "deskready_checks.internet.speed.under_load:IDLE_SECONDS": 0.3,
    "deskready_checks.internet.speed.density:OWN_RATE": 50,
}
DOWN, UP = "/__down", "/__up"
NOBODY = {"responder": "127.0.0.1:9"}
"""Nobody to probe, so that no public server is."""


@contextlib.contextmanager
def service(certificates: Certificates) -> Iterator[tuple[SpeedServer, dict[str, str]]]:
    """A proxy behind which Cloudflare and speedtest.net seem to be, and the environment of a process that uses it."""
    with SpeedServer(rate_mbit=40, tls=certificates.server) as server:
        server.RequestHandlerClass = KeepingHandler
        server.answers |= cloudflare()
        yield server, server.proxy_environment() | certificates.trust


def run_auto(certificates: Certificates, answers: dict[str, type_answer]) -> ChildRun:
    with service(certificates) as (server, environment):
        server.answers |= answers
        return run_in_child(SPEED, {"seconds": 1, **NOBODY}, environment=environment, replace=QUICK)


def explained(run: ChildRun) -> bool:
    """Whether the rate is put down to the server where no queue is seen; only Linux tells of its connections."""
    held = "limited by the server" in run.measurements["internet.download"]["method"]
    calm = run.measurements["internet.latency.loaded.download"]["value"] < 4.0  # a busy machine seems to be a queue
    return held or not calm if sys.platform.startswith("linux") else not held


def test_cloudflare_is_the_first_choice_and_speedtest_is_not_asked(certificates: Certificates) -> None:
    with service(certificates) as (server, environment), StunServer() as responder:
        options: dict[str, Value] = {"seconds": 2, "responder": responder.name}
        run = undisturbed(lambda: run_in_child(SPEED, options, environment=environment, replace=HASTE), explained)
    assert run.measurements["internet.download"]["value"] == pytest.approx(40, rel=0.25)
    assert run.measurements["internet.upload"]["value"] == pytest.approx(40, rel=0.25)
    used = run.measurements["internet.speed.provider"]
    assert (used["value"], used["privacy"]) == ("Cloudflare, the first choice.", "public")
    assert run.measurements["internet.speed.server"]["value"] == "Cloudflare, XYZ"
    assert server.hosts == {"speed.cloudflare.com"}
    assert all("__results" not in path for _, path in server.requests)
    for way in ("download", "upload"):
        latency = run.measurements[f"internet.latency.loaded.{way}"]
        assert latency["value"] < 100, "loopback has no queue"
        assert latency["samples"] >= FEWEST
        assert "UDP to your responder" in latency["method"]
    assert set(run.measurements) >= {"internet.bufferbloat", "internet.responsiveness"}
    assert explained(run), "no queue and no losses: the line could carry more"
    assert {"latency", "download", "upload"} == set(run.samples)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({DOWN: status(403)}, "it refused"),
        ({DOWN: status(429)}, "asked too often"),
        ({DOWN: login_page()}, "a login page answered"),
        ({DOWN: hang}, "no answer in time"),
        ({UP: late(429)}, "asked too often"),
    ],
    ids=["403", "429", "page", "silence", "429 upload"],
)
def test_what_refuses_is_passed_over(answers: dict[str, type_answer], words: str, certificates: Certificates) -> None:
    run = run_auto(certificates, answers)
    used = run.measurements["internet.speed.provider"]
    names = "Cloudflare (download), speedtest-cli (upload)" if UP in answers else "speedtest-cli"
    assert used["value"] == f"{names}; passed over: Cloudflare ({words})."
    assert any(line.startswith(f"Passed over: Cloudflare ({words}).") for line in run.log)
    assert run.measurements["internet.download"]["value"] > 20
    assert run.measurements["internet.upload"]["value"] > 20


def test_a_named_provider_is_not_replaced(certificates: Certificates) -> None:
    with service(certificates) as (server, environment):
        server.answers[DOWN] = status(403)
        run = run_in_child(SPEED, {"provider": "cloudflare", **NOBODY}, environment=environment)
    assert run.unavailable is not None
    assert run.unavailable[0] == "The speed test service refused this connection."
    assert server.hosts == {"speed.cloudflare.com"}


FAULTS: dict[str, tuple[type_answer, str]] = {
    "403": (status(403), "Your own speed test server refused this connection."),
    "429": (status(429), "Your own speed test server was asked too often from this connection."),
    "500": (status(500), "Your own speed test server is out of order."),
    "reset": (reset, "Your own speed test server cannot be reached."),
    "page": (login_page(), "A web page, most likely this network's login page, answered in place of the speed test"),
    "empty": (body(b""), "Your own speed test server answered, but no data came through."),
    "cut": (cut_after(100_000), "The connection to your own speed test server broke half way."),
    "drip": (drip_data, "Your own speed test server let hardly any data through."),
    "endless head": (endless_head, "What answered is no speed test server of the kind that was asked for."),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_a_download_has_its_reason_in_time(fault: str) -> None:
    answer, words = FAULTS[fault]
    begun = time.monotonic()
    with load_server(librespeed() | {"garbage.php": answer, "empty.php": librespeed()["empty.php"]}) as server:
        run = run_in_child(SPEED, {"server": server.url, "seconds": 1}, seconds=30)
    assert time.monotonic() - begun < 20
    assert run.gaps["internet.download"][0].startswith(words)
    assert "internet.upload" in run.measurements


def test_an_own_server_that_is_silent_is_not_asked_in_yet_another_way() -> None:
    with load_server({"": hang}) as server:
        run = run_in_child(SPEED, {"server": server.url}, replace=QUICK, seconds=20)
    assert run.unavailable is not None
    assert run.unavailable[0] == "Your own speed test server did not answer in time."
    assert {path.partition("?")[0] for _, path in server.requests} <= {"/empty.php", "/backend/empty.php"}
    assert server.requests


def test_a_login_page_in_the_own_server_s_place_is_called_that() -> None:
    with load_server({"": login_page()}) as server:
        run = run_in_child(SPEED, {"server": server.url}, replace=QUICK, seconds=20)
    assert run.unavailable is not None
    assert run.unavailable[0].startswith("A web page, most likely this network's login page, answered in place")


def test_an_endless_download_ends_with_a_rate() -> None:
    with load_server(librespeed() | {"garbage.php": endless}) as server:
        run = run_in_child(SPEED, {"server": server.url, "seconds": 2}, seconds=30)
    assert run.measurements["internet.download"]["value"] == pytest.approx(40, rel=0.25)


def test_a_refused_upload_has_its_reason() -> None:
    answers = librespeed()

    def refuse_uploads(handler: Handler) -> None:
        (late(413) if handler.command == "POST" else answers["empty.php"])(handler)

    with load_server(answers | {"empty.php": refuse_uploads}) as server:
        run = run_in_child(SPEED, {"server": server.url, "seconds": 2}, seconds=30)
    assert run.gaps["internet.upload"][0] == "Your own speed test server is out of order."


def test_concluding_ends_our_own_engine_too() -> None:
    with load_server(librespeed()) as server:
        options: dict[str, Value] = {"server": server.url, "seconds": 30}
        run = run_in_child(SPEED, options, conclude=("download", 16), seconds=20)
    assert run.measurements["internet.download"]["value"] == pytest.approx(40, rel=0.25)
    assert run.gaps["internet.upload"][0] == "The check was ended before this was measured."


@pytest.mark.parametrize("options", [{"provider": "own"}, {"provider": "cloudflare", "server": "http://127.0.0.1:9/"}])
def test_options_that_contradict_each_other(options: dict[str, Value]) -> None:
    run = run_in_child(SPEED, options)
    assert run.unavailable is not None
    assert run.unavailable[0] == "The options `provider` and `server` contradict each other."


def test_ndt7_without_consent_asks_nobody() -> None:
    run = run_in_child(SPEED, {"provider": "ndt7", **NOBODY})
    assert run.unavailable is not None
    assert "nobody has agreed" in run.unavailable[0]
