"""Measures how fast the line is each way, and tells what it was like meanwhile."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from deskready.plugin import Context, Gap, Measurement, Metric, Unavailable, text
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.speed import metrics
from deskready_checks.internet.speed.full_line import report
from deskready_checks.internet.speed.options import SERVER
from deskready_checks.internet.speed.run import SpeedRun

_BROKE_OFF = {
    Direction.DOWN: text("internet.speed.download-broke-off", "The download broke off, or never began."),
    Direction.UP: text("internet.speed.upload-broke-off", "The upload broke off, or never began."),
}
_NO_ADDRESS = text("internet.speed.no-address", "The option `server` is not the address of a web server.")
_NEAREST = text("internet.speed.nearest", "the service's nearest, or your own")
_COUNTED = text("internet.speed.counted", "counted at the check's own sockets")
_WRITE = text(
    "internet.speed.write",
    "Write it as http://HOST/ or https://HOST/, or leave it empty to use the public service.",
)
_FIRST_SERVED = text("internet.speed.first-served", "the first that served")


def measure(context: Context) -> Iterator[Measurement | Gap]:
    """Finds a server, downloads, uploads.

    Raises:
        Unavailable: Neither direction could be measured.
    """
    run = SpeedRun(context, _web_address(SERVER.of(context.options)))
    gaps: dict[Metric, Unavailable] = {}
    for metric, direction in ((metrics.DOWNLOAD, Direction.DOWN), (metrics.UPLOAD, Direction.UP)):
        try:
            found = run.measure(direction)
        except Unavailable as gap:
            if run.server is None:
                raise
            gaps[metric] = gap
            run.under_load.skip(direction, _BROKE_OFF[direction], gap.remedy, gap.cause)
        else:
            yield metric.measured(
                found.rate,
                low=found.low,
                high=found.high,
                samples=found.samples,
                method=found.method,
                least=found.least,
                surer=found.surer,
            )
    yield from _about(run)
    yield from _report(gaps, context)
    yield from report(run.under_load)


def _about(run: SpeedRun) -> Iterator[Measurement]:
    """What it was measured against, and what that took."""
    yield metrics.SERVER.measured(run.server or "", method=_NEAREST)
    if used := run.who.used:
        yield metrics.PROVIDER.measured(used, method=_FIRST_SERVED)
    yield metrics.SPENT.measured(run.meter.received + run.meter.sent, method=_COUNTED)


def _web_address(written: str) -> str:
    """The own server's URL, or "".

    Raises:
        Unavailable: It is no URL of a web server.
    """
    try:
        parts = urlsplit(written)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if written and (not good or any(letter.isspace() for letter in written)):
        raise Unavailable(_NO_ADDRESS, remedy=_WRITE, detail=written)
    return written


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
        yield metric.unavailable(gap.reason, remedy=gap.remedy, cause=gap.cause)
