"""The speedtest-cli library, its output streams left alone, its sockets counted and its requests watched."""

import contextlib
import functools
import io
import ssl
import threading
import urllib.request
import zlib
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from deskready_checks.internet.load.meter import Meter, MeteredSocket, MeteredTls
from deskready_checks.internet.path import trust
from deskready_checks.internet.path.proxy import proxy_at
from deskready_checks.internet.path.proxy_blame import connecting
from deskready_checks.internet.providers.speedtest_cli.answers import answered, heard_out
from deskready_checks.internet.providers.speedtest_cli.watch import Watch

with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    # On import the library opens the descriptors of the output streams anew, and closes them when it is collected.
    # Streams without a descriptor are left alone; they also let it be imported in a full-screen program.
    import speedtest

ANSWER_SECONDS = 10.0
"""How long a connection may take to be made, and then to bring anything."""
PING_SECONDS = 3.0
"""How long a server may take over each of the three parts of the latency test."""
ERRORS: tuple[type[Exception], ...] = (
    speedtest.SpeedtestException,
    OSError,
    HTTPException,
    EOFError,
    zlib.error,
    AttributeError,
    KeyError,
    NameError,
    TypeError,
    ValueError,
)
"""What the library raises, what it lets through from below, and what it trips over where an answer is not as it
expects: a missing element, a number that is none."""
_OWN_CONFIG: dict[str, Any] = {
    "client": {},
    "ignore_servers": [],
    "sizes": {
        "download": [350, 500, 750, 1000, 1500, 2000, 2500, 3000, 3500, 4000],
        "upload": [524_288, 1_048_576, 7_340_032],
    },
    "counts": {"download": 4, "upload": 17},
    "threads": {"download": 8, "upload": 8},
    "upload_max": 51,
}
"""The settings that speedtest.net gives out, for a server of one's own."""


class Stop(threading.Event):
    """An event with the old name that the library calls, which Python means to drop."""

    def isSet(self) -> bool:  # noqa: N802 - the library's name
        """Whether it is set."""
        return self.is_set()


class Client(speedtest.Speedtest):  # type: ignore[misc]  # the library is untyped
    """The library's client. Constructing it asks speedtest.net for settings, unless there is a server of one's own.

    Args:
        watch: Watches over its requests.
        meter: Counts what its sockets move.
        stop: Ends its transfers.
        seconds: How long each direction may take.
        through: The proxy's address for each scheme that goes by way of one.

    Raises:
        ERRORS: The settings did not come.
    """

    def __init__(self, watch: Watch, meter: Meter, stop: Stop, seconds: float, through: dict[str, str]) -> None:
        self._watch = watch
        speedtest.ProxyHandler = functools.partial(urllib.request.ProxyHandler, through)
        speedtest.SpeedtestHTTPConnection = functools.partial(_Http, meter)
        speedtest.SpeedtestHTTPSConnection = functools.partial(_Https, meter)
        super().__init__(timeout=ANSWER_SECONDS, secure=True, shutdown_event=stop)
        self.config["length"] = {"download": seconds, "upload": seconds}

    def get_config(self) -> Any:
        """The settings; the library calls this from its constructor."""
        self._watch.guard(self._opener)
        if not self._watch.own_host:
            return super().get_config()
        self.config.update(_OWN_CONFIG)
        return self.config


class _HeardOut:
    """Stands before one of the library's connections, and lets errors name who is at fault."""

    sock: Any
    host: str
    port: int

    def connect(self) -> None:
        """Connects."""
        with connecting(proxy_at(self.host, self.port)):
            super().connect()  # type: ignore[misc]  # of the connection behind this

    def send(self, data: Any) -> None:
        """Sends; where the other end listens no more, what it says tells why."""
        with heard_out(lambda: self.sock):
            super().send(data)  # type: ignore[misc]

    def getresponse(self) -> Any:
        """The answer; whoever gives it before all is there has not counted it."""
        return answered(self.sock, super().getresponse)  # type: ignore[misc]


class _Http(_HeardOut, speedtest.SpeedtestHTTPConnection):  # type: ignore[misc]  # the library is untyped
    """The library's connection, counted."""

    def __init__(self, meter: Meter, *args: Any, **settings: Any) -> None:
        settings.setdefault("timeout", PING_SECONDS)
        super().__init__(*args, **settings)
        self._meter = meter

    def connect(self) -> None:
        """Connects."""
        super().connect()
        self.sock = MeteredSocket(self.sock, self._meter)


class _Https(_HeardOut, speedtest.SpeedtestHTTPSConnection):  # type: ignore[misc]  # the library is untyped
    """The library's TLS connection, counted."""

    _context: Any

    def __init__(self, meter: Meter, *args: Any, **settings: Any) -> None:
        settings.setdefault("timeout", PING_SECONDS)
        settings["context"] = trust.context()
        super().__init__(*args, **settings)
        self._context = _MeteringContext(self._context, meter)


class _MeteringContext:
    """Stands in for the `ssl.SSLContext` of a connection, where the library calls for it."""

    def __init__(self, context: ssl.SSLContext, meter: Meter) -> None:
        self._context = context
        self._meter = meter

    def wrap_socket(self, sock: Any, server_hostname: str) -> MeteredTls:
        """A counted TLS connection over `sock`; what breaks now is no proxy's fault."""
        try:
            return MeteredTls(sock, self._meter, self._context, server_hostname)
        except ssl.SSLError:
            raise
        except OSError as error:
            raise URLError(error) from error
