"""Grades and round trips a minute."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready_checks.internet.speed.bufferbloat import (
    BANDS,
    GRADES,
    grade,
    grades,
    responsiveness,
    responsiveness_word,
)

ORDER = ["A+", "A", "B", "C", "D", "F"]
WORDS = ["poor", "fair", "good", "excellent"]


@pytest.mark.parametrize(
    ("increase", "expected"),
    [
        (-3, "A+"),
        (0, "A+"),
        (4.9, "A+"),
        (5, "A"),
        (29.9, "A"),
        (30, "B"),
        (60, "C"),
        (199, "C"),
        (200, "D"),
        (399, "D"),
        (400, "F"),
        (5000, "F"),
    ],
)
def test_the_published_bands(increase: float, expected: str) -> None:
    assert grade(increase) == expected


@given(st.floats(-100, 2000), st.floats(0, 500))
def test_more_is_never_better(increase: float, more: float) -> None:
    assert ORDER.index(grade(increase + more)) >= ORDER.index(grade(increase))


def test_a_grade_that_is_not_certain_says_what_it_may_be() -> None:
    assert grades(41, 45, 50).words == "B"
    assert grades(25, 45, 210).words == "B (A to D)"


@pytest.mark.parametrize(
    ("latency", "expected"), [(9.9, "excellent"), (10, "excellent"), (59, "good"), (199, "fair"), (201, "poor")]
)
def test_round_trips_a_minute_by_the_draft(latency: float, expected: str) -> None:
    assert responsiveness_word(responsiveness(latency)).words == expected


def test_a_minute_holds_as_many_as_fit() -> None:
    assert responsiveness(120) == pytest.approx(500)


@given(st.floats(0.01, 1e5), st.floats(0, 1e4))
def test_a_slower_line_is_never_more_responsive(latency: float, more: float) -> None:
    here, there = responsiveness(latency), responsiveness(latency + more)
    assert there <= here
    assert WORDS.index(responsiveness_word(there).words) <= WORDS.index(responsiveness_word(here).words)


def test_the_bands_are_in_order() -> None:
    assert all(a < b for (a, _), (b, _) in pairwise(GRADES))
    assert all(a > b for (a, _), (b, _) in pairwise(BANDS))
