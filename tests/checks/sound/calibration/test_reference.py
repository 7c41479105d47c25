import pytest

from deskready_checks.sound.calibration.reference import REFERENCES, combined_uncertainty, parse_reading


@pytest.mark.parametrize(
    ("name", "spread", "expected"),
    [
        ("phone-app", 0.0, (25 + 1) ** 0.5),
        ("phone-app", 3.0, (25 + 1 + 2.25) ** 0.5),
        ("phone-app-external", 1.0, (4 + 1 + 0.25) ** 0.5),
        ("calibrator", 0.0, 0.75),
    ],
)
def test_independent_parts_add_as_squares(name: str, spread: float, expected: float) -> None:
    assert combined_uncertainty(REFERENCES[name], spread) == pytest.approx(expected)


def test_a_better_reference_is_never_less_certain() -> None:
    found = [combined_uncertainty(reference, 1.0) for reference in REFERENCES.values()]
    assert found == sorted(found, reverse=True)
    assert max(found) < 12


@pytest.mark.parametrize(
    ("text", "reading"),
    [("65", 65), (" 65,5 dBA ", 65.5), ("65.5 dB(A)", 65.5), ("70dB", 70), ("loud", None), ("", None), ("6 5", None)],
)
def test_a_reading(text: str, reading: float | None) -> None:
    assert parse_reading(text) == reading
