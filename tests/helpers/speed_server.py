"""A speed test service on loopback: a Speedtest Mini server, and a proxy behind which speedtest.net seems to be."""

import http.server
import os
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Self
from urllib.parse import urlsplit

SIZES = {
    350: 245_388,
    500: 505_544,
    750: 1_118_012,
    1000: 1_986_284,
    1500: 4_468_241,
    2000: 7_907_740,
    2500: 12_407_926,
    3000: 17_816_816,
    3500: 24_262_167,
    4000: 31_625_365,
}
"""Bytes of the service's `randomNxN.jpg`, by N."""
CONFIG = b"""<?xml version="1.0"?>
<settings><client ip="192.0.2.7" lat="39.0" lon="-77.5" isp="Test" country="US"/>
<server-config threadcount="4" ignoreids=""/><download testlength="10" threadsperurl="4"/>
<upload testlength="10" ratio="5" threads="2" maxchunkcount="50" threadsperurl="4"/></settings>"""
SERVERS = """<?xml version="1.0"?><settings><servers>
<server url="http://127.0.0.1:{port}/speedtest/upload.php" lat="39.0" lon="-77.5" name="Loopback" country="Nowhere"
 cc="NO" sponsor="Test [red]Operator" id="1" host="127.0.0.1:{port}"/></servers></settings>"""
MINI_PAGE = b'<!DOCTYPE html><html><script>var o = {upload_extension: "php"};</script></html>'
NOISE = os.urandom(65_536)

type_answer = Callable[["Handler"], None]
"""What stands in for the normal answer."""


class SpeedServer(http.server.ThreadingHTTPServer):
    """The server; a context manager that serves while it is open.

    Args:
        rate_mbit: How many Mbit/s it serves and takes, over all connections, each way. None for no limit.
        tls: Its certificate, for a server that is reached by https, and for names behind `CONNECT`.
        encrypted: Whether it is itself reached by https.

    Attributes:
        answers: What stands in for the normal answer, by the end of the path.
        requests: Host and path of every request, those of a proxy with the host that was asked for.
        sent: Bytes of test files sent.
        received: Bytes of uploads received.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self, *, rate_mbit: float | None = None, tls: ssl.SSLContext | None = None, encrypted: bool = False
    ) -> None:
        super().__init__(("127.0.0.1", 0), Handler, bind_and_activate=False)
        if rate_mbit:  # short buffers and segments: what the kernel takes early would otherwise count as uploaded
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 1_448)
        self.server_bind()
        self.server_activate()
        self.tls = tls
        self.encrypted = encrypted
        self.pace = Pace(rate_mbit)
        self.answers: dict[str, type_answer] = {}
        self.requests: list[tuple[str, str]] = []
        self.sent = 0
        self.received = 0
        self.count = threading.Lock()
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        """Its address."""
        return f"{'https' if self.encrypted else 'http'}://127.0.0.1:{self.server_port}/"

    @property
    def hosts(self) -> set[str]:
        """Every host that was asked for, without ports."""
        return {host.rpartition(":")[0] or host for host, _ in self.requests}

    def proxy_environment(self) -> dict[str, str]:
        """Environment variables that send all requests but those to loopback through this server."""
        proxy = f"http://127.0.0.1:{self.server_port}"
        return {"http_proxy": proxy, "https_proxy": proxy, "no_proxy": "127.0.0.1,localhost"}

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()

    def get_request(self) -> tuple[socket.socket, object]:
        """Accepts a connection."""
        connection, address = super().get_request()
        if self.encrypted and self.tls:
            connection = self.tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients leave when their time is up; that is no error here."""


class Pace:
    """Lets bytes pass at a rate that all threads share."""

    def __init__(self, rate_mbit: float | None) -> None:
        self._bytes_per_second = rate_mbit * 125_000 if rate_mbit else None
        self._free = 0.0
        self._lock = threading.Lock()

    @property
    def piece(self) -> int:
        """Bytes to pass at once: a hundredth of a second's worth."""
        return 65_536 if self._bytes_per_second is None else max(min(int(self._bytes_per_second / 100), 65_536), 512)

    def take(self, count: int) -> None:
        """Waits until `count` bytes may pass."""
        if self._bytes_per_second is None:
            return
        with self._lock:
            now = time.monotonic()
            self._free = max(now, self._free) + count / self._bytes_per_second
            wait = self._free - now
        time.sleep(wait)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers one connection."""

    server: SpeedServer
    tunnel = ""
    rbufsize = 0  # no buffer of our own that would take uploads in bursts

    def do_GET(self) -> None:
        path = self.record()
        if (special := self.special(path)) is not None:
            special(self)
        elif path.endswith("speedtest-config.php"):
            self.answer(200, CONFIG, "text/xml")
        elif path.endswith(("speedtest-servers-static.php", "speedtest-servers.php")):
            self.answer(200, SERVERS.format(port=self.server.server_port).encode(), "text/xml")
        elif path.endswith("/latency.txt"):
            self.answer(200, b"test=test")
        elif match := re.search(r"/random(\d+)x\d+\.jpg$", path):
            self.send_noise(SIZES[int(match[1])], "image/jpeg")
        elif path in {"/", ""}:
            self.answer(200, MINI_PAGE, "text/html")
        else:
            self.answer(404, b"")

    def do_POST(self) -> None:
        path = self.record()
        if (special := self.special(path)) is not None:
            special(self)
            return
        self.take_upload()
        self.answer(200, b"size=500")

    def take_upload(self) -> None:
        """Reads what is uploaded."""
        left = int(self.headers["content-length"])
        while left and (data := self.rfile.read(min(left, self.server.pace.piece))):
            self.server.pace.take(len(data))
            left -= len(data)
            with self.server.count:
                self.server.received += len(data)

    def do_CONNECT(self) -> None:
        """Pretends to be the host behind the tunnel, with our own certificate."""
        self.record()
        if self.server.tls is None:
            self.answer(502, b"")
            return
        self.tunnel = self.path
        self.send_response(200)
        self.end_headers()
        self.request = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.setup()
        self.close_connection = False

    def record(self) -> str:
        """Notes the request, and returns its path."""
        parts = urlsplit(self.path if self.command != "CONNECT" else f"//{self.path}")
        host = parts.netloc or self.tunnel or self.headers.get("host", "")
        self.server.requests.append((host, parts.path))
        return parts.path

    def special(self, path: str) -> type_answer | None:
        """What stands in for the normal answer."""
        return next((answer for end, answer in self.server.answers.items() if path.endswith(end)), None)

    def answer(self, status: int, body: bytes, kind: str = "text/plain", **headers: str) -> None:
        """Sends a whole answer."""
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def send_noise(self, size: int, kind: str = "application/octet-stream") -> None:
        """Sends a test file."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(size))
        self.end_headers()
        while size > 0:
            piece = NOISE[: min(size, self.server.pace.piece)]
            self.server.pace.take(len(piece))
            self.wfile.write(piece)
            size -= len(piece)
            with self.server.count:
                self.server.sent += len(piece)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""


def status(code: int) -> type_answer:
    """An answer with that status and nothing else."""
    return lambda handler: handler.answer(code, b"")


def late(code: int) -> type_answer:
    """An answer with that status, after the upload was read."""

    def answer(handler: Handler) -> None:
        handler.take_upload()
        handler.answer(code, b"")

    return answer


def body(content: bytes, kind: str = "text/xml") -> type_answer:
    """An answer 200 with that content."""
    return lambda handler: handler.answer(200, content, kind)


def login_page() -> type_answer:
    """What a network says that wants a login first."""
    return body(b"<!DOCTYPE html><html><body>Welcome! Please sign in.</body></html>", "text/html")


def redirect(target: str) -> type_answer:
    """Sends on to another address."""
    return lambda handler: handler.answer(302, b"", Location=target)


def hang(handler: Handler) -> None:
    """Says nothing as long as the server is open."""
    handler.server.closing.wait()


def drip(handler: Handler) -> None:
    """Sends a byte now and then."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.server.closing.wait(0.05):
        handler.wfile.write(b" ")
