import math

from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit
from deskready.core.audit.series import Series
from deskready.core.audit.walk import find_number, map_texts
from helpers.samples import sample_audit


def test_every_text_is_changed_and_nothing_else() -> None:
    changed = map_texts(sample_audit(), lambda text, _field: text.upper())
    record = changed.checks[0]
    assert record.title.words == "INTERNET SPEED"
    assert record.runs[0].reason.words == "THE CHECK TOOK TOO LONG AND WAS STOPPED."
    assert "SECONDS" in record.last.options
    assert record.outcome is Outcome.MEASURED
    assert record.last.measurements[0].value == 3.21
    assert record.last.series[0].v == (2.0, 3.5, 3.25)


def test_the_field_that_holds_a_text_is_told() -> None:
    seen: set[str] = set()

    def note(text: str, field: str) -> str:
        seen.add(field)
        return text

    same: Audit = map_texts(sample_audit(), note)
    assert same == sample_audit()
    assert {"log", "words", "allowed", "publisher", "options"} <= seen


def test_a_number_is_found_with_its_path() -> None:
    assert find_number(sample_audit(), math.isnan) is None
    assert find_number(sample_audit(), lambda number: number == 130.0) == "$.checks[1].runs[0].measurements[0].high"
    assert find_number(Series("s", "", (0.0, math.nan), (1.0, 1.0)), math.isnan) == "$.t[1]"
    assert find_number({"a": (True,)}, lambda number: True) is None
