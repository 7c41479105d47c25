import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready.core.declare.metric import Measurement
from deskready.core.declare.unit import Value
from deskready.core.judge.match import band, comparable
from deskready.core.judge.verdict import Mark
from deskready.core.profile.requirement import Requirement, lower_is_better
from deskready.core.words.text import Text

RANK = {Mark.FAIL: 0, Mark.WARN: 1, Mark.PASS: 2}
numbers = st.integers(-20, 20).map(lambda number: number / 2)


@st.composite
def lines(draw: st.DrawFn) -> Requirement:
    """A line as a valid profile can state it: a limit, a recommended value no worse than it, or both."""
    limit, margin = draw(numbers), draw(st.integers(0, 10)) / 2
    match draw(st.sampled_from(["minimum", "maximum", "both up", "both down", "only up", "only down"])):
        case "minimum":
            return Requirement("a.b", minimum=limit)
        case "maximum":
            return Requirement("a.b", maximum=limit)
        case "both up":
            return Requirement("a.b", minimum=limit, recommended=limit + margin)
        case "both down":
            return Requirement("a.b", maximum=limit, recommended=limit - margin)
        case "only up":
            return Requirement("a.b", recommended=limit, better="higher")
        case _:
            return Requirement("a.b", recommended=limit, better="lower")


@st.composite
def intervals(draw: st.DrawFn) -> tuple[float, float, float]:
    """Low, value and high of a measurement."""
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return low, value, high


def measured(low: float | None, value: Value, high: float | None) -> Measurement:
    return Measurement("a.b", Text("B"), value, low=low, high=high)


def limit_of(line: Requirement) -> float | None:
    return line.maximum if line.maximum is not None else line.minimum


@given(lines(), intervals())
def test_a_band_never_gets_better_when_everything_gets_worse(
    line: Requirement, one: tuple[float, float, float]
) -> None:
    sign = -1 if lower_is_better(line) else 1
    for steps in itertools.product((0, 0.5, 3), repeat=3):
        worse = sorted(number - sign * step for number, step in zip(one, steps, strict=True))
        if not all(sign * (after - before) <= 0 for before, after in zip(one, worse, strict=True)):
            continue
        assert RANK[band(line, measured(*worse))[0]] <= RANK[band(line, measured(*one))[0]]


@given(lines())
def test_bands_are_contiguous_and_in_order(line: Requirement) -> None:
    steps = [number / 4 for number in range(-120, 121)]
    found = [RANK[band(line, measured(None, step, None))[0]] for step in steps]
    assert found == sorted(found, reverse=lower_is_better(line))


@given(lines(), numbers)
def test_a_limit_belongs_to_the_better_band(line: Requirement, value: float) -> None:
    limit, wanted = limit_of(line), line.recommended
    if limit is not None:
        assert band(line, measured(None, limit, None))[0] is not Mark.FAIL
    if isinstance(wanted, float):
        assert band(line, measured(None, wanted, None)) == (Mark.PASS, False)
    sign = -1 if lower_is_better(line) else 1
    fails = limit is not None and sign * (value - limit) < 0
    passes = not fails and not (isinstance(wanted, float) and sign * (value - wanted) < 0)
    expected = Mark.FAIL if fails else Mark.PASS if passes else Mark.WARN
    assert band(line, measured(None, value, None)) == (expected, False)


@given(lines(), intervals())
def test_borderline_is_exactly_an_interval_with_the_limit_inside(
    line: Requirement, interval: tuple[float, float, float]
) -> None:
    low, _, high = interval
    limit = limit_of(line)
    found, borderline = band(line, measured(*interval))
    worst, best = (high, low) if lower_is_better(line) else (low, high)
    sign = -1 if lower_is_better(line) else 1
    assert borderline == (limit is not None and sign * worst < sign * limit <= sign * best)
    wanted_inside = isinstance(line.recommended, float) and low < line.recommended < high
    if borderline or (wanted_inside and found is not Mark.FAIL):
        assert found is Mark.WARN


@pytest.mark.parametrize(
    ("low", "value", "high", "expected"),
    [
        (9.0, 9.5, 9.9, (Mark.FAIL, False)),
        (9.0, 9.5, 10.0, (Mark.WARN, True)),
        (9.0, 30.0, 40.0, (Mark.WARN, True)),
        (10.0, 11.0, 12.0, (Mark.WARN, False)),
        (24.0, 26.0, 28.0, (Mark.WARN, False)),
        (25.0, 25.0, 25.0, (Mark.PASS, False)),
        (None, 26.0, None, (Mark.PASS, False)),
    ],
)
def test_the_bands_of_a_minimum_with_a_recommended_value(
    low: float | None, value: float, high: float | None, expected: tuple[Mark, bool]
) -> None:
    assert band(Requirement("a.b", minimum=10, recommended=25), measured(low, value, high)) == expected


def test_an_uncalibrated_room_is_borderline_on_both_sides_of_its_limit() -> None:
    line = Requirement("sound.noise.la90", maximum=55, recommended=45)
    assert band(line, measured(36, 48, 60)) == (Mark.WARN, True)
    assert band(line, measured(48, 60, 72)) == (Mark.WARN, True)
    assert band(line, measured(56, 68, 80)) == (Mark.FAIL, False)
    assert band(line, measured(20, 32, 44)) == (Mark.PASS, False)
    assert band(line, measured(30, 42, 54)) == (Mark.WARN, False)


def test_what_is_no_less_than_something_misses_no_minimum_and_meets_what_it_reaches() -> None:
    line = Requirement("a.b", minimum=25, recommended=50)
    found = {
        value: band(line, Measurement("a.b", Text("B"), value, "", value, value * 1.01, least=True))
        for value in (0.0, 24.0, 25.0, 50.0)
    }
    assert found == {
        0.0: (Mark.WARN, True),
        24.0: (Mark.WARN, True),
        25.0: (Mark.WARN, False),
        50.0: (Mark.PASS, False),
    }
    most = Requirement("a.b", maximum=25)
    assert band(most, Measurement("a.b", Text("B"), 26.0, "", 26.0, 27.0, least=True)) == (Mark.FAIL, False)


def test_a_minimum_is_never_ignored_for_a_contradictory_direction() -> None:
    assert band(Requirement("a.b", minimum=10, better="lower"), measured(None, 5, None))[0] is Mark.FAIL


@pytest.mark.parametrize(
    ("line", "value", "expected"),
    [
        (Requirement("a.b", allowed=("Ethernet", "Wi-Fi")), "Ethernet", Mark.PASS),
        (Requirement("a.b", allowed=("Ethernet", "Wi-Fi")), "Mobile", Mark.FAIL),
        (Requirement("a.b", allowed=("Ethernet", "Wi-Fi"), recommended="Ethernet"), "Wi-Fi", Mark.WARN),
        (Requirement("a.b", allowed=("Ethernet", "Wi-Fi"), recommended="Ethernet"), "Ethernet", Mark.PASS),
        (Requirement("a.b", recommended=("a", "b")), "b", Mark.PASS),
        (Requirement("a.b", recommended=("a", "b")), "c", Mark.WARN),
        (Requirement("a.b", allowed=(True,)), True, Mark.PASS),
        (Requirement("a.b", allowed=(True,)), False, Mark.FAIL),
        (Requirement("a.b", recommended=True), False, Mark.WARN),
    ],
)
def test_texts_and_yes_or_no_are_compared_with_choices(line: Requirement, value: Value, expected: Mark) -> None:
    assert band(line, measured(None, value, None)) == (expected, False)


@pytest.mark.parametrize(
    ("line", "value", "unit", "fits"),
    [
        (Requirement("a.b", minimum=3), 5, "", True),
        (Requirement("a.b", minimum=3, unit="ms"), 5, "ms", True),
        (Requirement("a.b", minimum=3), 5, "ms", True),
        (Requirement("a.b", minimum=3, unit="s"), 5, "ms", False),
        (Requirement("a.b", minimum=3), "fast", "", False),
        (Requirement("a.b", minimum=3), True, "", False),
        (Requirement("a.b", minimum=3, recommended="fast"), 5, "", False),
        (Requirement("a.b", minimum=3, recommended=True), 5, "", False),
        (Requirement("a.b", recommended=3, better="higher"), 5, "", True),
        (Requirement("a.b", recommended=3), 5, "", False),
        (Requirement("a.b", allowed=("x",)), 5, "", False),
        (Requirement("a.b", allowed=("x",)), "y", "", True),
        (Requirement("a.b", allowed=("yes",)), True, "", False),
        (Requirement("a.b", allowed=(True,)), "yes", "", False),
        (Requirement("a.b", recommended=3), "x", "", False),
        (Requirement("a.b"), 5, "", False),
        (Requirement("a.b"), "x", "", False),
    ],
)
def test_only_what_is_of_one_sort_and_unit_is_compared(line: Requirement, value: Value, unit: str, fits: bool) -> None:
    assert comparable(line, Measurement("a.b", Text("B"), value, unit)) is fits
