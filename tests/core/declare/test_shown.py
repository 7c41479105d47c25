import pytest

from deskready.core.declare.shown import Spelled, show_bytes, show_duration, show_number, show_words_a_minute, spoken


@pytest.mark.parametrize(
    ("number", "count"),
    [(1, 1), (1.0, 1), (1.001, 1), (0.999, 1), (-1.001, -1), (0, 0), (14, 14), (0.5, 2), (1.5, 2), (2.2, 3), (-2, -2)],
)
def test_a_fraction_counts_as_more_than_one(number: float, count: int) -> None:
    assert Spelled("unit.days", number).count == count


@pytest.mark.parametrize(
    ("seconds", "said"), [(352_800, "4 (4) 2 h"), (86_400, "1 (1)"), (11_940, "3 h 19 min"), (-176_400, "-2 (-2) 1 h")]
)
def test_a_word_is_left_to_the_language_and_a_symbol_is_not(seconds: float, said: str) -> None:
    assert spoken(show_duration(seconds), lambda message_id, count: f"{{count}} ({count})") == said


def test_the_language_is_asked_for_the_message() -> None:
    assert (
        spoken(show_words_a_minute(2.5), lambda message_id, count: f"{message_id} {count}") == "unit.words-a-minute 3"
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [(1e300, "1e+300"), (-1.5e20, "-1.5e+20"), (10**17, "1" + "0" * 17), (2**63, "9.223e+18"), (0.004, "0")],
)
def test_a_huge_number_is_short(value: float, said: str) -> None:
    assert show_number(value) == said
    assert len(spoken(show_bytes(value), lambda *_: "{count}")) < 30
    assert len(spoken(show_duration(value), lambda *_: "{count}")) < 30
