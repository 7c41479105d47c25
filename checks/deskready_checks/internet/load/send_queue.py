"""How much of what was handed to the operating system has not reached the other end yet."""

import socket
import struct
import sys
from collections.abc import Callable


def waiting(connection: socket.socket) -> int:
    """Bytes in a connection's send queue, not acknowledged yet; 0 where the system does not tell, or it is closed."""
    read = _READERS.get(sys.platform)
    try:
        return read(connection) if read else 0
    except (OSError, ValueError):  # ValueError: a closed socket's descriptor is -1
        return 0


def _linux(connection: socket.socket) -> int:
    """SIOCOUTQ, see tcp(7)."""
    import fcntl
    import termios

    return int(struct.unpack("i", fcntl.ioctl(connection.fileno(), termios.TIOCOUTQ, bytes(4)))[0])


def _macos(connection: socket.socket) -> int:
    """SO_NWRITE, see getsockopt(2) there."""
    return connection.getsockopt(socket.SOL_SOCKET, 0x1024)


_READERS: dict[str, Callable[[socket.socket], int]] = {"linux": _linux, "darwin": _macos}
