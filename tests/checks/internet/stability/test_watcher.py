import socket
import time

import pytest

from deskready_checks.internet.stability import watcher
from deskready_checks.internet.stability.watcher import TcpWatcher


def test_it_connects_until_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "TCP_STEP_SECONDS", 0.01)
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        found = TcpWatcher("127.0.0.1", listener.getsockname()[1])
        found.start()
        while found.sent < 3:
            time.sleep(0.01)
        early = found.fresh()
        trace = found.stop()
    assert len(early) >= 3
    assert len(early) + len(found.fresh()) == trace.sent
    assert trace.lost == 0
    assert [probe.sequence for probe in trace.probes] == list(range(trace.sent))


def test_what_is_not_answered_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "TCP_STEP_SECONDS", 0.01)
    found = TcpWatcher("255.255.255.255", 1)
    found.start()
    while found.sent < 2:
        time.sleep(0.01)
    trace = found.stop()
    assert trace.lost == trace.sent >= 2
    assert found.fresh() == []
