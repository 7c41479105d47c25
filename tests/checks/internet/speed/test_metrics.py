"""The metrics of a full line's two ways."""

from deskready.core.words.text import text_of
from deskready_checks.internet.speed.check import Speed
from deskready_checks.internet.speed.metrics import DOWNLOADING, UPLOADING


def test_each_way_has_its_own() -> None:
    assert [metric.id for metric in UPLOADING] == [
        "internet.latency.loaded.upload",
        "internet.jitter.loaded.upload",
        "internet.loss.loaded.upload",
    ]
    assert {*DOWNLOADING, *UPLOADING} <= set(Speed.metrics)
    assert all("downloading" in text_of(metric.label).words for metric in DOWNLOADING)
