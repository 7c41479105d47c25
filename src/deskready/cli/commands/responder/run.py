"""`deskready responder`: a measurement server of one's own, for employers and support engineers.

Agents measure their lines against it, so that nobody depends on a third party's server, its data policy or its limits.
"""

import contextlib
import errno
import math
import os
import socket
import ssl
import sys
import threading
from collections.abc import Iterator

from deskready.cli import interrupt
from deskready.cli.commands.responder.greeting import Served, greeting
from deskready.cli.commands.responder.request import Request
from deskready.cli.found import installed
from deskready.cli.narration import tell
from deskready.core.clean import clean
from deskready.core.declare.unit import Unit
from deskready.core.errors import DeskreadyError, UsageError
from deskready.core.reading.quantity import parse_quantity
from deskready.core.words.message import message, text
from deskready.core.words.text import Name, file_name, typed
from deskready.store.regular_file import read_file
from deskready_responder.limits import Limits
from deskready_responder.listening import CannotListen
from deskready_responder.porch import PLACES
from deskready_responder.server import Responder

_NO_ADDRESS = message("responder.no-address", "This computer does not have the address '{address}'.")
_CHECK_HOST = message("responder.check-host", "Check {option}.")(option=typed("--host"))
_PORT = message("responder.a-port", "{protocol} port {port}")
_IN_USE = message("responder.in-use", "Another program uses {port}.")
_END_IT = message("responder.end-it", "End it, or choose another port with {option}.")
_LOW = message("responder.low", "{port} may not be used: the system keeps low ports for the administrator.")
_CHOOSE_HIGH = message("responder.choose-high", "Choose one from 1024 on with {option}.")
_CANNOT = message("responder.cannot", "Cannot listen on {host}, {port}: {reason}.")
_CHECK_BOTH = message("responder.check-both", "Check {host} and {option}.")
_NO_RATE = message("responder.no-rate", "{option}: this is no rate.")(option=typed("--max-rate"))
_WRITE_RATE = text("responder.write-rate", "Write it in Mbit/s, or 0 for no limit.")
_NO_SIZE = message("responder.no-size", "{option}: {reason}")
_LESS = message("responder.less", "{option}: this is less than nothing.")(option=typed("--max-bytes-per-client"))
_WRITE_ZERO = text("responder.write-zero", "Write 0 for no limit.")
_NEEDS_KEY = message("responder.needs-key", "{first} needs {second} beside it.")(
    first=typed("--tls-cert"), second=typed("--tls-key")
)
_NEEDS_CERT = message("responder.needs-cert", "{first} needs {second} beside it.")(
    first=typed("--tls-key"), second=typed("--tls-cert")
)
_SHOWS_HOW = message("responder.shows-how", "{command} shows how.")(command=typed("`deskready responder --help`"))
_NO_FILE = message("responder.no-file", "There is no file '{file}'.")
_CHECK_TLS = message("responder.check-tls", "Check {first} and {second}.")(
    first=typed("--tls-cert"), second=typed("--tls-key")
)
_UNUSABLE = message("responder.unusable", "The certificate and its key cannot be used: {reason}.")
_BOTH_PEM = text("responder.both-pem", "Both must be PEM files, and belong together.")
_PROTECTED = text("responder.protected", "The key is protected by a password.")
_GIVE_OTHER = text("responder.give-other", "Give one that is not, in a file that only you can read.")
_FILES = message(
    "responder.files", "The system allows this program {allowed} open files, and so many connections need {needed}."
)
_FEWER = message("responder.fewer", "Choose fewer with {option}, or raise the limit ({typed}).")(
    option=typed("--max-connections"), typed=typed("`ulimit -n`")
)
_TELL_SECONDS = 0.5
"""How often it is looked for tests that have ended."""
_STACK_BYTES = 512 * 1024
"""Of each thread: what TLS needs, and some to spare."""
_OWN_FILES = 64
"""Files that the program itself has open, generously."""


def run(request: Request) -> int:
    """Serves until it is interrupted.

    Raises:
        UsageError: It cannot: an address, a port, the certificate or a limit is wrong.
        KeyboardInterrupt: It was asked to end.
    """
    interrupt.heed()
    found = installed()
    limits, tls = _limits(request), _tls(request)
    _allow_files(limits.connections + PLACES + _OWN_FILES)
    threading.stack_size(_STACK_BYTES)
    with _opened(request, limits, tls) as responder:
        served = Served(request.host, responder.port, responder.udp_port, responder.families, encrypted=tls is not None)
        tell(greeting(served, limits, found.catalogue().checks))
        while True:
            threading.Event().wait(_TELL_SECONDS)
            responder.diary.tell()


@contextlib.contextmanager
def _opened(request: Request, limits: Limits, tls: ssl.SSLContext | None) -> Iterator[Responder]:
    """The running server.

    Raises:
        UsageError: It cannot listen there.
    """
    try:
        responder = Responder(
            request.host, request.port, request.udp_port, limits=limits, tls=tls, say=None if request.quiet else tell
        )
    except CannotListen as failure:
        raise _explain(request, failure) from failure
    with responder:
        yield responder


def _explain(request: Request, failure: CannotListen) -> UsageError:
    """Why it cannot listen, in a person's words."""
    error, host = failure.error, Name(clean(request.host, 60) or "*")
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return UsageError(_NO_ADDRESS(address=host), _CHECK_HOST)
    option, port = ("--port", request.port) if failure.protocol == "TCP" else ("--udp-port", request.udp_port)
    flag, where = typed(option), _PORT(protocol=typed(failure.protocol), port=port)
    if error.errno == errno.EADDRINUSE:
        return UsageError(_IN_USE(port=where), _END_IT(option=flag))
    if error.errno in (errno.EACCES, errno.EPERM):
        return UsageError(_LOW(port=where), _CHOOSE_HIGH(option=flag))
    reason = Name(clean(error.strerror or str(error)))
    return UsageError(_CANNOT(host=host, port=where, reason=reason), _CHECK_BOTH(host=typed("--host"), option=flag))


def _limits(request: Request) -> Limits:
    """What is granted.

    Raises:
        UsageError: A limit is none.
    """
    if not math.isfinite(request.rate_mbit):
        raise UsageError(_NO_RATE, _WRITE_RATE)
    return Limits(
        connections=request.connections,
        connections_per_client=request.connections_per_client,
        rate_mbit=request.rate_mbit,
        bytes_per_client=_bytes(request.bytes_per_client),
    )


def _bytes(size_text: str) -> int:
    """A size with its unit, or 0.

    Raises:
        UsageError: It is none.
    """
    try:
        size = 0 if size_text.strip() == "0" else int(parse_quantity(size_text, Unit.BYTE))
    except DeskreadyError as error:
        raise UsageError(
            _NO_SIZE(option=typed("--max-bytes-per-client"), reason=error.message), error.remedy
        ) from error
    if size < 0:
        raise UsageError(_LESS, _WRITE_ZERO)
    return size


def _tls(request: Request) -> ssl.SSLContext | None:
    """What speaks https, where a certificate was given.

    Raises:
        UsageError: Certificate or key cannot be used.
    """
    if request.certificate is None and request.key is None:
        return None
    if request.certificate is None or request.key is None:
        raise UsageError(_NEEDS_KEY if request.certificate else _NEEDS_CERT, _SHOWS_HOW)
    for file in (request.certificate, request.key):
        if not os.path.lexists(file):
            raise UsageError(_NO_FILE(file=file_name(file)), _CHECK_TLS)
        read_file(file, 0, _CHECK_TLS)  # the library would wait for a pipe
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    try:
        context.load_cert_chain(request.certificate, request.key, password=_no_password)
    except OSError as error:  # ssl.SSLError is one
        reason = clean(getattr(error, "reason", None) or error.strerror or str(error)).replace("_", " ").lower()
        raise UsageError(_UNUSABLE(reason=Name(reason)), _BOTH_PEM) from error
    return context


def _no_password() -> str:
    """Called for a protected key.

    Raises:
        UsageError: Always: nobody sits at a server to type it.
    """
    raise UsageError(_PROTECTED, _GIVE_OTHER)


def _allow_files(count: int) -> None:
    """Raises the number of files that this process may have open, where the system has such a limit.

    Raises:
        UsageError: So many cannot be had.
    """
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= count:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (count, hard))
    except (ValueError, OSError) as error:
        raise UsageError(_FILES(allowed=hard, needed=count), _FEWER) from error
