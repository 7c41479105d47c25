"""Foreign answers in place of test data, and uploads that nobody took: none of them is a measurement."""

import os
import threading
import time

import pytest

from deskready_checks.internet.load.course import Rules
from deskready_checks.internet.load.engine import run_load
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.http_answer import redirect_fault
from deskready_checks.internet.load.http_load import HttpLoad
from deskready_checks.internet.load.interface import Direction, Trouble
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.target import Target, short_word
from helpers.certificates import Certificates
from helpers.load_server import load_server, reset
from helpers.speed_server import Handler, SpeedServer, body, login_page, type_answer

SIZE, UP = 1_000_000, 8 * 1024**2
BLOCKED = b"Blocked by your company's policy, category 7: bandwidth use."
PNG = b"\x89PNG\r\n\x1a\n" + os.urandom(3_000)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def trouble_with(server: SpeedServer, direction: Direction, seconds: float = 4.0) -> Trouble:
    """What the engine runs into."""
    url = server.url
    target = Target(lambda: f"{url}down", lambda: f"{url}up", UP, SIZE, taken=short_word)
    with pytest.raises(Trouble) as caught:
        run_load(HttpLoad(target, direction, Meter()), Rules(0.5, seconds=seconds), threading.Event())
    return caught.value


def chunked(*pieces: bytes) -> type_answer:
    """An answer in chunks, which does not say how long it is."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for piece in [*pieces, b""]:
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))

    return answer


def packed(handler: Handler) -> None:
    """An answer that was compressed on the way."""
    handler.answer(200, os.urandom(SIZE), "application/octet-stream", **{"Content-Encoding": "gzip"})


DOWNLOADS: dict[str, tuple[type_answer, Fault]] = {
    "JSON": (body(b'{"status":"blocked","id":123456789,"ok":false}', "application/json"), Fault.PROGRAM_DATA),
    "text": (body(BLOCKED, "text/plain"), Fault.TEXT),
    "text called data": (body(BLOCKED, "application/octet-stream"), Fault.TEXT),
    "picture": (body(PNG, "image/png"), Fault.PICTURE),
    "page": (login_page(), Fault.PORTAL),
    "page in chunks": (chunked(b"<html>", b"<body>Sign in</body>"), Fault.PORTAL),
    "short noise": (body(os.urandom(3_000), "application/octet-stream"), Fault.DIFFERENT),
    "short noise in chunks": (chunked(os.urandom(2_000), os.urandom(1_000)), Fault.DIFFERENT),
    "one byte too much": (body(os.urandom(SIZE + 1), "application/octet-stream"), Fault.DIFFERENT),
    "more and more": (chunked(os.urandom(SIZE), os.urandom(SIZE)), Fault.DIFFERENT),
    "noise called JSON": (body(os.urandom(SIZE), "application/json"), Fault.DIFFERENT),
    "compressed": (packed, Fault.DIFFERENT),
}


@pytest.mark.parametrize("name", DOWNLOADS)
def test_what_comes_in_place_of_test_data_is_named(name: str) -> None:
    answer, fault = DOWNLOADS[name]
    begun = time.monotonic()
    with load_server({"/down": answer}, rate_mbit=None) as server:
        assert trouble_with(server, Direction.DOWN).fault is fault
    assert time.monotonic() - begun < 3, "at once, and not when the time is up"


def test_one_foreign_answer_among_good_ones_ends_it() -> None:
    count = iter(range(10**6))

    def answer(handler: Handler) -> None:
        (body(BLOCKED) if next(count) == 3 else body(os.urandom(SIZE), "application/octet-stream"))(handler)

    with load_server({"/down": answer}, rate_mbit=None) as server:
        assert trouble_with(server, Direction.DOWN).fault is Fault.TEXT


def unread(handler: Handler) -> None:
    """A good answer to an upload of which nothing was read."""
    handler.answer(200, b"")
    handler.server.closing.wait(8)


def unread_and_gone(handler: Handler) -> None:
    """The same, and the connection is closed."""
    handler.answer(200, b"")
    reset(handler)


def early(handler: Handler) -> None:
    """A good answer at once; the upload is read afterwards."""
    handler.answer(200, b"")
    handler.take_upload()


def half(handler: Handler) -> None:
    """A good answer after half of the upload."""
    length = int(handler.headers["content-length"])
    left = length // 2
    while left and (data := handler.rfile.read(min(left, 4096))):
        left -= len(data)
    handler.answer(200, b"")
    handler.server.closing.wait(8)


def after(content: bytes, kind: str = "text/plain") -> type_answer:
    """That answer, once the upload was read."""

    def answer(handler: Handler) -> None:
        handler.take_upload()
        handler.answer(200, content, kind)

    return answer


def denied_early(handler: Handler) -> None:
    handler.answer(413, b"", **{"Retry-After": "7"})
    handler.server.closing.wait(8)


UPLOADS: dict[str, tuple[type_answer, Fault]] = {
    "unread": (unread, Fault.TOO_EARLY),
    "unread and gone": (unread_and_gone, Fault.TOO_EARLY),
    "early": (early, Fault.TOO_EARLY),
    "half": (half, Fault.TOO_EARLY),
    "denied early": (denied_early, Fault.BROKEN),
    "page": (after(b"<html><body>403 Forbidden</body></html>", "text/html"), Fault.PORTAL),
    "text": (after(BLOCKED), Fault.TEXT),
    "JSON": (after(b'{"error": "blocked"}'), Fault.PROGRAM_DATA),
    "picture": (after(PNG, "image/png"), Fault.PICTURE),
    "noise": (after(os.urandom(3_000)), Fault.NOT_TAKEN),
}


@pytest.mark.parametrize("encrypted", [False, True], ids=["http", "https"])
@pytest.mark.parametrize("name", UPLOADS)
def test_an_upload_that_nobody_took_is_none(
    name: str, encrypted: bool, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, fault = UPLOADS[name]
    for variable, value in certificates.trust.items():
        monkeypatch.setenv(variable, value)
    with load_server({"/up": answer}, rate_mbit=80, tls=certificates.server) as server:
        server.encrypted = encrypted
        assert trouble_with(server, Direction.UP).fault is fault


@pytest.mark.parametrize("word", [b"", b"OK", b"ok\n", b"size=500"])
def test_what_a_server_says_of_an_upload_that_it_took(word: bytes) -> None:
    assert short_word(word)


def test_of_an_upload_that_broke_off_only_what_was_acknowledged_counts() -> None:
    lengths: list[int] = []

    def cut(handler: Handler) -> None:
        lengths.append(int(handler.headers["content-length"]))
        if lengths[-1] < 500_000:
            after(b"")(handler)
            return
        handler.rfile.read(100_000)
        reset(handler)

    with load_server({"/up": cut}, rate_mbit=None) as server:
        target = Target(lambda: "", lambda: f"{server.url}up", UP, SIZE)
        load = HttpLoad(target, Direction.UP, Meter())
        load.grow(1)
        end = time.monotonic() + 20
        while load.trouble is None:
            assert time.monotonic() < end
            time.sleep(0.01)
        acknowledged = sum(length for length in lengths if length < 500_000)
        assert acknowledged <= load.reading(0.0)[1] < acknowledged + 4_000, "and the heads"
        load.close()


@pytest.mark.parametrize(
    ("asked", "location", "fault"),
    [
        ("http://speed.corp.example/empty.php", "http://login.lan/", Fault.PORTAL),
        (
            "http://speed.corp.example/empty.php",
            "https://wifi.example/login?u=/empty.php",
            Fault.PORTAL,
        ),
        ("http://10.0.0.7/", "http://10.0.0.1/login", Fault.PORTAL),
        ("http://10.0.0.7/", "http://10.0.0.8/", Fault.REDIRECT),
        ("http://speed.corp.example/empty.php", "http://measure.corp.example/", Fault.REDIRECT),
        ("http://speed.corp.example/empty.php", "https://speed.other.example/empty.php", Fault.REDIRECT),
        ("http://speed.corp.example/", "https://speed.corp.example/", Fault.REDIRECT),
        ("https://speed.example/empty.php", "http://login.lan/", Fault.REDIRECT),
        ("http://speed.example/empty.php", "http://[/", Fault.REDIRECT),
        ("http://speed.example/empty.php", "", Fault.REDIRECT),
    ],
)
def test_a_login_page_is_told_from_a_server_that_moved(asked: str, location: str, fault: Fault) -> None:
    assert redirect_fault(asked, location) is fault
