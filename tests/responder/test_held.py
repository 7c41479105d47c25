import json
import threading
from typing import Any

from .conftest import Start, get, wait_until


def held(server: Any) -> dict[str, Any]:
    answer = get(server, "/deskready/held.json")
    assert answer.fields["content-type"] == "application/json"
    told: dict[str, Any] = json.loads(answer.body)
    assert told["service"] == "deskready-responder"
    return told


NOTHING = {"seconds": 0, "shared_seconds": 0, "capped_seconds": 0}


def test_a_client_learns_that_the_rate_was_its_limit(start: Start) -> None:
    server = start(rate_mbit=80)
    assert held(server)["rate_mbit"] == 80
    assert held(server)["download"] == NOTHING
    get(server, "/garbage.php?ckSize=15")
    told = held(server)
    assert told["download"]["capped_seconds"] > 0.4 * told["download"]["seconds"] > 0.4
    assert told["download"]["shared_seconds"] == 0
    assert told["upload"] == NOTHING
    get(server, "/empty.php", "POST", bytes(15 * 2**20))
    assert held(server)["upload"]["capped_seconds"] > 0.4
    assert held(server)["download"] == told["download"]


def test_without_a_rate_nobody_is_held_back(start: Start) -> None:
    server = start(rate_mbit=0)
    get(server, "/garbage.php?ckSize=15")
    assert held(server)["download"] == NOTHING
    assert held(server)["rate_mbit"] is None


def test_who_leaves_in_the_middle_leaves_no_turn_behind(start: Start) -> None:
    server = start(rate_mbit=8)

    def leave() -> None:
        import socket

        with socket.create_connection(("127.0.0.1", server.port)) as sock:
            sock.sendall(b"GET /nq/large HTTP/1.1\r\nHost: x\r\n\r\n")
            sock.recv(1_000)

    threads = [threading.Thread(target=leave) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wait_until(lambda: server.connections == 0)
    assert len(get(server, "/garbage.php?ckSize=1").body) == 2**20
