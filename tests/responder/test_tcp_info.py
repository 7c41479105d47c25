import socket
import sys

import pytest

from deskready_responder.tcp_info import tcp_info


@pytest.mark.skipif(sys.platform != "linux", reason="the structure is Linux's")
def test_the_bytes_of_a_connection_are_known() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as far:
        near, _ = listener.accept()
        with near:
            near.sendall(bytes(5000))
            far.recv(5000, socket.MSG_WAITALL)
            far.sendall(bytes(700))
            near.recv(700, socket.MSG_WAITALL)
            info = tcp_info(near)
    assert info is not None
    assert info["BytesSent"] == info["BytesAcked"] == 5000
    assert info["BytesReceived"] == 700
    assert info["BytesRetrans"] == 0
    assert 0 < info["MinRTT"] <= info["RTT"] < 1_000_000
    assert 0 < info["RTTVar"] < 1_000_000


def test_what_is_no_tcp_tells_nothing() -> None:
    near, far = socket.socketpair()
    with near, far:
        assert tcp_info(near) is None
