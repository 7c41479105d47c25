from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready.core.declare.unit import Unit, show_value
from deskready.core.errors import DeskreadyError
from deskready.core.reading.quantity import parse_quantity


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("8 GB", Unit.BYTE, 8_000_000_000),
        ("8GB", Unit.BYTE, 8_000_000_000),
        ("8 GiB", Unit.BYTE, 8 * 1024**3),
        ("0.5 kB", Unit.BYTE, 500),
        ("  1.5  GiB ", Unit.BYTE, 1_610_612_736),
        ("1 Gbit/s", Unit.MBIT_S, 1000),
        ("100 kbps", Unit.MBIT_S, 0.1),
        ("250 us", Unit.MILLISECOND, 0.25),
        ("0.15 s", Unit.MILLISECOND, 150),
        ("15 min", Unit.SECOND, 900),
        ("7 days", Unit.SECOND, 604_800),
        ("1 week", Unit.SECOND, 604_800),
        ("3 hours", Unit.SECOND, 10_800),
        ("90 minutes", Unit.SECOND, 5400),
        ("2 weeks", Unit.DAY, 14),
        ("300 lux", Unit.LUX, 300),
        ("25 fps", Unit.FRAMES_S, 25),
        ("0.9 MP", Unit.PIXEL, 900_000),
        ("40 wpm", Unit.WORDS_MIN, 40),
        ("2.4 GHz", Unit.MEGAHERTZ, 2400),
        ("45 dB(A)", Unit.DBA, 45),
        ("-67 dB", Unit.DB, -67),
        ("1 %", Unit.PERCENT, 1),
    ],
)
def test_a_text_with_a_unit_becomes_the_exact_number(text: str, unit: Unit, number: float) -> None:
    found = parse_quantity(text, unit)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize(
    "text",
    [
        "8",
        "GB",
        "8 gb",
        "8 ms",
        "8,5 GB",
        "1e3 GB",
        "8 GB 4",
        "nan GB",
        "inf GB",
        "",
        "٨ GB",
        "9" * 16 + " GB",
        "--8 GB",
    ],
)
def test_anything_else_is_refused_with_the_units_that_fit(text: str) -> None:
    with pytest.raises(DeskreadyError) as caught:
        parse_quantity(text, Unit.BYTE)
    assert "GiB" in caught.value.remedy.words


def test_a_metric_without_a_unit_takes_bare_numbers_only() -> None:
    with pytest.raises(DeskreadyError, match="bare number"):
        parse_quantity("4 GB", Unit.NONE)


def test_the_error_holds_no_foreign_control_characters() -> None:
    with pytest.raises(DeskreadyError) as caught:
        parse_quantity("8\x1b[2J" + "x" * 500, Unit.BYTE)
    assert "\x1b" not in caught.value.message.words
    assert len(caught.value.message.words) < 150


@given(st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False, allow_infinity=False))
def test_conversion_is_exact_before_the_one_rounding(number: object) -> None:
    found = parse_quantity(f"{number} GiB", Unit.BYTE)
    exact = Fraction(str(number)) * 1024**3
    assert found == (exact.numerator if exact.denominator == 1 else float(exact))


@given(st.integers(1, 999), st.sampled_from(["kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"]))
def test_a_whole_size_shows_as_it_was_written(number: int, prefix: str) -> None:
    shown = show_value(parse_quantity(f"{number} {prefix}", Unit.BYTE), Unit.BYTE)
    assert parse_quantity(shown, Unit.BYTE) == parse_quantity(f"{number} {prefix}", Unit.BYTE)
