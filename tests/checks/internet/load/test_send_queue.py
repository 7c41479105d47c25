"""What waits in a connection's send queue."""

import contextlib
import socket
import sys

import pytest

from deskready_checks.internet.load.send_queue import waiting


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="this system does not tell")
def test_tells_what_the_other_end_does_not_take() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        near = socket.create_connection(listener.getsockname())
        far, _ = listener.accept()
    with near, far:
        assert waiting(near) == 0
        near.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while near.send(bytes(65_536)):
                pass
        assert waiting(near) > 0


def test_a_closed_socket_has_none() -> None:
    near, far = socket.socketpair()
    near.close()
    far.close()
    assert waiting(near) == 0


def test_a_system_that_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    near, far = socket.socketpair()
    with near, far:
        near.sendall(b"x")
        assert waiting(near) == 0
