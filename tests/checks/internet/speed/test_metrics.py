"""The metrics of a full line's two ways."""

from deskready_checks.internet.speed.check import Speed
from deskready_checks.internet.speed.metrics import busy


def test_each_way_has_its_own() -> None:
    assert [metric.id for metric in busy("upload")] == [
        "internet.latency.loaded.upload",
        "internet.jitter.loaded.upload",
        "internet.loss.loaded.upload",
    ]
    assert {*busy("download"), *busy("upload")} <= set(Speed.metrics)
    assert all("downloading" in metric.label for metric in busy("download"))
