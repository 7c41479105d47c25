import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready.core.declare.metric import Metric
from deskready.core.declare.unit import Unit, show_value


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
        (2.5, Unit.DAY, "2.5 days"),
        (0.5, Unit.DAY, "0.5 days"),
        (-90_000, Unit.SECOND, "-1 days 1 h"),
        (142, Unit.WORDS_MIN, "142 words a minute"),
        (1, Unit.WORDS_MIN, "1 word a minute"),
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
    metric = Metric("body.weight", "Weight", Unit("kg"))
    again = msgspec.json.decode(msgspec.json.encode(metric), type=Metric)
    assert (again, again.unit.value, show_value(70, again.unit)) == (metric, "kg", "70 kg")
    assert again.unit not in list(Unit)


@pytest.mark.parametrize("unit", ["\x1b[2Jkg", "k\u202eg", "k\ng", "x" * 17])
def test_a_unit_that_could_do_harm_is_none(unit: str) -> None:
    with pytest.raises(ValueError, match="is not a valid Unit"):
        Unit(unit)


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


@given(st.floats(-1e15, 1e15))
def test_what_is_shown_is_near_what_is_meant(value: float) -> None:
    assert float(show_value(value, Unit.NONE)) == pytest.approx(value, rel=0.006, abs=0.0051)
