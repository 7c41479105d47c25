"""What the server grants."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of everything that a client can use up."""

    connections: int = 200
    """TCP connections at a time."""
    connections_per_client: int = 40
    """TCP connections at a time of one client: 16 of a test each way, and some to spare."""
    opened_per_second: float = 300.0
    """TCP connections that one client may open in a second, and the size of the burst in which it may open them."""
    rate_mbit: float = 1000.0
    """Mbit/s of payload over all clients, each way; 0 for no limit, and then clients share by connection."""
    bytes_per_client: int = 20 * 1000**3
    """Bytes that one client may move in `period_seconds`, both ways together; 0 for no limit."""
    period_seconds: float = 86_400.0
    """How long a client's bytes count."""
    requests_per_second: float = 300.0
    """Requests of one client, and the size of the burst in which it may make them."""
    first_seconds: float = 10.0
    """How long a new connection may take to begin its first request, or its TLS handshake."""
    idle_seconds: float = 60.0
    """How long a connection may be quiet between requests."""
    head_seconds: float = 10.0
    """How long a request's head may take from its first byte to its last."""
    stall_seconds: float = 10.0
    """How long a transfer may move nothing."""
    transfer_seconds: float = 120.0
    """How long one request may take."""
    ndt7_seconds: float = 10.0
    """How long an ndt7 test sends; the protocol's own figure."""
    datagrams_per_client: float = 200.0
    """Datagrams a second that one source gets answers to: four calls' worth."""
    datagrams: float = 5_000.0
    """Datagrams a second that are answered in total."""
