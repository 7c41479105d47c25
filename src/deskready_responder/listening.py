"""Sockets to listen on, and why there is none."""

import contextlib
import errno
import socket

EVERYWHERE = ""
"""Stands for every address of this computer, of IPv6 and IPv4."""
_ATTEMPTS = 20
"""How many free ports are tried until one is free in both families."""
_NO_SUCH_FAMILY = (errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT, errno.EADDRNOTAVAIL, errno.EINVAL)
"""What the system says where it has a family not at all, or has switched it off."""


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


def bound(host: str, port: int, kind: socket.SocketKind) -> list[socket.socket]:
    """Sockets that are bound to that address, all to one port.

    Args:
        host: An address or a name; `EVERYWHERE` for all addresses of each family that this system has.
        port: The port; 0 for a free one.
        kind: TCP or UDP.

    Raises:
        CannotListen: There are none.
    """
    try:
        if host == EVERYWHERE:
            return _everywhere(port, kind)
        family, *_, address = socket.getaddrinfo(host, port, type=kind, flags=socket.AI_PASSIVE)[0]
        return [_bound_to(family, address, kind)]
    except (OSError, UnicodeError) as error:  # UnicodeError: no name that could be asked for
        known = error if isinstance(error, OSError) else socket.gaierror(str(error))
        raise CannotListen("TCP" if kind is socket.SOCK_STREAM else "UDP", known) from error


def families(listeners: list[socket.socket]) -> list[str]:
    """The families that these sockets listen on, as people call them."""
    six = [sock for sock in listeners if sock.family == socket.AF_INET6]
    four = len(six) < len(listeners) or any(_is_dual(sock) for sock in six)
    return [*(["IPv4"] if four else []), *(["IPv6"] if six else [])]


def _everywhere(port: int, kind: socket.SocketKind) -> list[socket.socket]:
    """One socket for both families, where the system can; else one for each family that it has."""
    for _ in range(1 if port else _ATTEMPTS):
        try:
            six = _bound_to(socket.AF_INET6, ("::", port), kind)
        except OSError as error:
            if error.errno not in _NO_SUCH_FAMILY:
                raise
            return [_bound_to(socket.AF_INET, ("0.0.0.0", port), kind)]  # noqa: S104 - a server is there to be reached
        if _is_dual(six):
            return [six]
        taken = six.getsockname()[1]
        try:
            return [_bound_to(socket.AF_INET, ("0.0.0.0", taken), kind), six]  # noqa: S104 - likewise
        except OSError as error:
            if error.errno in _NO_SUCH_FAMILY:
                return [six]
            six.close()
            refused = error
    raise refused


def _bound_to(family: int, address: object, kind: socket.SocketKind) -> socket.socket:
    """A socket that is bound to an address; `::` stands for IPv4 too, where that can be had."""
    with contextlib.ExitStack() as failed:
        sock = failed.enter_context(socket.socket(family, kind))
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where others could bind to the same port else
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        elif kind is socket.SOCK_STREAM:  # so that it can be started again at once
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            with contextlib.suppress(OSError):  # a system on which it cannot be changed
                sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(address[0] != "::"))  # type: ignore[index]
        sock.bind(address)  # type: ignore[arg-type]  # as the look-up gave it
        failed.pop_all()
        return sock


def _is_dual(sock: socket.socket) -> bool:
    return not sock.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY)
