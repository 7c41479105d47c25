import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from deskready.core.declare.metric import Gap, Measurement
from deskready.core.declare.privacy import Privacy
from deskready.core.declare.unit import Unit, Value, show_value
from deskready.core.profile.requirement import Requirement
from deskready.core.words.message import text
from deskready.core.words.pseudo import PSEUDO
from deskready.core.words.say import is_known, say
from deskready.core.words.text import NOTHING, Name, Quantity, Text, parts_of
from deskready.core.words.values import by_reason, part_of, show_measurement, show_requirement, text_of_value
from helpers.any_text import NAMED

B = Text("B")


@pytest.mark.parametrize(
    ("measurement", "words"),
    [
        (Measurement("a.b", B, 57, "dBA", 45, 69), "57 dBA (45 to 69)"),
        (Measurement("a.b", B, 57, "dBA"), "57 dBA"),
        (Measurement("a.b", B, 57, "dBA", 57, 57), "57 dBA"),
        (Measurement("a.b", B, 57, "dBA", 45, None), "57 dBA"),
        (Measurement("a.b", B, 5, "", 4, 6), "5 (4 to 6)"),
        (Measurement("a.b", B, 19.12, "ms", 19.11, 19.14), "19.1 ms"),
        (Measurement("a.b", B, 27.5, "Mbit/s", 27.5, 35.0, least=True), "at least 27.5 Mbit/s"),
        (Measurement("a.b", B, 27.5, "Mbit/s", 27.5, 27.5, least=True), "27.5 Mbit/s"),
        (Measurement("a.b", B, 27.5, "ms", 27.5, 35.0, method=Text("median")), "27.5 ms (27.5 to 35)"),
        (Measurement("a.b", B, 0.0, "%", 0.0, 0.76), "0 % (0 to 0.76)"),
        (Measurement("a.b", B, 8e9, "B", 1e9, 9e9), "8 GB (1 GB to 9 GB)"),
        (Measurement("a.b", B, 1.001, "d", 0.9, 1), "1 day (0.9 to 1)"),
        (Measurement("a.b", B, 142, "wpm", 128, 156), "142 words a minute (128 to 156)"),
        (Measurement("a.b", B, 90, "s", 60, 100), "90 s (60 to 100)"),
        (Measurement("a.b", B, 100_800, "s", 86_400, 172_800), "1 day 4 h (1 day to 2 days)"),
        (Measurement("a.b", B, 110, "s", 100, 172_800), "110 s (100 s to 2 days)"),
        (Measurement("a.b", B, 70, "kg", 68, 72), "70 kg (68 to 72)"),
        (Measurement("a.b", B, True), "yes"),
        (Measurement("a.b", B, False), "no"),
        (Measurement("a.b", B, "Ethernet"), "Ethernet"),
    ],
)
def test_a_measurement_shows_its_interval(measurement: Measurement, words: str) -> None:
    found = show_measurement(measurement)
    assert found.words == say(found) == words
    assert is_known(found)


def test_a_measurement_shows_the_decimals_that_are_asked_for() -> None:
    assert show_measurement(Measurement("a.b", B, 24.99, "Mbit/s", 24, 26), 3).words == "24.990 Mbit/s (24 to 26)"
    assert show_measurement(Measurement("a.b", B, 24.99, "Mbit/s"), 3).words == "24.990 Mbit/s"


def test_a_limit_names_its_unit_once_where_the_wish_behind_it_has_the_same() -> None:
    line = Requirement("a.b", maximum=7, recommended=1.001, unit="d")
    assert show_requirement(line, short=True).words == "at most 7, better 1 day"
    seconds = Requirement("a.b", maximum=604_800, recommended=43_200, unit="s")
    assert show_requirement(seconds, short=True).words == "at most 7 days, better 12 h"


def test_a_sentence_of_ours_is_shown_as_it_reads() -> None:
    said = text("test.clear", "Customers would hear you clearly.")
    found = Measurement("a.b", B, said.words, said=said)
    assert show_measurement(found) == said
    assert say(show_measurement(found), PSEUDO).startswith("⟦Çúústóóméérs ")


@pytest.mark.parametrize("value", [3, 3.5, True, "another"], ids=repr)
def test_what_reads_otherwise_than_the_value_is_not_believed(value: Value) -> None:
    """A file that another made says one thing and is judged by the other."""
    odd = Measurement("a.b", B, value, said=Text("All is well."))
    assert show_measurement(odd).words == show_value(value, "")


@pytest.mark.parametrize("privacy", Privacy)
def test_a_text_keeps_its_class(privacy: Privacy) -> None:
    shown = show_measurement(Measurement("a.b", B, "CanaryNet", privacy=privacy))
    assert [part for part in parts_of(shown) if isinstance(part, Name)] == [Name("CanaryNet", privacy)]


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(94.1, Unit.MBIT_S, "94.1 Mbit/s"), (8_000_000_000, "B", "8 GB"), (True, "", "yes"), ("LAN", "", "LAN")],
)
def test_a_value_is_a_part_or_a_text(value: Value, unit: Unit | str, words: str) -> None:
    assert text_of_value(value, unit).words == words
    assert NAMED(name=part_of(value, unit)).words == f"Through {words}."


def test_whole_numbers_are_quantities_and_yes_is_no_number() -> None:
    assert part_of(4, "") == Quantity(4)
    assert part_of(4, Unit.SECOND) == Quantity(4, "s")
    assert isinstance(part_of(True, ""), Text)
    assert part_of("x", "", Privacy.SECRET) == Name("x", Privacy.SECRET)


@pytest.mark.parametrize(
    ("line", "unit", "words"),
    [
        (Requirement("a.b", minimum=10, recommended=25), "Mbit/s", "at least 10 Mbit/s, better 25 Mbit/s"),
        (Requirement("a.b", maximum=55, recommended=45), "dBA", "at most 55 dBA, better 45 dBA"),
        (Requirement("a.b", minimum=10, recommended=10), "", "at least 10"),
        (Requirement("a.b", minimum=8_000_000_000), "B", "at least 8 GB"),
        (Requirement("a.b", recommended=2000, better="higher"), "MHz", "recommended 2000 MHz"),
        (Requirement("a.b", allowed=("LAN", "Wi-Fi"), recommended="LAN"), "", "LAN or Wi-Fi, better LAN"),
        (Requirement("a.b", allowed=(True,)), "", "yes"),
        (Requirement("a.b", recommended=("a", "b")), "", "recommended a or b"),
        (Requirement("a.b", recommended=("a", "b", "c", "d", "e")), "", "recommended a or b or c or d or e"),
        (Requirement("a.b"), "", "no limit"),
    ],
)
def test_a_requirement_shows_what_is_asked_for(line: Requirement, unit: str, words: str) -> None:
    found = show_requirement(structs.replace(line, unit=unit))
    assert found.words == say(found) == words
    assert is_known(found)


@pytest.mark.parametrize("count", [1, 2, 3, 100, 1000])
def test_any_number_of_choices_can_be_shown(count: int) -> None:
    choices = tuple(f"v{number}" for number in range(count))
    found = show_requirement(Requirement("a.b", allowed=choices))
    assert say(found) == " or ".join(choices)


@given(st.floats(-1e15, 1e15), st.sampled_from([unit.value for unit in Unit]))
def test_a_number_alone_reads_as_everywhere(value: float, unit: str) -> None:
    assert say(show_measurement(Measurement("a.b", B, value, unit))) == show_value(value, unit)


def test_what_could_not_be_measured_for_one_reason_is_said_once() -> None:
    no_time, wait = Text("No time."), Text("Wait.")
    gaps = [Gap("a", no_time, wait), Gap("b", Text("No line.")), Gap("c", no_time, wait)]
    found = by_reason(gaps)
    assert [(ids, why.words) for ids, why in found] == [(("a", "c"), "No time. Wait."), (("b",), "No line.")]
    assert by_reason([]) == []
    assert by_reason([Gap("a", NAMED(name=1), NOTHING)]) == [(("a",), NAMED(name=1))]
