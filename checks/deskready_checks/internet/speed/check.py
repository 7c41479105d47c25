"""How fast the internet line is, by our own engine or by another's test."""

from collections.abc import Iterator, Mapping

from deskready.plugin import Check, Consent, Context, Gap, Measurement, Use, Value, text
from deskready_checks.internet.probe.causes import NETWORK
from deskready_checks.internet.speed import options as chosen
from deskready_checks.internet.speed.metrics import (
    BLOAT,
    DOWNLOAD,
    DOWNLOADING,
    GRADE,
    MEANING,
    MOS,
    PROVIDER,
    QUEUE,
    RESPONSIVENESS,
    SERVER,
    SPENT,
    UPLOAD,
    UPLOADING,
    R,
)
from deskready_checks.internet.speed.patience import FIND_SECONDS, GRACE_SECONDS, IDLE_SECONDS, PASS_SECONDS


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
    title = text("internet.speed.title", "Internet speed")
    why = text(
        "internet.speed.why",
        "Calls, screen sharing and a CRM in the browser use the line at the same time. Where it is too slow, customers "
        "hear gaps and pages load while they wait.",
    )
    about = text("internet.speed.about", "How fast the internet line downloads and uploads.")
    uses = frozenset({Use.NETWORK})
    consent = frozenset({Consent.DATA})
    place = 10
    typical_seconds = 20.0
    limit_seconds = FIND_SECONDS + 2 * (10.0 + GRACE_SECONDS) + PASS_SECONDS + IDLE_SECONDS + 10.0
    causes = NETWORK
    metrics = (
        DOWNLOAD,
        UPLOAD,
        SERVER,
        PROVIDER,
        SPENT,
        *DOWNLOADING,
        *UPLOADING,
        BLOAT,
        GRADE,
        RESPONSIVENESS,
        MOS,
        R,
        MEANING,
    )
    remedies = {
        DOWNLOAD: text(
            "internet.download.remedy",
            "Use a network cable in place of Wi-Fi, stop other downloads and streams, or ask your provider for a "
            "faster line.",
        ),
        UPLOAD: text(
            "internet.upload.remedy",
            "Use a network cable in place of Wi-Fi, pause backups and cloud folders, or ask your provider for "
            "a line with more upload.",
        ),
        **dict.fromkeys((*DOWNLOADING, *UPLOADING, BLOAT, RESPONSIVENESS, MOS, R), QUEUE),
    }
    options = (
        chosen.SERVER,
        chosen.RESPONDER,
        chosen.SECONDS,
        chosen.PROVIDER,
        chosen.MODE,
        chosen.MIN_DOWN,
        chosen.GOOD_DOWN,
        chosen.MIN_UP,
        chosen.GOOD_UP,
        chosen.MLAB_CONSENT,
    )

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Finds a server, downloads, uploads."""
        from deskready_checks.internet.speed.measure import measure

        yield from measure(context)

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """`limit_seconds`, longer or shorter by what both directions are."""
        return cls.limit_seconds + 2 * (chosen.SECONDS.of(options) - 10.0)
