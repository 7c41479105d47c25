"""What can be chosen of the speed check."""

from deskready.plugin import Metric, Option, Text, text
from deskready_checks.internet.speed.metrics import DOWNLOAD, UPLOAD
from deskready_checks.internet.speed.mlab import MLAB


def _need(name: str, metric: Metric, limit: str, words: Text) -> Option[float]:
    """A rate in Mbit/s that decides, which is the profile's own unless somebody names another."""
    return Option(name, 0.0, words, minimum=0, maximum=10_000, follows=f"{metric.id} {limit}")


SERVER = Option(
    "server",
    "",
    text("internet.speed.option.server", "URL of a measurement server of your own; no other host is contacted then."),
    served="http",
)
RESPONDER = Option(
    "responder",
    "",
    text(
        "internet.speed.option.responder",
        'Whom to probe meanwhile, as "host:port"; without it the host of `server`, else public STUN servers.',
    ),
    served="udp",
)
SECONDS = Option(
    "seconds",
    10.0,
    text("internet.speed.option.seconds", "How long each direction may take at most, in seconds."),
    minimum=1,
    maximum=30,
)
PROVIDER = Option(
    "provider",
    "auto",
    text("internet.speed.option.provider", "Whom to measure against; auto asks one after the other."),
    choices=("auto", "own", "cloudflare", "librespeed", "ndt7", "nq", "speedtest-cli", "iperf3"),
)
MODE = Option(
    "mode",
    "auto",
    text(
        "internet.speed.option.mode",
        "quick: only whether the needs are met; metered: the same with few bytes; full: how fast the line is; "
        "auto: full, but metered where the system says that the connection is.",
    ),
    choices=("auto", "quick", "full", "metered"),
)
MIN_DOWN = _need(
    "min_down",
    DOWNLOAD,
    "minimum",
    text("internet.speed.option.min-down", "Mbit/s of download that you need, for quick and metered."),
)
GOOD_DOWN = _need(
    "good_down",
    DOWNLOAD,
    "recommended",
    text("internet.speed.option.good-down", "Mbit/s of download that are good, for quick and metered."),
)
MIN_UP = _need(
    "min_up",
    UPLOAD,
    "minimum",
    text("internet.speed.option.min-up", "Mbit/s of upload that you need, for quick and metered."),
)
GOOD_UP = _need(
    "good_up",
    UPLOAD,
    "recommended",
    text("internet.speed.option.good-up", "Mbit/s of upload that are good, for quick and metered."),
)
MLAB_CONSENT = Option(
    "mlab",
    False,
    text("internet.speed.option.mlab", "Whether M-Lab's servers may be used: it publishes results and addresses."),
    policy=MLAB,
)
