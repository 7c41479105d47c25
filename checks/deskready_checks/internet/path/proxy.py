"""The proxy that this computer's web traffic goes through, as its settings name it, and what is wrong with it.

An automatic configuration file (PAC, WPAD) is not seen.
"""

import contextlib
import ipaddress
import os
import re
import urllib.request
from enum import Enum, auto
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

_HTTP = {"http": 80, "https": 443}
"""Schemes of a proxy that speaks HTTP, with their ports; the address of a proxy for https is often written so."""
_SOCKS = re.compile("socks[45]?[ah]?")
_HOST = re.compile(r"[^\s/?#@\[\]\\<>\"]+")
_SPARED = re.compile(
    r"\*|<local>|\[[0-9a-f:.%]+\](:\d{1,5})?|[0-9a-f:.]*:[0-9a-f:.]*(/\d+)?|[^\s/:;@\[\]]+((/|:)\d{1,5})?",
    re.IGNORECASE,
)
"""An entry of `no_proxy`: a host, a domain, an address or a network."""


class Problem(Enum):
    """What can be wrong with a proxy."""

    UNREADABLE = auto()
    """The setting is no address of a proxy, or no list of hosts that need none."""
    SOCKS = auto()
    """It speaks SOCKS, which is not spoken here."""
    ABSENT = auto()
    """Nothing takes connections, or answers, at its address."""
    NO_HTTP = auto()
    """What answers there is no proxy for the web."""
    LOGIN = auto()
    """It wants a name and a password, or others."""
    REFUSED = auto()
    """It does not let this host be reached."""
    HELPLESS = auto()
    """It does not reach the host itself."""


class ProxyError(OSError):
    """Raised where the proxy, and not the server, keeps a connection from being made.

    Args:
        problem: What is wrong.
        variable: The environment variable that names it; "" for the system's own settings.
        detail: In the system's words.
    """

    def __init__(self, problem: Problem, variable: str, detail: str = "") -> None:
        super().__init__(f"{variable or 'proxy'}: {problem.name} {detail}".strip())
        self.problem = problem
        self.variable = variable


class Proxy(NamedTuple):
    """A proxy."""

    host: str
    port: int
    login: str
    """Its user's name and password with a colon between, or ""."""
    variable: str
    """The environment variable that names it; "" for the system's own settings."""


def in_use() -> bool:
    """Whether a proxy is set for http or https: by environment variables, or in macOS's or Windows's own settings.

    Raises:
        ProxyError: A setting cannot be read.
    """
    found = urllib.request.getproxies()
    for scheme in ("http", "https", "all"):
        if written := found.get(scheme):
            _read(written, _variable(scheme))
    if any(found.get(scheme) for scheme in ("http", "https", "all")):
        _check_spared()
    return any(found.get(scheme) for scheme in ("http", "https", "socks", "all"))


def proxy_for(url: str) -> Proxy | None:
    """The proxy on the way to a URL; None where there is none.

    Raises:
        ProxyError: The setting cannot be read, or names a SOCKS proxy.
    """
    parts = urlsplit(url)
    found = urllib.request.getproxies()
    scheme = parts.scheme if found.get(parts.scheme) else "all"
    written = found.get(scheme)
    if not written:
        return None
    _check_spared()
    if urllib.request.proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    variable = _variable(scheme)
    proxy, kind = _read(written, variable)
    if kind not in _HTTP:
        raise ProxyError(Problem.SOCKS, variable, kind)
    return proxy


def addresses(*urls: str) -> dict[str, str]:
    """The proxy's address for the scheme of each URL, as `urllib.request.ProxyHandler` wants them.

    Raises:
        ProxyError: A setting cannot be read, or names a SOCKS proxy.
    """
    found = {urlsplit(url).scheme: proxy_for(url) for url in urls}
    return {scheme: _address(proxy) for scheme, proxy in found.items() if proxy}


def proxy_at(host: str, port: int) -> Proxy | None:
    """The proxy for http or https that is at an address; None where that is no proxy's."""
    for scheme in ("http", "https", "all"):
        if written := urllib.request.getproxies().get(scheme):
            with contextlib.suppress(ProxyError):
                proxy, _ = _read(written, _variable(scheme))
                if (proxy.host, proxy.port) == (host, port):
                    return proxy
    return None


def _address(proxy: Proxy) -> str:
    host = f"[{proxy.host}]" if ":" in proxy.host else proxy.host
    name, _, password = (quote(part, safe="") for part in proxy.login.partition(":"))
    login = f"{name}:{password}@" if proxy.login else ""
    return f"http://{login}{host}:{proxy.port}"


def _read(written: str, variable: str) -> tuple[Proxy, str]:
    """A proxy and its scheme.

    Raises:
        ProxyError: It is no address of one.
    """
    try:
        parts = urlsplit(written if "//" in written else f"http://{written}")
        host, port = _host(parts), parts.port
    except ValueError as error:  # UnicodeError is one, too
        raise ProxyError(Problem.UNREADABLE, variable, str(error)) from error
    if not (parts.scheme in _HTTP or _SOCKS.fullmatch(parts.scheme)) or port == 0:
        raise ProxyError(Problem.UNREADABLE, variable, "no such scheme or port")  # no words: for the log
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username is not None else ""
    return Proxy(host, port or _HTTP.get(parts.scheme, 1080), login, variable), parts.scheme


def _host(parts: SplitResult) -> str:
    """The host.

    Raises:
        ValueError: There is none, or it can be none.
    """
    host = parts.hostname or ""
    if ":" in host:
        ipaddress.ip_address(host)
    elif not _HOST.fullmatch(host):
        raise ValueError("no host")
    else:
        host.encode("idna")
    return host


def _check_spared() -> None:
    """Lets only a `no_proxy` pass that can be understood.

    Raises:
        ProxyError: It cannot be.
    """
    variable = _variable("no")
    entries = (entry.strip() for entry in os.environ.get(variable, "").split(","))
    if any(entry and not _readable(entry) for entry in entries):
        raise ProxyError(Problem.UNREADABLE, variable, "no list between commas")  # no words: for the log


def _readable(entry: str) -> bool:
    port = entry.rpartition(":")[2] if entry.count(":") == 1 or "]:" in entry else ""
    return _SPARED.fullmatch(entry) is not None and not (port.isdigit() and int(port) > 65_535)


def _variable(scheme: str) -> str:
    """The environment variable that counts, as `urllib` picks it: lower case first."""
    names = sorted((name for name in os.environ if name.lower() == f"{scheme}_proxy"), key=str.lower)
    lower = [name for name in names if name == name.lower()]
    return next((name for name in [*lower, *names] if os.environ[name]), "")
