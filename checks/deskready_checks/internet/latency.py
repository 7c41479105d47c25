"""How long a packet takes to the internet and back."""

import socket
import time
from collections.abc import Iterator, Mapping

from deskready.plugin import Better, Check, Context, Measurement, Metric, Option, Unavailable, Unit, Use, Value
from deskready_checks.internet._interval import median_interval
from deskready_checks.internet._route import has_route

HOSTS = (("1.1.1.1", 443), ("8.8.8.8", 443), ("9.9.9.9", 443))
"""Public resolvers that answer from the nearest of many places (anycast)."""
CONNECT_SECONDS = 2.0
_PAUSE_SECONDS = 0.1


class Latency(Check):
    """How long a packet takes to the internet and back.

    The median time to open a TCP connection, which takes one round trip, to several hosts in turn. Its interval comes
    from the order statistics of the sample (`median_interval`).
    """

    id = "internet.latency"
    title = "Internet latency"
    why = "In a call both sides talk at the same time where the sound arrives late."
    uses = frozenset({Use.NETWORK})
    typical_seconds = 1.5
    limit_seconds = 40.0
    latency = Metric("internet.latency", "Round-trip latency", Unit.MILLISECOND, Better.LOWER)
    metrics = (latency,)
    remedies = {latency: "Use a network cable in place of Wi-Fi, switch off any VPN, or ask your provider."}
    options = (
        Option("target", "", 'Host to connect to, as "host:port"; empty for several public ones.'),
        Option("count", 10, "How many connections to time.", minimum=1, maximum=100),
    )

    def run(self, context: Context) -> Iterator[Measurement]:
        """Times connections, spread over the hosts."""
        from statistics import median

        hosts, count = _hosts(str(context.options["target"])), int(context.options["count"])
        times: list[float] = []
        error: OSError | None = None
        for n in range(count):
            context.progress(n / count, "Measuring the latency")
            try:
                times.append(_connect_ms(hosts[n % len(hosts)]))
            except OSError as failure:
                error = failure
            else:
                context.sample("latency", times[-1], Unit.MILLISECOND)
            if context.concluded or (not times and n + 1 >= len(hosts)):
                break
            time.sleep(_PAUSE_SECONDS)
        if not times:
            raise _explain(error, own=bool(context.options["target"]))
        times.sort()
        low, high = median_interval(times)
        yield self.latency.measured(
            median(times), low=low, high=high, samples=len(times), method="median time to open a connection"
        )

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """All connections at their slowest, and a look-up."""
        return 15.0 + float(options["count"]) * (CONNECT_SECONDS + _PAUSE_SECONDS + 0.4)


def _hosts(target: str) -> tuple[tuple[str, int], ...]:
    """Whom to connect to: numeric addresses, so that looking up a name is not timed.

    Raises:
        Unavailable: The target is no "host:port", or its name cannot be looked up.
    """
    if not target:
        return HOSTS
    host, colon, port = target.rpartition(":")
    if not (host and colon and port.isascii() and port.isdigit() and 0 < int(port) < 65_536):
        raise Unavailable("The option `target` is not a host and port.", remedy="Write it as host:port.", detail=target)
    try:
        found = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # UnicodeError: no name that could be asked for
        raise _explain(error if isinstance(error, OSError) else socket.gaierror(str(error)), own=True) from error
    return ((str(found[0][4][0]), int(port)),)


def _connect_ms(host: tuple[str, int]) -> float:
    """Milliseconds to open a connection: one round trip.

    Raises:
        OSError: None was made.
    """
    begun = time.perf_counter()
    with socket.create_connection(host, CONNECT_SECONDS):
        return (time.perf_counter() - begun) * 1000


def _explain(error: OSError | None, *, own: bool) -> Unavailable:
    """Why no connection was made, in a person's words."""
    whom = "The chosen host" if own else "The internet"
    cable = "Plug in the network cable or connect the Wi-Fi, then measure again."
    network = "Restart the router; if that does not help, ask whoever runs this network."
    software = "Ask whoever runs this network, and look into this computer's security software."
    if isinstance(error, socket.gaierror) and has_route():
        reason, remedy = "The name of the chosen host cannot be looked up (DNS).", "Check the option `target`."
    elif not isinstance(error, ConnectionRefusedError) and not has_route():
        reason, remedy = "This computer is not connected to the internet.", cable
    elif isinstance(error, TimeoutError):
        reason, remedy = f"{whom} does not answer.", "Check the option `target`." if own else network
    else:
        reason = f"{whom} refuses connections: something blocks them."
        remedy = "Check the option `target`, and the firewall of that host." if own else software
    return Unavailable(reason, remedy=remedy, detail=f"{type(error).__name__}: {error}")
