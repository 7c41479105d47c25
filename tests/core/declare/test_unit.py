from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready.core.declare.unit import Unit, parse_quantity, show_value
from deskready.core.errors import DeskreadyError


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


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (94.12, Unit.MBIT_S, "94.1 Mbit/s"),
        (9.126, Unit.MBIT_S, "9.13 Mbit/s"),
        (1234.6, Unit.MILLISECOND, "1235 ms"),
        (999.96, Unit.MILLISECOND, "1000 ms"),
        (25.0, Unit.MBIT_S, "25 Mbit/s"),
        (-52.34, Unit.DBFS, "-52.3 dBFS"),
        (-67, Unit.DBM, "-67 dBm"),
        (0.5, Unit.PERCENT, "0.5 %"),
        (-0.0, Unit.DB, "0 dB"),
        (4, Unit.NONE, "4"),
        (7.1, Unit.SECOND, "7.1 s"),
        (0, Unit.SECOND, "0 s"),
        (119, Unit.SECOND, "119 s"),
        (120, Unit.SECOND, "2 min"),
        (125.2, Unit.SECOND, "2 min 5 s"),
        (3599.7, Unit.SECOND, "1 h"),
        (11_940, Unit.SECOND, "3 h 19 min"),
        (86_399, Unit.SECOND, "1 day"),
        (352_800, Unit.SECOND, "4 days 2 h"),
        (-11_940, Unit.SECOND, "-3 h 19 min"),
        (-5, Unit.SECOND, "-5 s"),
        (1, Unit.DAY, "1 day"),
        (12, Unit.DAY, "12 days"),
        (320.4, Unit.LUX, "320.4 lx"),
        (29.97, Unit.FRAMES_S, "30 fps"),
        (1920, Unit.PIXEL, "1920 px"),
        (142, Unit.WORDS_MIN, "142 words a minute"),
        (0, Unit.BYTE, "0 B"),
        (8_000_000_000, Unit.BYTE, "8 GB"),
        (8_000_000_000.0, Unit.BYTE, "8 GB"),
        (8 * 1024**3, Unit.BYTE, "8 GiB"),
        (8_267_857_920, Unit.BYTE, "7.7 GiB"),
        (512_000, Unit.BYTE, "512 kB"),
        (999, Unit.BYTE, "999 B"),
        (1025, Unit.BYTE, "1.0 KiB"),
        (True, Unit.NONE, "yes"),
        (False, Unit.NONE, "no"),
        ("Ethernet", Unit.NONE, "Ethernet"),
    ],
)
def test_a_value_reads_as_a_person_writes_it(value: float | str, unit: Unit, text: str) -> None:
    assert show_value(value, unit) == text
    assert show_value(value, unit.value) == text


def test_a_unit_of_a_foreign_record_is_shown_as_it_is() -> None:
    assert show_value(3, "furlong") == "3 furlong"


@given(st.floats(120, 1e9))
def test_a_duration_is_right_to_half_of_its_smaller_unit(seconds: float) -> None:
    words = show_value(seconds, Unit.SECOND).split()
    size = {"s": 1, "min": 60, "h": 3600, "day": 86400, "days": 86400}
    shown = sum(int(number) * size[unit] for number, unit in zip(words[::2], words[1::2], strict=True))
    assert abs(shown - seconds) <= {"min": 0.5, "h": 30, "day": 1800, "days": 1800}[words[1]] + 1e-6


@pytest.mark.parametrize("unit", Unit)
def test_what_a_unit_is_written_as_is_read_again(unit: Unit) -> None:
    assert Unit(unit.value) is unit
    assert unit.scale.get(unit.value, 1) == 1
    assert (unit.value in unit.scale) is bool(unit)
    assert all(factor > 0 for factor in unit.scale.values())


@given(st.integers(1, 999), st.sampled_from(["kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"]))
def test_a_whole_size_shows_as_it_was_written(number: int, prefix: str) -> None:
    shown = show_value(parse_quantity(f"{number} {prefix}", Unit.BYTE), Unit.BYTE)
    assert parse_quantity(shown, Unit.BYTE) == parse_quantity(f"{number} {prefix}", Unit.BYTE)


@given(st.floats(-1e15, 1e15))
def test_what_is_shown_is_near_what_is_meant(value: float) -> None:
    assert float(show_value(value, Unit.NONE)) == pytest.approx(value, rel=0.006, abs=0.0051)
