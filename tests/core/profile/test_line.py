from typing import Any

import pytest

from deskready.core.declare.metric import Metric
from deskready.core.profile.line import read_line
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.reading.mistake import Mistakes
from deskready.core.reading.table import Table
from deskready.core.words.message import sentences
from deskready.core.words.text import NOTHING, Text, text_of
from helpers.declared import DOWNLOAD, LATENCY, LINK, MEMORY, PEAK, VPN


def read(data: dict[str, Any], metric: Metric | None = None, metric_id: str = "a.b") -> tuple[Requirement, Mistakes]:
    mistakes = Mistakes("x.toml", lambda path: None)
    metric_id = metric.id if metric else metric_id
    return read_line(Table(data, (metric_id,), mistakes), metric_id, metric), mistakes


def line(data: dict[str, Any], metric: Metric | None = None) -> Requirement:
    found, mistakes = read(data, metric)
    assert mistakes.errors == []
    return found


def problems(data: dict[str, Any], metric: Metric | None = None) -> list[tuple[str, str]]:
    """Key and sentence of each mistake."""
    return [
        (
            mistake.key.rpartition('".')[2] if '".' in mistake.key else "",
            sentences(mistake.reason, mistake.suggestion).words,
        )
        for mistake in read(data, metric)[1].errors
    ]


def test_a_line_takes_unit_and_label_from_the_installed_metric() -> None:
    data = {
        "minimum": 10, "recommended": 25.5, "level": "when measured", "source": " Us\x1b ", "note": "Really.",
    }  # fmt: skip
    assert line(data, DOWNLOAD) == Requirement(
        "internet.download", minimum=10, recommended=25.5, level=Level.WHEN_MEASURED, source="Us\ufffd",
        note="Really.", unit="Mbit/s", label=Text("Download"),
    )  # fmt: skip


def test_texts_with_a_unit_are_converted_exactly() -> None:
    found = line({"minimum": "4 GB", "recommended": "8 GiB"}, MEMORY)
    assert (found.minimum, found.recommended) == (4_000_000_000, 8 * 1024**3)


def test_whole_numbers_are_whole_however_they_are_written() -> None:
    found = line({"minimum": 10.0, "recommended": 1e1}, DOWNLOAD)
    assert (type(found.minimum), type(found.recommended)) == (int, int)


@pytest.mark.parametrize(
    ("data", "metric", "better"),
    [
        ({"recommended": 25}, DOWNLOAD, "higher"), ({"recommended": 25}, LATENCY, "lower"),
        ({"recommended": -6, "better": "lower"}, PEAK, "lower"),
        ({"recommended": 3, "better": "higher"}, None, "higher"),
        ({"minimum": 3}, DOWNLOAD, ""), ({"maximum": 3, "better": "lower"}, LATENCY, ""),
    ],
)  # fmt: skip
def test_the_direction_of_a_recommended_value(data: dict[str, Any], metric: Metric | None, better: str) -> None:
    assert line(data, metric).better == better


def test_a_metric_without_a_better_direction_takes_either_limit() -> None:
    assert line({"maximum": -6}, PEAK).maximum == -6
    assert line({"minimum": -60}, PEAK).minimum == -60


def test_choices_of_texts_and_of_yes_or_no() -> None:
    found = line({"allowed": ["LAN", "Wi-Fi\x1b"], "recommended": "LAN"}, LINK)
    assert (found.allowed, found.recommended) == (("LAN", "Wi-Fi\ufffd"), "LAN")
    assert line({"recommended": ["LAN", "Wi-Fi"]}, LINK).recommended == ("LAN", "Wi-Fi")
    assert line({"allowed": [True], "recommended": True}, VPN).allowed == (True,)


@pytest.mark.parametrize(
    ("data", "minimum", "recommended", "unit"),
    [
        ({"minimum": "8 GB"}, 8_000_000_000, None, "B"), ({"minimum": "500 ms", "recommended": "1 s"}, 500, 1000, "ms"),
        ({"minimum": "1 min", "recommended": "90 s"}, 60, 90, "s"),
        ({"recommended": "10 %", "better": "lower"}, None, 10, "%"),
        ({"minimum": 3}, 3, None, ""),
    ],
)  # fmt: skip
def test_an_unknown_metric_takes_the_unit_that_fits_its_quantities(
    data: dict[str, Any], minimum: int, recommended: int | None, unit: str
) -> None:
    found = line(data)
    assert (found.minimum, found.recommended, found.unit, found.label) == (minimum, recommended, unit, NOTHING)


def test_an_unknown_metric_may_take_choices() -> None:
    assert line({"allowed": ["a", "b"]}).allowed == ("a", "b")
    assert line({"recommended": ["a", "b"]}).recommended == ("a", "b")
    assert line({"recommended": "Ethernet"}).recommended == "Ethernet"
    assert line({"recommended": True}).recommended is True


def test_an_unknown_direction_of_an_unknown_metric_is_a_warning() -> None:
    found, mistakes = read({"recommended": 3})
    assert (found.better, mistakes.errors) == ("", [])
    assert "which direction is better" in text_of(mistakes.warnings[0].reason).words


@pytest.mark.parametrize(
    ("data", "metric", "key", "words"),
    [
        ({}, DOWNLOAD, "", "asks for nothing"),
        ({"level": "advisory"}, None, "", "asks for nothing"),
        ({"minimum": 1, "maximum": 2}, PEAK, "maximum", "not both"),
        ({"minimum": 1, "maximum": 2, "recommended": 1}, None, "maximum", "not both"),
        ({"minimum": 10, "recommended": 5}, DOWNLOAD, "recommended", "worse than the limit. Write at least 10 Mbit/s"),
        ({"maximum": 100, "recommended": 150}, LATENCY, "recommended", "Write at most 100 ms"),
        ({"minimum": "8 GB", "recommended": "4 GB"}, MEMORY, "recommended", "Write at least 8 GB"),
        ({"minimum": 10, "allowed": ["a"]}, None, "allowed", "Keep one"),
        ({"minimum": 100}, LATENCY, "minimum", "lower is better. Write maximum"),
        ({"maximum": 10}, DOWNLOAD, "maximum", "higher is better. Write minimum"),
        ({"minimum": 10, "better": "lower"}, DOWNLOAD, "better", "higher is better"),
        ({"maximum": 10, "better": "higher"}, None, "better", "lower is better"),
        ({"recommended": 10, "better": "lower"}, DOWNLOAD, "better", "higher is better"),
        ({"recommended": 10, "better": "up"}, DOWNLOAD, "better", "higher, lower"),
        ({"recommended": 10}, PEAK, "recommended", "Add a line better"),
        ({"minimum": 10, "level": "requird"}, DOWNLOAD, "level", "Did you mean required?"),
        ({"minimum": 10, "level": 3}, DOWNLOAD, "level", "a number"),
        ({"minimum": "10"}, DOWNLOAD, "minimum", "Write 10 without quotes"),
        ({"minimum": "10 ms"}, DOWNLOAD, "minimum", "Mbit/s"),
        ({"minimum": "fast\x1b"}, DOWNLOAD, "minimum", "not a number"),
        ({"minimum": "8 GB"}, LATENCY, "minimum", "ms, s"),
        ({"minimum": "soon"}, None, "minimum", "not a number"),
        ({"minimum": float("nan")}, DOWNLOAD, "minimum", "not a number"),
        ({"recommended": float("nan")}, DOWNLOAD, "recommended", "not a number"),
        ({"minimum": float("inf")}, DOWNLOAD, "minimum", "too large"),
        ({"maximum": float("-inf")}, LATENCY, "maximum", "too large"),
        ({"minimum": 10**30}, DOWNLOAD, "minimum", "too large"),
        ({"minimum": 16**200_000}, DOWNLOAD, "minimum", "too large"),
        ({"minimum": "999999999999999 TB"}, MEMORY, "minimum", "too large"),
        ({"minimum": True}, DOWNLOAD, "minimum", "a yes or no"),
        ({"minimum": [10]}, DOWNLOAD, "minimum", "a list"),
        ({"minimum": {"value": 10}}, DOWNLOAD, "minimum", "a table"),
        ({"allowed": [10]}, DOWNLOAD, "allowed", "takes a limit"),
        ({"minimum": 1}, LINK, "minimum", "is a text, so it takes allowed"),
        ({"maximum": 1}, VPN, "maximum", "is a yes or no, so it takes allowed"),
        ({"allowed": ["yes"]}, VPN, "allowed", "true or false"),
        ({"allowed": [True]}, LINK, "allowed", "texts"),
        ({"allowed": [1]}, None, "allowed", "all texts, or true or false"),
        ({"allowed": ["a", True]}, None, "allowed", "all texts, or true or false"),
        ({"allowed": [["a"]]}, LINK, "allowed", "a list"),
        ({"allowed": "LAN"}, LINK, "allowed", "must be a list"),
        ({"allowed": []}, LINK, "allowed", "empty"),
        ({"allowed": ["a", "a"]}, LINK, "allowed", "twice"),
        ({"allowed": ["a"], "recommended": "b"}, LINK, "recommended", "not allowed"),
        ({"recommended": 3}, LINK, "recommended", "texts"),
        ({"minimum": 1, "source": 3}, DOWNLOAD, "source", "must be a text"),
        ({"minimum": 1, "note": "x" * 601}, DOWNLOAD, "note", "longer than 600"),
        ({"mininum": 1, "recommended": 3}, DOWNLOAD, "mininum", "Did you mean minimum?"),
        ({"minimum": 1, "command": "rm -rf /"}, DOWNLOAD, "command", "There is no key"),
        ({"recommended": "a", "pattern": "^(a+)+$"}, LINK, "pattern", "There is no key"),
    ],
)
def test_each_mistake_names_its_key_and_the_way_out(
    data: dict[str, Any], metric: Metric | None, key: str, words: str
) -> None:
    found = problems(data, metric)
    assert any(where == key and words in sentence for where, sentence in found), found
    assert "\x1b" not in str(found)


def test_all_mistakes_of_a_line_are_found_at_once() -> None:
    data = {"minimum": "ten", "maximum": float("nan"), "level": "must", "better": 3, "sauce": "x", "note": 1}
    assert {key for key, _ in problems(data, PEAK)} == {"minimum", "maximum", "level", "better", "sauce", "note"}
