"""What can be chosen of the speed check."""

from deskready.plugin import Metric, Option
from deskready_checks.internet.speed.metrics import DOWNLOAD, UPLOAD
from deskready_checks.internet.speed.mlab import MLAB


def _need(name: str, metric: Metric, limit: str, words: str) -> Option[float]:
    """A rate in Mbit/s that decides, which is the profile's own unless somebody names another."""
    return Option(name, 0.0, words, minimum=0, maximum=10_000, follows=f"{metric.id} {limit}")


SERVER = Option(
    "server", "", "URL of a measurement server of your own; no other host is contacted then.", served="http"
)
RESPONDER = Option(
    "responder",
    "",
    'Whom to probe meanwhile, as "host:port"; without it the host of `server`, else public STUN servers.',
    served="udp",
)
SECONDS = Option("seconds", 10.0, "How long each direction may take at most, in seconds.", minimum=1, maximum=30)
PROVIDER = Option(
    "provider",
    "auto",
    "Whom to measure against; auto asks one after the other.",
    choices=("auto", "own", "cloudflare", "librespeed", "ndt7", "nq", "speedtest-cli", "iperf3"),
)
MODE = Option(
    "mode",
    "auto",
    "quick: only whether the needs are met; metered: the same with few bytes; full: how fast the line is; "
    "auto: full, but metered where the system says that the connection is.",
    choices=("auto", "quick", "full", "metered"),
)
MIN_DOWN = _need("min_down", DOWNLOAD, "minimum", "Mbit/s of download that you need, for quick and metered.")
GOOD_DOWN = _need("good_down", DOWNLOAD, "recommended", "Mbit/s of download that are good, likewise.")
MIN_UP = _need("min_up", UPLOAD, "minimum", "Mbit/s of upload that you need, for quick and metered.")
GOOD_UP = _need("good_up", UPLOAD, "recommended", "Mbit/s of upload that are good, likewise.")
MLAB_CONSENT = Option(
    "mlab", False, "Whether M-Lab's servers may be used: it publishes results and addresses.", policy=MLAB
)
