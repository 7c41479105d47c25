"""Which providers are asked, and in which order."""

from deskready.plugin import Name, Privacy, Unavailable, message, text
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.providers.cloudflare import Cloudflare
from deskready_checks.internet.providers.interface import LoadProvider, NativeProvider
from deskready_checks.internet.providers.iperf3 import Iperf3
from deskready_checks.internet.providers.librespeed import LibreSpeed
from deskready_checks.internet.providers.ndt7 import Ndt7
from deskready_checks.internet.providers.nq import NetworkQuality
from deskready_checks.internet.providers.speedtest_cli.provider import SpeedtestCli

AnyProvider = LoadProvider | NativeProvider
_NOT_FEW = message("internet.providers.not-few", "{provider} cannot be kept to few bytes, and the test is metered.")
_CONTRADICTION = text(
    "internet.providers.contradiction",
    "The options `provider` and `server` contradict each other.",
)
_ANOTHER = text(
    "internet.providers.another",
    "Choose another provider, or the mode full where data costs nothing.",
)
_NAME_SERVER = text(
    "internet.providers.name-server",
    "Name your own server with `server`, or leave both as they are to use a public service.",
)


def providers(
    choice: str, server: str, seconds: float, meter: Meter, *, consent: bool = False, few_bytes: bool = False
) -> list[AnyProvider]:
    """The providers to ask, first choice first.

    Where there is a server of one's own, nothing else is contacted. It is asked for LibreSpeed's paths, then as a
    Speedtest Mini server.

    Args:
        choice: The value of the option `provider`.
        server: The own server's URL, or "".
        seconds: How long a direction may take.
        meter: Counts all bytes.
        consent: Whether the person agreed to M-Lab's data policy.
        few_bytes: Whether only those are wanted that our engine measures against: what brings a test of its own moves
            as much as it likes.

    Raises:
        Unavailable: The options contradict each other.
    """
    found = _named(choice, server, seconds, meter, consent=consent)
    kept = [provider for provider in found if not (few_bytes and isinstance(provider, NativeProvider))]
    if not kept:
        raise Unavailable(_NOT_FEW(provider=Name(found[0].title, Privacy.PUBLIC)), remedy=_ANOTHER)
    return kept


def _named(choice: str, server: str, seconds: float, meter: Meter, *, consent: bool) -> list[AnyProvider]:
    """All that is named.

    Raises:
        Unavailable: They contradict each other.
    """
    library = SpeedtestCli(meter, server, seconds)
    if (choice == "own" and not server) or (choice == "cloudflare" and server):
        raise Unavailable(_CONTRADICTION, remedy=_NAME_SERVER)
    if choice in {"auto", "own"} and server:
        return [LibreSpeed(meter, server), library]
    if choice == "auto":
        asked = [Ndt7(meter, consent=True)] if consent else []
        return [Cloudflare(meter), *asked, library]
    named: dict[str, AnyProvider] = {
        "cloudflare": Cloudflare(meter),
        "librespeed": LibreSpeed(meter, server),
        "ndt7": Ndt7(meter, server, consent=consent),
        "nq": NetworkQuality(meter, server),
        "speedtest-cli": library,
        "iperf3": Iperf3(meter, server, seconds),
    }
    return [named[choice]]
