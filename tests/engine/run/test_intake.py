"""Bounds on what a child sends and prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready.core.clean import LOG_LIMIT
from deskready.engine.run.intake import EVENTS_PER_SECOND, PRINT_LIMIT, Intake, TooMuchOutputError
from deskready.engine.run.protocol import LINE_LIMIT


@given(st.lists(st.binary(max_size=20).map(lambda line: line.replace(b"\n", b"")), max_size=50), st.integers(1, 30))
def test_lines_come_out_as_they_went_in(lines: list[bytes], size: int) -> None:
    data = b"".join(line + b"\n" for line in lines)
    taken = Intake()
    found = [line for at in range(0, len(data), size) for line in taken.lines(data[at : at + size])]
    assert found == lines


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_has_an_end(end: bytes) -> None:
    taken = Intake()
    assert list(taken.lines(b"x" * LINE_LIMIT + b"\n")) == [b"x" * LINE_LIMIT]
    with pytest.raises(TooMuchOutputError):
        list(taken.lines(b"x" * (LINE_LIMIT + 1) + end))


def test_events_have_a_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("deskready.engine.run.intake.time.monotonic", lambda: clock[0])
    taken = Intake()
    burst = b"x\n" * EVENTS_PER_SECOND
    assert len(list(taken.lines(burst))) == EVENTS_PER_SECOND
    clock[0] += 1.0
    assert len(list(taken.lines(burst))) == EVENTS_PER_SECOND
    clock[0] += 0.5
    with pytest.raises(TooMuchOutputError):
        list(taken.lines(b"x\n"))


def test_printing_is_refused_once_and_its_end_is_kept() -> None:
    taken = Intake()
    for _ in range(8):
        taken.printed(b"x" * 1024**2)
    with pytest.raises(TooMuchOutputError):
        taken.printed(b"x")
    taken.printed(b"where it hung")
    assert taken.log.endswith("xwhere it hung")
    assert PRINT_LIMIT == 8 * 1024**2


def test_the_log_is_bounded() -> None:
    taken = Intake()
    for number in range(10_000):
        taken.note(f"line {number}")
    assert len(taken.log) <= LOG_LIMIT
    assert taken.log.endswith("line 9999\n")
