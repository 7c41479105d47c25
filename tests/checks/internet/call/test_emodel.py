"""The E-model, against golden values and by its properties.

The golden values are flent's (`util.mos_score`, checked by its authors against the ITU's own calculator).
"""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from deskready_checks.internet.call.codec import G711, Codec
from deskready_checks.internet.call.emodel import impairments, mos, rating

G711_PLAIN = Codec(0.0, 4.3)
G729A = Codec(11.0, 19.0)
"""ITU-T G.113, Appendix I."""

DELAY = st.floats(1, 2000)
"""From 1 ms: there the Recommendation's talker echo jumps from 0 to a little below it."""
LOSS = st.floats(0, 100)
BURST = st.floats(1, 50)


@pytest.mark.parametrize(
    ("delay", "idte", "idle", "idd", "r", "score"),
    [
        (0, 0, 0.149046, 0, 93.206208, 4.409406),
        (50, 1.022945, 0.576147, 0, 91.756161, 4.379613),
        (100, 1.963791, 0.727733, 0, 90.663730, 4.354920),
        (150, 2.811844, 0.840747, 0.163531, 89.539132, 4.327546),
        (250, 4.242856, 1.018587, 8.916710, 79.177101, 3.992519),
        (400, 5.808211, 1.230127, 24.070089, 62.246827, 3.215599),
    ],
)
def test_delay(delay: float, idte: float, idle: float, idd: float, r: float, score: float) -> None:
    found = impairments(delay)
    assert (found.idte, found.idle, found.idd, found.ie_eff) == pytest.approx((idte, idle, idd, 0), abs=1e-6)
    assert found.r == pytest.approx(r, abs=1e-6)
    assert mos(found.r) == pytest.approx(score, abs=1e-6)


@pytest.mark.parametrize(
    ("delay", "loss", "burst", "codec", "ie_eff", "r", "score"),
    [
        (0, 1, 1, G711, 3.639847, 89.566361, 4.328232),
        (0, 5, 1, G711, 15.780731, 77.425477, 3.923091),
        (0, 5, 2, G711, 17.210145, 75.996063, 3.864123),
        (0, 2, 1, G729A, 19.0, 74.206208, 3.787558),
        (0, 1, 1, G711_PLAIN, 17.924528, 75.281679, 3.833916),
        (150, 1, 1, G711, 3.639847, 85.899285, 4.226067),
        (150, 3, 1.5, G711, 10.516605, 79.022527, 3.986523),
    ],
)
def test_loss(delay: float, loss: float, burst: float, codec: Codec, ie_eff: float, r: float, score: float) -> None:
    found = impairments(delay, loss, burst, codec)
    assert found.ie_eff == pytest.approx(ie_eff, abs=1e-6)
    assert found.r == pytest.approx(r, abs=1e-6)
    assert rating(delay, loss, burst, codec) == found.r
    assert mos(found.r) == pytest.approx(score, abs=1e-6)


def test_talker_echo_of_a_very_short_way_by_hand() -> None:
    # T = 2 ms: TERV = 65 - 40 lg(1.2 / 1.01333) + 6 exp(-1.2) = 63.87, Re = 204.67, Roe = 94.7688
    half = (94.768822 - 204.668) / 2
    assert impairments(2).idte == pytest.approx((half + (half**2 + 100) ** 0.5 - 1) * (1 - 2.718282**-2), abs=2e-3)
    assert impairments(0.99).idte == 0


def test_what_does_not_depend_on_the_line() -> None:
    assert impairments(0).ro == pytest.approx(94.768822, abs=1e-6)
    assert impairments(0).i_s == pytest.approx(1.413568, abs=1e-6)


@pytest.mark.parametrize(
    ("r", "score"), [(50, 2.575), (60, 3.1), (70, 3.597), (80, 4.024), (90, 4.339), (93.2, 4.409286)]
)
def test_mos_of_published_ratings(r: float, score: float) -> None:
    assert mos(r) == pytest.approx(score, abs=1e-6)


@settings(deadline=None)
@given(st.floats(-1000, 1000), st.floats(-1000, 1000))
@example(3, 6)
def test_mos_keeps_its_range_and_follows_r(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert 1 <= mos(low) <= mos(high) <= 4.5


@settings(deadline=None)
@given(DELAY, DELAY, LOSS, BURST)
def test_more_delay_is_never_better(a: float, b: float, loss: float, burst: float) -> None:
    short, long = sorted((a, b))
    assert rating(long, loss, burst) <= rating(short, loss, burst) + 1e-9


@settings(deadline=None)
@given(DELAY, LOSS, LOSS, BURST, st.sampled_from([G711, G711_PLAIN, G729A]))
def test_more_loss_is_never_better(delay: float, a: float, b: float, burst: float, codec: Codec) -> None:
    few, many = sorted((a, b))
    assert rating(delay, many, burst, codec) <= rating(delay, few, burst, codec) + 1e-9


@settings(deadline=None)
@given(DELAY, LOSS, BURST, BURST)
def test_longer_bursts_are_never_better(delay: float, loss: float, a: float, b: float) -> None:
    short, long = sorted((a, b))
    assert rating(delay, loss, long) <= rating(delay, loss, short) + 1e-9


@settings(deadline=None)
@given(st.floats(0, 5000), LOSS, BURST)
def test_a_rating_keeps_its_range(delay: float, loss: float, burst: float) -> None:
    assert 0 <= rating(delay, loss, burst) < 94
