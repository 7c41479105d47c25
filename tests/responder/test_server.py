"""The server as a whole: its limits bite, hostile clients end their own connection only, and it ends at once."""

import contextlib
import http.client
import os
import socket
import ssl
import subprocess
import sys
import threading
import time

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskready_responder.limits import Limits
from deskready_responder.listening import CannotListen
from deskready_responder.porch import PLACES_EACH
from deskready_responder.server import Responder

from .conftest import BUSY_SECONDS, Certificates, Client, Start, get, raw, read_all, wait_until

PING = b"GET /empty.php HTTP/1.1\r\nHost: x\r\n\r\n"


def connected(responder: Responder) -> socket.socket:
    return socket.create_connection(("127.0.0.1", responder.port), BUSY_SECONDS)


def ping(sock: socket.socket) -> bytes:
    """The answer's first line."""
    sock.sendall(PING)
    return sock.recv(65_536).split(b"\r\n")[0]


def works(responder: Responder) -> bool:
    return get(responder, "/empty.php").status == 200


def retry_after(answer: bytes) -> int:
    return int(answer.split(b"Retry-After: ")[1].split(b"\r\n")[0])


# Limits


def test_a_client_has_only_so_many_connections(start: Start) -> None:
    server = start(connections_per_client=3)
    with contextlib.ExitStack() as stack:
        mine = [stack.enter_context(connected(server)) for _ in range(3)]
        assert {ping(sock) for sock in mine} == {b"HTTP/1.1 200 OK"}
        answer = raw(server, PING)
        assert answer.startswith(b"HTTP/1.1 429 ")
        assert retry_after(answer) > 0
        assert answer.endswith(b"Close some and try again.\n")
        assert ping(mine[0]) == b"HTTP/1.1 200 OK"
        mine[0].close()
        wait_until(lambda: raw(server, PING).startswith(b"HTTP/1.1 200 "))


def test_all_clients_have_only_so_many_connections(start: Start) -> None:
    server = start(connections=2)
    with connected(server) as one, connected(server) as two:
        ping(one), ping(two)
        answer = raw(server, PING)
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert retry_after(answer) > 0


def test_whoever_comes_on_top_of_those_that_are_refused_is_closed(start: Start) -> None:
    server = start(connections=1)
    with contextlib.ExitStack() as stack:
        for _ in range(1 + PLACES_EACH):
            stack.enter_context(connected(server))
        wait_until(lambda: server.connections == 1 + PLACES_EACH)
        assert raw(server, PING) == b""


def test_bytes_of_a_client_are_bounded_each_way(start: Start) -> None:
    server = start(bytes_per_client=3 * 2**20)
    with Client(server) as client:
        assert len(client.ask("GET", "/garbage.php?ckSize=1").body) == 2**20
        with pytest.raises(http.client.IncompleteRead):
            client.ask("GET", "/garbage.php?ckSize=100")
    for request in (PING, b"POST /empty.php HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n" + bytes(10_000)):
        answer = raw(server, request, end=False)
        assert answer.startswith(b"HTTP/1.1 429 ")
        assert 80_000 < retry_after(answer) <= 86_400
        assert answer.endswith(b"Try again later.\n")


def test_an_upload_that_uses_up_the_bytes_is_told_so(start: Start) -> None:
    server = start(bytes_per_client=2**20)
    with connected(server) as sock:
        sock.sendall(b"POST /empty.php HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + bytes(3_000_000))
        assert read_all(sock).startswith(b"HTTP/1.1 429 ")


def test_requests_of_a_client_are_bounded(start: Start) -> None:
    server = start(requests_per_second=5)
    answer = raw(server, PING * 20)
    assert answer.count(b"HTTP/1.1 200 ") == 5
    assert answer.count(b"HTTP/1.1 429 ") == 1
    assert retry_after(answer) == 1


@pytest.mark.parametrize("way", ["down", "up"])
def test_the_rate_is_bounded_over_all_connections(start: Start, way: str) -> None:
    server = start(rate_mbit=80)  # 10 MB/s

    def move() -> None:
        if way == "down":
            get(server, "/garbage.php?ckSize=1")
        else:
            get(server, "/empty.php", "POST", bytes(2**20))

    threads = [threading.Thread(target=move) for _ in range(5)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 0.4 < time.monotonic() - begun < 5


# Slow clients


def closed_after(sock: socket.socket) -> float:
    """Seconds until the server closes."""
    begun = time.monotonic()
    read_all(sock)
    return time.monotonic() - begun


def test_who_says_nothing_is_closed(start: Start) -> None:
    server = start(first_seconds=0.2)
    with connected(server) as sock:
        assert closed_after(sock) < 5


def test_who_says_nothing_more_is_closed(start: Start) -> None:
    server = start(idle_seconds=0.2)
    with connected(server) as sock:
        assert ping(sock) == b"HTTP/1.1 200 OK"
        assert closed_after(sock) < 5


@pytest.mark.parametrize(
    ("opening", "limits"),
    [
        (b"GET /", {"head_seconds": 0.4}),
        (b"GET / HTTP/1.1\r\nX: ", {"head_seconds": 0.4}),
        (b"POST /empty.php HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n", {"transfer_seconds": 0.4}),
        (b"POST /empty.php HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3", {"transfer_seconds": 0.4}),
    ],
)
def test_a_byte_now_and_then_does_not_hold_a_connection(start: Start, opening: bytes, limits: dict[str, float]) -> None:
    server = start(**limits)
    with connected(server) as sock:
        sock.sendall(opening)
        begun = time.monotonic()
        with contextlib.suppress(OSError):
            while time.monotonic() - begun < BUSY_SECONDS:
                sock.sendall(b"1")
                time.sleep(0.02)
        assert time.monotonic() - begun < 8
    wait_until(lambda: server.connections == 0)


def test_who_does_not_read_is_closed(start: Start) -> None:
    server = start(stall_seconds=0.3, rate_mbit=0)
    with connected(server) as sock:
        sock.sendall(b"GET /nq/large HTTP/1.1\r\nHost: x\r\n\r\n")
        wait_until(lambda: server.connections == 1)
        wait_until(lambda: server.connections == 0)


# Hostile clients

UPGRADE = (
    b"GET /ndt/v7/upload HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    b"Sec-WebSocket-Protocol: net.measurementlab.ndt.v7\r\n\r\n"
)
PIECES = (
    PING,
    UPGRADE,
    b"GET /garbage.php?ckSize=1 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"HEAD /nq/large HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /empty.php HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"POST /empty.php HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc",
    b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nRange: bytes=0-\r\nAccept-Encoding: gzip\r\n\r\n",
    b"GET http://a@b:99999/ HTTP/1.1\r\nHost: x\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\r\n",
    b"0\r\n\r\n",
    b"5\r\nabcde\r\n",
    b"\x82\xff\x7f" + b"\xff" * 11,
    b"\x89\x84abcdefgh",
    b"\x88\x80abcd",
    b"\x16\x03\x01\x02\x00\x01\x00",
    b"A" * 20_000,
    b"GET /" + b"a" * 17_000,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=200), min_size=1, max_size=6))
def test_whatever_is_sent_ends_its_own_connection_only(responder: Responder, parts: list[bytes]) -> None:
    raw(responder, b"".join(parts))
    assert works(responder)


def test_clients_that_reset_at_any_moment_do_no_harm(responder: Responder) -> None:
    for data in (b"", b"GET", PING, b"GET /nq/large HTTP/1.1\r\nHost: x\r\n\r\n"):
        for _ in range(5):
            sock = connected(responder)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            sock.sendall(data)
            sock.close()
    assert works(responder)
    wait_until(lambda: responder.connections == 0)


def test_idle_connections_take_little_memory(start: Start) -> None:
    server = start(connections=200, connections_per_client=200)
    process = psutil.Process()
    assert works(server)
    before = process.memory_info().rss
    with contextlib.ExitStack() as stack:
        socks = [stack.enter_context(connected(server)) for _ in range(200)]
        wait_until(lambda: server.connections >= 200)
        for sock in socks:
            sock.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 10_000)
        wait_until(lambda: process.cpu_percent(0.1) < 50)
        assert process.memory_info().rss - before < 40 * 2**20
        answer = raw(server, PING)
        assert answer.startswith(b"HTTP/1.1 503 ")


def test_a_large_upload_is_not_kept(responder: Responder) -> None:
    process = psutil.Process()
    content = memoryview(os.urandom(2**20))
    with connected(responder) as sock:
        sock.sendall(b"POST /empty.php HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 419430400\r\n\r\n")
        before = process.memory_info().rss
        for _ in range(400):
            sock.sendall(content)
        assert process.memory_info().rss - before < 20 * 2**20
        assert read_all(sock).startswith(b"HTTP/1.1 200 OK")


# TLS


def test_everything_is_served_over_tls(start: Start, certificates: Certificates) -> None:
    server = start(tls=certificates.server)
    client = http.client.HTTPSConnection("127.0.0.1", server.port, context=certificates.trusting, timeout=BUSY_SECONDS)
    for _ in range(2):
        client.request("GET", "/garbage.php?ckSize=3")
        assert len(client.getresponse().read()) == 3 * 2**20
        client.request("POST", "/empty.php", bytes(3_000_000))
        assert client.getresponse().read() == b""
    client.close()


def test_who_forgets_the_s_is_told(start: Start, certificates: Certificates) -> None:
    server = start(tls=certificates.server)
    answer = raw(server, PING)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"https://" in answer


def test_a_refusal_reaches_a_client_by_tls(start: Start, certificates: Certificates) -> None:
    server = start(tls=certificates.server, connections_per_client=1)
    with certificates.trusting.wrap_socket(connected(server), server_hostname="127.0.0.1") as first:
        assert ping(first) == b"HTTP/1.1 200 OK"
        with certificates.trusting.wrap_socket(connected(server), server_hostname="127.0.0.1") as second:
            assert ping(second) == b"HTTP/1.1 429 Too Many Requests"


def test_a_handshake_that_never_ends_is_ended(start: Start, certificates: Certificates) -> None:
    server = start(tls=certificates.server, first_seconds=0.3)
    with connected(server) as silent, connected(server) as begun:
        begun.sendall(b"\x16\x03\x01\x02\x00")
        assert closed_after(silent) < 5
        assert closed_after(begun) < 5
    with pytest.raises(ssl.SSLError), connected(server) as sock:  # a client that does not trust it
        ssl.create_default_context().wrap_socket(sock, server_hostname="127.0.0.1")
    wait_until(lambda: server.connections == 0)


# Beginning and end


def test_it_ends_at_once_whatever_is_going_on(certificates: Certificates) -> None:
    before = threading.enumerate()
    for tls in (None, certificates.server):
        with contextlib.ExitStack() as stack:
            with Responder("127.0.0.1", 0, 0, limits=Limits(rate_mbit=8), tls=tls) as server:
                for opening in (b"", b"GET /", b"GET /nq/large HTTP/1.1\r\nHost: x\r\n\r\n", PING):
                    sock: socket.socket = stack.enter_context(connected(server))
                    if tls is not None:
                        sock = stack.enter_context(certificates.trusting.wrap_socket(sock, server_hostname="127.0.0.1"))
                    sock.sendall(opening)
                sock = stack.enter_context(connected(server))
                wait_until(lambda: server.connections >= 5)
                begun = time.monotonic()
            assert time.monotonic() - begun < 1.5
            assert [thread for thread in threading.enumerate() if thread not in before] == []


def test_it_can_be_started_again_at_once_on_the_same_port() -> None:
    with Responder("127.0.0.1", 0, 0) as server:
        port, udp_port = server.port, server.udp_port
        assert works(server)
    with Responder("127.0.0.1", port, udp_port) as server:
        assert works(server)


@pytest.mark.parametrize("protocol", ["TCP", "UDP"])
def test_a_port_in_use_is_named(protocol: str) -> None:
    with Responder("127.0.0.1", 0, 0) as server:
        tcp, udp = (server.port, 0) if protocol == "TCP" else (0, server.udp_port)
        with pytest.raises(CannotListen) as refused:
            Responder("127.0.0.1", tcp, udp)
    assert refused.value.protocol == protocol


def test_ipv6_and_ipv4_on_one_port(start: Start) -> None:
    try:
        server = start(host="::")
    except CannotListen as error:
        pytest.skip(f"no IPv6 here: {error}")
    assert b"127.0.0.1 - localhost IPv4" in get(server, "/getIP.php").body
    with socket.create_connection(("::1", server.port), BUSY_SECONDS) as sock:
        sock.sendall(b"GET /getIP.php HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\n\r\n")
        assert b"::1 - localhost IPv6" in read_all(sock)
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with socket.socket(family, socket.SOCK_DGRAM) as udp:
            udp.settimeout(BUSY_SECONDS)
            udp.sendto(
                b"\0\1\0\x18\x21\x12\xa4\x42" + bytes(12) + b"\x80\x22\0\x14" + bytes(20), (host, server.udp_port)
            )
            answer = udp.recv(100)
            assert answer[20:24] == bytes((0, 0x20, 0, 8 if family == socket.AF_INET else 20))


def test_each_test_is_told_in_a_line(start: Start) -> None:
    told: list[str] = []
    server = start(say=told.append)
    get(server, "/garbage.php?ckSize=1")
    get(server, "/empty.php", "POST", bytes(1_000_000))
    get(server, "/empty.php")
    wait_until(lambda: server.connections == 0)
    server.diary.tell(everything=True)
    assert [line.split("  ")[1:3] for line in told] == [
        ["127.0.0.0/24", told[0].split("  ")[2]],
        ["127.0.0.0/24", told[1].split("  ")[2]],
    ]
    assert "LibreSpeed download: 1.0 MB in" in told[0]
    assert "LibreSpeed upload: 1.0 MB in" in told[1]


ALONE = """
import sys
for name in ("textual", "rich", "typer", "click", "numpy", "psutil", "msgspec", "speedtest", "websockets"):
    sys.modules[name] = None  # as if it were not installed
import urllib.request
from deskready_responder.server import Responder
with Responder("127.0.0.1", 0, 0) as server:
    print(len(urllib.request.urlopen(f"http://127.0.0.1:{server.port}/garbage.php?ckSize=1").read()))
print(*sys.modules)
"""


def test_it_runs_with_nothing_but_the_core() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALONE],
        env=os.environ | {"no_proxy": "*"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    size, modules = done.stdout.splitlines()
    assert int(size) == 2**20
    own = {name.split(".")[1] for name in modules.split() if name.startswith("deskready.")}
    assert own == {"core"}
