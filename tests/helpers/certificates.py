"""A server's certificate, and what makes a process trust it."""

import ssl
from typing import NamedTuple


class Certificates(NamedTuple):
    server: ssl.SSLContext
    """For a server that is 127.0.0.1 and seems to be the speed test service."""
    trust: dict[str, str]
    """Environment variables that make a process trust it."""
