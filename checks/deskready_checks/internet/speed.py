"""How fast the internet line is, by our own engine or by another's test."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
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
from deskready_checks.internet._busy import busy
from deskready_checks.internet._mlab import MLAB

if TYPE_CHECKING:
    from deskready_checks.internet._speed_run import SpeedRun

FIND_SECONDS = 30.0
"""How long it may take to find a server."""
GRACE_SECONDS = 15.0
"""How much longer than asked for a transfer may take: the library waits for connections that hang."""
PASS_SECONDS = 25.0
"""How long providers may take that are passed over in the end."""
IDLE_SECONDS = 6.0
"""How long the idle line may be probed, and the last answers under load be waited for."""
_QUEUE = (
    "Switch on smart queue management (SQM, fq_codel or CAKE) in your router, and pause backups, updates and streams "
    "while you work."
)


def _need(name: str, metric: Metric, limit: str, words: str) -> Option:
    """A rate in Mbit/s that decides, which is the profile's own unless somebody names another."""
    return Option(name, 0.0, words, minimum=0, maximum=10_000, follows=f"{metric.id} {limit}")


class Speed(Check):
    """How fast the internet line downloads and uploads.

    The rates are the mean after the connections have reached their speed, with the interval of 95 % from batch means;
    of providers that bring a test of their own they are that test's, with an interval that holds the mean rate at the
    check's own sockets too and, from five seconds on, is wider by what the rates of the single seconds say.

    Providers are asked in turn: a server of one's own and nothing else, or Cloudflare, M-Lab (after consent) and
    speedtest.net. One that refuses, is silent or breaks off is passed over; `internet.speed.provider` says so.

    The series "download" holds what the check's own sockets received from the check's beginning to the end of the
    download, "upload" what they sent during the upload, HTTP and TLS included; `Plot` says how to get the bytes back.
    `internet.speed.bytes` counts besides what was sent while downloading and received while uploading: requests and
    short answers, less than 5 % together and hardly 1 % in a test of full length.

    The idle line is probed over UDP while a server is looked for, and the full line during the transfers, which costs
    no more data and hardly more time (`UnderLoad`). Only probes sent while our own engine had the line full count.
    """

    id = "internet.speed"
    title = "Internet speed"
    why = (
        "Calls, screen sharing and a CRM in the browser use the line at the same time. Where it is too slow, customers "
        "hear gaps and pages load while they wait."
    )
    uses = frozenset({Use.NETWORK})
    consent = frozenset({Consent.DATA})
    place = 10
    typical_seconds = 20.0
    limit_seconds = FIND_SECONDS + 2 * (10.0 + GRACE_SECONDS) + PASS_SECONDS + IDLE_SECONDS + 10.0
    download = Metric("internet.download", "Download", Unit.MBIT_S, Better.HIGHER)
    upload = Metric("internet.upload", "Upload", Unit.MBIT_S, Better.HIGHER)
    server = Metric("internet.speed.server", "Test server", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    provider = Metric("internet.speed.provider", "Measured against", kind=Kind.TEXT)
    spent = Metric("internet.speed.bytes", "Data used by the test", Unit.BYTE)
    downloading, uploading = busy("download"), busy("upload")
    bloat = Metric("internet.bufferbloat", "Latency added when busy", Unit.MILLISECOND, Better.LOWER)
    grade = Metric("internet.bufferbloat.grade", "Bufferbloat grade", kind=Kind.TEXT)
    responsiveness = Metric("internet.responsiveness", "Round trips a minute", better=Better.HIGHER)
    mos = Metric("internet.quality.loaded.mos", "Call quality, busy (MOS)", better=Better.HIGHER)
    r = Metric("internet.quality.loaded.r", "Call quality, busy (R)", better=Better.HIGHER)
    meaning = Metric("internet.quality.loaded.meaning", "A call meanwhile", kind=Kind.TEXT)
    metrics = (
        *(download, upload, server, provider, spent, *downloading, *uploading),
        *(bloat, grade, responsiveness, mos, r, meaning),
    )
    remedies = {
        download: "Use a network cable in place of Wi-Fi, stop other downloads and streams, or ask your provider for a "
        "faster line.",
        upload: "Use a network cable in place of Wi-Fi, pause backups and cloud folders, or ask your provider for "
        "a line with more upload.",
        **dict.fromkeys((*downloading, *uploading, bloat, responsiveness, mos, r), _QUEUE),
    }
    options = (
        Option(
            "server", "", "URL of a measurement server of your own; no other host is contacted then.", served="http"
        ),
        Option(
            "responder",
            "",
            'Whom to probe meanwhile, as "host:port"; without it the host of `server`, else public STUN servers.',
            served="udp",
        ),
        Option("seconds", 10, "How long each direction may take at most, in seconds.", minimum=1, maximum=30),
        Option(
            "provider",
            "auto",
            "Whom to measure against; auto asks one after the other.",
            choices=("auto", "own", "cloudflare", "librespeed", "ndt7", "nq", "speedtest-cli", "iperf3"),
        ),
        Option(
            "mode",
            "auto",
            "quick: only whether the needs are met; metered: the same with few bytes; full: how fast the line is; "
            "auto: full, but metered where the system says that the connection is.",
            choices=("auto", "quick", "full", "metered"),
        ),
        _need("min_down", download, "minimum", "Mbit/s of download that you need, for quick and metered."),
        _need("good_down", download, "recommended", "Mbit/s of download that are good, likewise."),
        _need("min_up", upload, "minimum", "Mbit/s of upload that you need, for quick and metered."),
        _need("good_up", upload, "recommended", "Mbit/s of upload that are good, likewise."),
        Option("mlab", False, "Whether M-Lab's servers may be used: it publishes results and addresses.", policy=MLAB),
    )

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Finds a server, downloads, uploads."""
        from deskready_checks.internet._loaded_report import report
        from deskready_checks.internet._speed_run import SpeedRun
        from deskready_checks.internet.load.interface import Direction

        run = SpeedRun(context, _web_address(str(context.options["server"])))
        gaps: dict[Metric, Unavailable] = {}
        for metric, direction in ((self.download, Direction.DOWN), (self.upload, Direction.UP)):
            try:
                found = run.measure(direction)
            except Unavailable as gap:
                if run.server is None:
                    raise
                gaps[metric] = gap
                run.under_load.skip(direction, f"The {direction.value} broke off, or never began.", gap.remedy)
            else:
                yield metric.measured(
                    found.rate, low=found.low, high=found.high, samples=found.samples, method=found.method
                )
        yield from self._about(run)
        yield from _report(gaps, context)
        yield from report(self, run.under_load)

    def _about(self, run: "SpeedRun") -> Iterator[Measurement]:
        """Whom it was measured against, and what that took."""
        yield self.server.measured(run.server or "", method="the service's nearest, or your own")
        if run.used:
            yield self.provider.measured(run.used, method="the first that served")
        yield self.spent.measured(run.meter.received + run.meter.sent, method="counted at the check's own sockets")

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
