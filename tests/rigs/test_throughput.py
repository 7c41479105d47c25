"""The speed check over a line whose truth is known: delay, and a bottleneck each way. Needs root and Linux."""

import shutil

import pytest

from deskready.plugin import Value
from helpers.check_child import ChildRun, run_in_child
from helpers.lab import GOODPUT, SERVER, lab, launched, why_not
from helpers.tries import undisturbed

SPEED = "deskready_checks.internet.speed.check:Speed"
pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(why_not()), reason=why_not() or "can")]


def rates(run: ChildRun) -> tuple[float, float]:
    assert run.unavailable is None
    assert {"internet.download", "internet.upload"}.isdisjoint(run.gaps)
    return run.measurements["internet.download"]["value"], run.measurements["internet.upload"]["value"]


@pytest.mark.parametrize(("down", "up"), [(25, 100), (100, 25)])
def test_our_engine_is_right_within_five_percent(down: int, up: int) -> None:
    truth = pytest.approx((down * GOODPUT, up * GOODPUT), rel=0.05)
    with lab(down, up) as line:
        options: dict[str, Value] = {"server": line.url, "seconds": 5}
        run = undisturbed(lambda: run_in_child(SPEED, options, prefix=line.client), lambda run: rates(run) == truth)
    assert rates(run) == truth
    assert run.gaps == {}
    assert run.measurements["internet.speed.provider"]["value"] == "LibreSpeed, your own server."
    for series in ("download", "upload"):
        points = run.samples[series]
        assert len(points) / (points[-1][0] - points[0][0]) >= 5
    spent = run.measurements["internet.speed.bytes"]["value"]
    assert run.bytes_of("download") + run.bytes_of("upload") == pytest.approx(spent, rel=0.05)


def test_ndt7_counts_by_the_server() -> None:
    truth = pytest.approx((25 * GOODPUT, 10 * GOODPUT), rel=0.08)
    with lab(25, 10) as line:
        options: dict[str, Value] = {"server": line.url, "provider": "ndt7", "seconds": 5}
        run = undisturbed(lambda: run_in_child(SPEED, options, prefix=line.client), lambda run: rates(run) == truth)
    assert rates(run) == truth


def took_a_second(run: ChildRun) -> bool:
    down, up = rates(run)
    plausible = 25 * 1.1 <= down <= 100 * GOODPUT * 1.05 and 10 * 1.1 <= up <= 40 * GOODPUT * 1.05
    return plausible and run.measurements["internet.speed.bytes"]["value"] < 40e6


def test_a_verdict_takes_a_second_where_there_is_headroom() -> None:
    with lab(100, 40) as line:
        options: dict[str, Value] = {"server": line.url, "mode": "quick", "min_down": 25, "min_up": 10}
        run = undisturbed(lambda: run_in_child(SPEED, options, prefix=line.client), took_a_second)
    assert took_a_second(run)
    assert "the need is certainly met" in run.measurements["internet.download"]["method"]
    assert run.gaps["internet.bufferbloat"][0] == "A quick test ends before much could be said of a full line."


def asked_for_little(run: ChildRun) -> bool:
    down, up = rates(run)
    return 11 <= down < 14 and 5.5 <= up < 7 and run.measurements["internet.speed.bytes"]["value"] < 12e6


def test_a_metered_line_is_asked_for_little() -> None:
    with lab(100, 40) as line:
        options: dict[str, Value] = {"server": line.url, "mode": "metered", "min_down": 10, "min_up": 5}
        run = undisturbed(lambda: run_in_child(SPEED, options, prefix=line.client), asked_for_little)
    assert asked_for_little(run)
    assert run.gaps["internet.bufferbloat"][0] == "A metered test does not fill the line."


@pytest.mark.skipif(not shutil.which("iperf3"), reason="needs iperf3 (Debian package)")
def test_iperf3_brings_its_own_number() -> None:
    truth = pytest.approx((25 * GOODPUT, 25 * GOODPUT), rel=0.1)
    with lab(25, 25) as line, launched([*line.server, "iperf3", "-s", "--forceflush"]):
        options: dict[str, Value] = {"server": f"http://{SERVER}:5201", "seconds": 2, "provider": "iperf3"}
        run = undisturbed(lambda: run_in_child(SPEED, options, prefix=line.client), lambda run: rates(run) == truth)
    assert rates(run) == truth
    assert run.measurements["internet.download"]["method"].startswith("iperf3")
    assert run.measurements["internet.speed.bytes"]["value"] > 5e6


def test_a_link_that_is_cut_half_way() -> None:
    cut = '(sleep 5; ip link set line down) & exec "$@"'
    with lab(25, 25) as line:
        prefix = [*line.client, "sh", "-c", cut, "sh"]
        run = run_in_child(SPEED, {"server": line.url, "seconds": 8}, prefix=prefix, seconds=30)
    assert run.unavailable is not None
    assert run.unavailable[0] == "The connection to your own speed test server broke half way."
