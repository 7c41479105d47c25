"""The real speedtest-cli library, as our own check uses it."""

import pytest

from deskready.plugin import Value
from deskready_responder.mini import SIZES
from deskready_responder.server import Responder
from helpers.check_child import run_in_child
from helpers.speed_server import SIZES as OFFICIAL

from .conftest import Start, get

SPEED = "deskready_checks.internet.speed.check:Speed"


def test_our_check_measures_the_rate_it_is_granted(start: Start) -> None:
    server = start(rate_mbit=80)
    options: dict[str, Value] = {"server": f"http://127.0.0.1:{server.port}/", "seconds": 1, "responder": "127.0.0.1:9"}
    run = run_in_child(SPEED, options)
    assert run.unavailable is None
    for metric in ("internet.download", "internet.upload"):
        assert 30 < run.measurements[metric]["value"] < 200  # a second is short, and a busy machine moves in bursts


@pytest.mark.parametrize("side", SIZES)
def test_files_have_the_sizes_that_the_service_has(responder: Responder, side: int) -> None:
    reply = get(responder, f"/speedtest/random{side}x{side}.jpg?x=1", "HEAD")
    assert (reply.status, int(reply.fields["content-length"])) == (200, OFFICIAL[side])


def test_ping_page_and_upload(responder: Responder) -> None:
    assert get(responder, "/speedtest/latency.txt?x=1.0").body == b"test=test"
    assert b'upload_extension: "php"' in get(responder, "/").body
    assert get(responder, "/speedtest/upload.php", "POST", bytes(500)).body == b"size=500"


@pytest.mark.parametrize("path", ["/speedtest/random350x500.jpg", "/speedtest/random1x1.jpg", "/speedtest/x.jpg"])
def test_there_are_no_other_files(responder: Responder, path: str) -> None:
    assert get(responder, path).status == 404
