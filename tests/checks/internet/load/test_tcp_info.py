"""What the system tells of a real connection."""

import socket
import sys

import pytest

from deskready_checks.internet.load.tcp_info import tcp_info


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_acknowledged_bytes_are_those_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as near:
        far, _ = server.accept()
        with far:
            near.sendall(bytes(50_000))
            received = 0
            while received < 50_000:
                received += len(far.recv(65_536))
            info = tcp_info(near)
            assert info is not None
            assert info.acked in {50_000, 50_001}  # the connection's first, empty segment counts as one
            assert info.segments >= 1
            assert 0 < info.least_rtt_us < 1_000_000
    assert tcp_info(near) is None
