"""Sockets to listen on, and why there is none."""

import socket


class CannotListen(Exception):  # noqa: N818 - what is the case
    """A port cannot be had.

    Args:
        protocol: `TCP` or `UDP`.
        error: Why.
    """

    def __init__(self, protocol: str, error: OSError) -> None:
        super().__init__(f"{protocol}: {error}")
        self.protocol = protocol
        self.error = error


def bound(host: str, port: int, kind: socket.SocketKind) -> socket.socket:
    """A socket that is bound to that address.

    Raises:
        CannotListen: There is none.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=kind, flags=socket.AI_PASSIVE)[0]
        return _bound_to(address, host, family, kind)
    except (OSError, UnicodeError) as error:  # UnicodeError: no name that could be asked for
        known = error if isinstance(error, OSError) else socket.gaierror(str(error))
        raise CannotListen("TCP" if kind is socket.SOCK_STREAM else "UDP", known) from error


def _bound_to(address: object, host: str, family: int, kind: socket.SocketKind) -> socket.socket:
    sock = socket.socket(family, kind)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where others could bind to the same port else
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        elif kind is socket.SOCK_STREAM:  # so that it can be started again at once
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(host != "::"))
        sock.bind(address)  # type: ignore[arg-type]  # as the look-up gave it
    except OSError:
        sock.close()
        raise
    return sock
