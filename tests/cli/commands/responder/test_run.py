"""The command, as a real process."""

import http.client
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
import trustme

from helpers.cli_desk import Desk

SECONDS, BUSY = 1.0, 4.0
"""How long it may take to end, and what is added for a busy machine."""


class Running:
    """The server's process, and what it told so far."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.text = ""
        assert process.stderr is not None
        self._reader = threading.Thread(target=self._read, args=(process.stderr,))
        self._reader.start()
        self.wait_for(r"Firewall .*TCP port (\d+) and UDP port (\d+)")
        found = re.search(r"TCP port (\d+) and UDP port (\d+)", self.text)
        assert found
        self.port, self.udp_port = int(found[1]), int(found[2])

    def _read(self, stream: IO[bytes]) -> None:
        while data := os.read(stream.fileno(), 4096):
            self.text += data.decode()

    def wait_for(self, pattern: str) -> None:
        deadline = time.monotonic() + 30
        while not re.search(pattern, self.text):
            assert self.process.poll() is None or self._reader.is_alive(), self.text
            assert time.monotonic() < deadline, self.text
            time.sleep(0.02)

    def end(self, number: int) -> tuple[int, float]:
        """Sends a signal; the exit code, and the seconds that it took."""
        begun = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(30)
        took = time.monotonic() - begun
        self._reader.join()
        return code, took


@contextmanager
def running(desk: Desk, *arguments: str) -> Iterator[Running]:
    with desk.start("responder", "--host", "127.0.0.1", "--port", "0", "--udp-port", "0", *arguments) as process:
        try:
            yield Running(process)
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_signal_ends_it_at_once_and_quietly_with_connections_open(desk: Desk, number: signal.Signals) -> None:
    with running(desk) as server:
        socks = [socket.create_connection(("127.0.0.1", server.port), 10) for _ in range(5)]
        for sock in socks[1:]:
            sock.sendall(b"GET /nq/large HTTP/1.1\r\nHost: x\r\n\r\n")
            assert sock.recv(1000)
        greeted = server.text
        code, took = server.end(number)
        for sock in socks:
            sock.close()
    assert code == 130
    assert took < SECONDS + BUSY
    told = server.text.removeprefix(greeted)
    assert all(re.fullmatch(r"\d\d:\d\d:\d\d  127\.0\.0\.0/24  nq download: .*", line) for line in told.splitlines())
    assert desk.processes() == []


@pytest.mark.parametrize("quiet", [False, True])
def test_it_serves_and_tells_of_each_test(desk: Desk, quiet: bool) -> None:
    with running(desk, *(["--quiet"] if quiet else [])) as server:
        client = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        client.request("GET", "/garbage.php?ckSize=2")
        assert len(client.getresponse().read()) == 2 * 2**20
        client.close()
        if not quiet:
            server.wait_for(r"127\.0\.0\.0/24  LibreSpeed download: ")
        server.process.terminate()
        server.process.wait(30)
        if quiet:
            assert "LibreSpeed download" not in server.text
        assert "127.0.0.1  " not in server.text


def test_the_line_that_it_prints_works(desk: Desk) -> None:
    with running(desk, "--max-rate", "40") as server:
        option = re.search(r"--option (internet\.speed\.server=\S+)", server.text)
        assert option
        assert option[1] == f"internet.speed.server=http://127.0.0.1:{server.port}/"
        desk.profile("speed.toml", requirements='[requirements."internet.upload"]\nminimum = 5\n')
        options = ("--option", option[1], "--option", "internet.speed.seconds=1")
        done = desk.run("audit", "internet.speed", *options, "--profile", "speed.toml")
    assert done.returncode == 0, done.stderr + done.stdout


def test_with_a_certificate_it_speaks_https(desk: Desk, tmp_path: Path) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    issued.private_key_pem.write_to_path(str(tmp_path / "key.pem"))
    for blob in issued.cert_chain_pems:
        blob.write_to_path(str(tmp_path / "cert.pem"), append=True)
    with running(desk, "--tls-cert", str(tmp_path / "cert.pem"), "--tls-key", str(tmp_path / "key.pem")) as server:
        assert "internet.speed.server=https://127.0.0.1" in server.text
        import ssl

        trusting = ssl.create_default_context()
        authority.configure_trust(trusting)
        client = http.client.HTTPSConnection("127.0.0.1", server.port, context=trusting, timeout=10)
        client.request("GET", "/empty.php")
        assert client.getresponse().status == 200
        client.close()


def refused(desk: Desk, *arguments: str) -> str:
    """The one line with which it refuses to start."""
    done = desk.run("responder", "--host", "127.0.0.1", "--port", "0", "--udp-port", "0", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("deskready: ")
    return line


def test_a_port_in_use_is_one_clear_line(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Another program uses TCP port {port}." in refused(desk, "--port", str(port))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", 0))
        line = refused(desk, "--udp-port", str(udp.getsockname()[1]))
        assert "UDP port" in line
        assert line.endswith("choose another port with --udp-port.")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "192.0.2.1"], "does not have the address '192.0.2.1'"),
        (["--host", "\x1b[31m"], "does not have the address"),
        (["--max-rate", "nan"], "--max-rate"),
        (["--max-rate", "-1"], "--max-rate"),
        (["--port", "70000"], "--port"),
        (["--max-connections", "0"], "--max-connections"),
        (["--max-bytes-per-client", "much"], "--max-bytes-per-client"),
        (["--max-bytes-per-client", "-1 GB"], "less than nothing"),
        (["--tls-cert", "x.pem"], "--tls-cert needs --tls-key"),
        (["--tls-key", "x.pem"], "--tls-key needs --tls-cert"),
        (["--tls-cert", "x.pem", "--tls-key", "y.pem"], "There is no file 'x.pem'"),
    ],
)
def test_what_cannot_be_is_one_clear_line(desk: Desk, arguments: list[str], told: str) -> None:
    line = refused(desk, *arguments)
    assert told in line
    assert "\x1b" not in line


def test_a_certificate_that_is_none_and_a_key_with_a_password(desk: Desk) -> None:
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        PrivateFormat,
        load_pem_private_key,
    )

    issued = trustme.CA().issue_cert("127.0.0.1")
    key = load_pem_private_key(issued.private_key_pem.bytes(), None)
    locked = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
    desk.write("broken.pem", "no certificate")
    (desk.folder / "cert.pem").write_bytes(issued.cert_chain_pems[0].bytes())
    (desk.folder / "locked.pem").write_bytes(locked)
    other = trustme.CA().issue_cert("127.0.0.1").private_key_pem.bytes()
    (desk.folder / "other.pem").write_bytes(other)
    assert "cannot be used" in refused(desk, "--tls-cert", "broken.pem", "--tls-key", "broken.pem")
    assert "cannot be used: key values mismatch" in refused(desk, "--tls-cert", "cert.pem", "--tls-key", "other.pem")
    assert "protected by a password" in refused(desk, "--tls-cert", "cert.pem", "--tls-key", "locked.pem")


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is POSIX")
@pytest.mark.parametrize(("limit", "starts"), [("-Sn 100", True), ("-n 100", False)])
def test_as_many_files_as_connections_may_be_open(desk: Desk, limit: str, starts: bool) -> None:
    command = shlex.join(desk.command("responder", "--host", "127.0.0.1", "--port", "0", "--udp-port", "0"))
    process = subprocess.Popen(
        ["sh", "-c", f"ulimit {limit}; exec {command}"], cwd=desk.folder, env=desk.environment, stderr=subprocess.PIPE
    )
    with process:
        try:
            if starts:
                assert Running(process).end(signal.SIGTERM)[0] == 130
            else:
                _, told = process.communicate(timeout=30)
                assert (process.returncode, len(told.splitlines())) == (2, 1)
                assert b"allows this program 100 open files" in told
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="changes the user to one without rights")
def test_a_privileged_port_is_one_clear_line(desk: Desk) -> None:
    command = desk.command("responder", "--host", "127.0.0.1", "--port", "80", "--udp-port", "0")
    code = (
        "import ctypes, os, sys\n"
        "ctypes.CDLL(None).prctl(24, 10, 0, 0, 0)\n"  # PR_CAPBSET_DROP of CAP_NET_BIND_SERVICE, lost with the next exec
        "os.execv(sys.argv[1], sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=desk.folder, env=desk.environment, capture_output=True, timeout=60,
        check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 2
    assert "TCP port 80 may not be used" in done.stderr
