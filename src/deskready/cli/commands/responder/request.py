"""The arguments of `deskready responder`, as they were given."""

from pathlib import Path
from typing import NamedTuple


class Request(NamedTuple):
    """Where to listen, and what to grant."""

    host: str
    port: int
    udp_port: int
    certificate: Path | None
    key: Path | None
    connections: int
    connections_per_client: int
    rate_mbit: float
    bytes_per_client: str
    quiet: bool
