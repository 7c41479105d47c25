"""How fast the internet line is, with the speedtest-cli library."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from deskready.plugin import (
    Better,
    Check,
    Consent,
    Context,
    Gap,
    Kind,
    Measurement,
    Metric,
    Option,
    Privacy,
    Unavailable,
    Unit,
    Use,
    Value,
)
from deskready_checks.internet._conduct import Stage, conduct
from deskready_checks.internet._interval import mean_half_width
from deskready_checks.internet._plot import Plot

FIND_SECONDS = 30.0
"""How long it may take to find a server."""
GRACE_SECONDS = 15.0
"""How much longer than asked for a transfer may take: the library waits for connections that hang."""
_METHOD = "speedtest-cli: all bytes by all seconds, new connections throughout; reads low on fast lines with delay"


class Speed(Check):
    """How fast the internet line downloads and uploads.

    The rates are the library's own. Their interval holds the mean rate at the check's own sockets too, which on a slow
    line is below the library's: it counts as uploaded what still waits in this computer. From five seconds on it is
    wider by what the rates of the single seconds say (`mean_half_width`). So it tells how steady the line was, not how
    far the library is off on fast lines with delay.

    The series "download" holds what the check's own sockets received from the check's beginning to the end of the
    download, "upload" what they sent during the upload, HTTP and TLS included; `Plot` says how to get the bytes back.
    `internet.speed.bytes` counts besides what was sent while downloading and received while uploading: requests and
    short answers, less than 5 % together and hardly 1 % in a test of full length.
    """

    id = "internet.speed"
    title = "Internet speed"
    why = (
        "Calls, screen sharing and a CRM in the browser use the line at the same time. Where it is too slow, customers "
        "hear gaps and pages load while they wait."
    )
    uses = frozenset({Use.NETWORK})
    consent = frozenset({Consent.DATA})
    typical_seconds = 23.0
    limit_seconds = FIND_SECONDS + 2 * (10.0 + GRACE_SECONDS) + 10.0
    download = Metric("internet.download", "Download", Unit.MBIT_S, Better.HIGHER)
    upload = Metric("internet.upload", "Upload", Unit.MBIT_S, Better.HIGHER)
    server = Metric("internet.speed.server", "Test server", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    spent = Metric("internet.speed.bytes", "Data used by the test", Unit.BYTE)
    metrics = (download, upload, server, spent)
    remedies = {
        download: "Use a network cable in place of Wi-Fi, stop other downloads and streams, or ask your provider for a "
        "faster line.",
        upload: "Use a network cable in place of Wi-Fi, pause backups and cloud folders, or ask your provider for "
        "a line with more upload.",
    }
    options = (
        Option("server", "", "URL of a Speedtest Mini server of your own; no other host is contacted then."),
        Option("seconds", 10, "How long each direction may take, in seconds.", minimum=1, maximum=30),
    )

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Finds a server, downloads, uploads."""
        from deskready_checks.internet._speedtest import SpeedTest

        seconds = float(context.options["seconds"])
        test = SpeedTest(_web_address(str(context.options["server"])), seconds)
        plot = Plot(context, "download", lambda: test.meter.received)
        finding = Stage("Finding a server", 0.0, 0.1, FIND_SECONDS, FIND_SECONDS)
        server = conduct(context, test, test.find_server, plot, finding)
        yield self.server.measured(server.name, method="the service's nearest, or your own")

        plot.begin()
        gaps: dict[Metric, Unavailable] = {}
        for metric, transfer, stage in (
            (self.download, test.download, Stage("Downloading", 0.1, 0.55, seconds, seconds + GRACE_SECONDS)),
            (self.upload, test.upload, Stage("Uploading", 0.55, 1.0, seconds, seconds + GRACE_SECONDS)),
        ):
            if metric is self.upload:
                plot = Plot(context, "upload", lambda: test.meter.sent)
            try:
                rate = conduct(context, test, transfer, plot, stage)
            except Unavailable as gap:
                gaps[metric] = gap
            else:
                yield _rated(metric, rate, plot)
        yield self.spent.measured(test.meter.received + test.meter.sent, method="counted at the check's own sockets")
        yield from _report(gaps, context)

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """`limit_seconds`, longer or shorter by what both directions are."""
        return cls.limit_seconds + 2 * (float(options["seconds"]) - 10.0)


def _web_address(text: str) -> str:
    """The own server's URL, or "".

    Raises:
        Unavailable: It is no URL of a web server.
    """
    try:
        parts = urlsplit(text)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if text and (not good or any(letter.isspace() for letter in text)):
        raise Unavailable(
            "The option `server` is not the address of a web server.",
            remedy="Write it as http://HOST/ or https://HOST/, or leave it empty to use the public service.",
            detail=text,
        )
    return text


def _rated(metric: Metric, rate: float, plot: Plot) -> Measurement:
    """A rate with its interval: what the library says and what the sockets moved, and how unsteady that was."""
    half = mean_half_width(plot.batches)
    low, high = min(rate, plot.mean) - half, max(rate, plot.mean) + half
    return metric.measured(rate, low=max(low, 0.0), high=high, samples=len(plot.batches) or None, method=_METHOD)


def _report(gaps: Mapping[Metric, Unavailable], context: Context) -> Iterator[Gap]:
    """The directions that could not be measured.

    Raises:
        Unavailable: There is nothing else.
    """
    for gap in gaps.values():
        if len(gaps) > 1:
            raise gap
        if gap.detail:
            context.log(gap.detail)
    for metric, gap in gaps.items():
        yield metric.unavailable(gap.reason, remedy=gap.remedy)
