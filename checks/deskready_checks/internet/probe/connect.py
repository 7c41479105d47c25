"""Round trips by opening TCP connections: what is left where UDP does not get through. Not fit to judge a voice by."""

import socket
import time
from collections.abc import Sequence

from deskready.plugin import Context, Name, Privacy, Unavailable, message, text
from deskready_checks.internet.probe.advice import CONNECT, OFFLINE, UNKNOWN_HOST
from deskready_checks.internet.probe.causes import NO_NETWORK
from deskready_checks.internet.probe.plot import plot
from deskready_checks.internet.probe.route import has_route, source_address
from deskready_checks.internet.probe.servers import TCP_PORTS, host_and_port

HOSTS = (("1.1.1.1", 443), ("8.8.8.8", 443), ("9.9.9.9", 443))
"""Public resolvers that answer from the nearest of many places (anycast)."""
HOSTS_6 = (("2606:4700:4700::1111", 443), ("2001:4860:4860::8888", 443), ("2620:fe::fe", 443))
"""The same where there is only IPv6."""
CONNECT_SECONDS = 2.0
"""How long one connection may take to open."""
PAUSE_SECONDS = 0.1
"""How long to wait between two."""
_RESTART = text(
    "internet.probe.restart",
    "Restart the router; if that does not help, ask whoever runs this network.",
)
_ASK = text(
    "internet.probe.ask",
    "Ask whoever runs this network, and look into this computer's security software.",
)
_MEASURING = text("internet.probe.measuring", "Measuring the latency")
_SILENT = {
    True: text("internet.probe.host-silent", "The chosen host does not answer."),
    False: text("internet.probe.internet-silent", "The internet does not answer."),
}
_UNREACHABLE = {
    True: text("internet.probe.host-unreachable", "The chosen host cannot be reached from this network."),
    False: text("internet.probe.internet-unreachable", "The internet cannot be reached from this network."),
}
_REFUSED = {
    True: text("internet.probe.host-refuses", "The chosen host refuses connections: something blocks them."),
    False: text("internet.probe.internet-refuses", "The internet refuses connections: something blocks them."),
}
"""By whether a host was chosen."""
_CHECK = message("internet.probe.check-option", "Check the option `{option}`.")
_CHECK_WALL = message(
    "internet.probe.check-option-and-firewall", "Check the option `{option}`, and the firewall of that host."
)


def hosts_of(target: str, option: str) -> tuple[tuple[str, int], ...]:
    """The hosts to connect to: numeric addresses, so that looking up a name is not timed.

    Args:
        target: "host:port", or "" for public hosts.
        option: The option that `target` is the value of.

    Raises:
        Unavailable: The target is no "host:port", or its name cannot be looked up.
    """
    if not target:
        return HOSTS_6 if not _has_way(HOSTS) and _has_way(HOSTS_6) else HOSTS
    host, port = host_and_port(target, option)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # UnicodeError: no name that could be asked for
        cause = error if isinstance(error, OSError) else socket.gaierror(str(error))
        raise explain(cause, option) from error
    return ((str(found[0][4][0]), port),)


def hosts_beside(responder: str) -> tuple[tuple[str, int], ...]:
    """Where a responder may take TCP connections: its UDP port is seldom its TCP port, too.

    Raises:
        Unavailable: As `hosts_of`.
    """
    ((host, port),) = hosts_of(responder, "responder")
    return tuple((host, other) for other in dict.fromkeys((port, *TCP_PORTS)))


def connect_times(context: Context, hosts: Sequence[tuple[str, int]], count: int, option: str) -> list[float]:
    """Milliseconds of each connection that could be made, spread over the hosts; ends early where that is asked for.

    A host that fails is not asked again, but where it is the only one that ever answered.

    Args:
        context: Gets each as a point of the series "latency".
        hosts: What is connected to, in turn.
        count: How many connections to try.
        option: The option that names the host, or "" for public ones.

    Raises:
        Unavailable: None could be made.
    """
    times: list[float] = []
    error: OSError | None = None
    left = list(hosts)
    for n in range(count):
        context.progress(n / count, _MEASURING)
        host = left[n % len(left)]
        try:
            times.append(_connect_ms(host))
        except OSError as failure:
            error = failure
            if not times or len(left) > 1:
                left.remove(host)
        else:
            plot(context, times[-1:])
        if not left or (context.concluded and times):
            break
        time.sleep(PAUSE_SECONDS)
    if not times:
        raise explain(error, option)
    return times


def explain(error: OSError | None, option: str) -> Unavailable:
    """Why no connection was made, in a person's words.

    Args:
        error: The system's.
        option: The option that names the host, or "" for public ones.
    """
    chosen, name = bool(option), Name(option, Privacy.PUBLIC)
    network = _CHECK(option=name) if chosen else _RESTART
    # One's own host may stand in a network that leads nowhere else.
    told_by_host = (ConnectionError, TimeoutError) if option else (ConnectionError,)
    cause = None
    if isinstance(error, socket.gaierror) and has_route():
        reason, remedy = UNKNOWN_HOST, _CHECK(option=name)
    elif not isinstance(error, told_by_host) and not has_route():
        reason, remedy, cause = OFFLINE, CONNECT, NO_NETWORK
    elif isinstance(error, TimeoutError):
        reason, remedy = _SILENT[chosen], network
    elif isinstance(error, OSError) and not isinstance(error, ConnectionError):
        reason, remedy = _UNREACHABLE[chosen], network
    else:
        reason, remedy = _REFUSED[chosen], _CHECK_WALL(option=name) if chosen else _ASK
    return Unavailable(reason, remedy=remedy, detail=f"{type(error).__name__}: {error}", cause=cause)


def _connect_ms(host: tuple[str, int]) -> float:
    """Milliseconds to open a connection: one round trip.

    Raises:
        OSError: None was made.
    """
    begun = time.perf_counter()
    with socket.create_connection(host, CONNECT_SECONDS):
        return (time.perf_counter() - begun) * 1000


def _has_way(hosts: Sequence[tuple[str, int]]) -> bool:
    """Whether a packet to one of these addresses would leave this computer. Sends nothing."""
    return any(source_address(host) for host, _ in hosts)
