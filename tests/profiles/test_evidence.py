"""Every number in a shipped profile, and every number in the sentence beside it, follows from the evidence."""

import re
import statistics
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from deskready_checks.internet.call.emodel import mos
from deskready_checks.internet.probe.interval import wilson

Line = dict[str, Any]
"""A table of TOML: a profile's line, a metric's evidence, or one publisher's figure."""

WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
"""Numbers as sentences spell them."""
NUMBER = r"(?<![\w.,])-?\d+(?:,\d{3})*(?:\.\d+)*"
SPELLED = re.compile(rf"\b(ten thousand|{'|'.join(WORDS[2:])})\b", re.IGNORECASE)
LIMITS = ("minimum", "maximum", "recommended")


class Shipped(NamedTuple):
    """A line of a shipped profile."""

    profile: str
    metric: str
    line: Line

    @property
    def source(self) -> str:
        """The sentence that names the evidence."""
        return str(self.line["source"])

    @property
    def numbers(self) -> dict[str, float]:
        """Its limits that are numbers, without their unit."""
        found = {name: self.line[name] for name in LIMITS if name in self.line}
        return {
            name: float(str(value).split(" ")[0]) for name, value in found.items() if not isinstance(value, bool | list)
        }


def _shipped() -> Iterator[Shipped]:
    for file in sorted(Path(str(resources.files("deskready.profiles"))).glob("*.toml")):
        profile = tomllib.loads(file.read_text("utf-8"))
        for metric, line in profile["requirements"].items():
            yield Shipped(profile["id"], metric, line)


SHIPPED = list(_shipped())
EVIDENCE: dict[str, Line] = tomllib.loads((Path(__file__).parent / "evidence.toml").read_text("utf-8"))
every_line = pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: f"{one.profile} {one.metric}")


def ends(value: float | list[float]) -> tuple[float, float]:
    """The ends of a figure, which may be a range."""
    return (value[0], value[1]) if isinstance(value, list) else (value, value)


def limits(figures: list[Line]) -> list[tuple[float, float]]:
    """The limits that publishers ask for."""
    return [ends(figure["limit"]) for figure in figures if "limit" in figure]


def median(figures: list[Line]) -> float:
    """The median of what publishers ask for."""
    return statistics.median(statistics.mean(limit) for limit in limits(figures))


def follows(basis: str | dict[str, Any], figures: list[Line]) -> float:
    """The number that a line's limit has to be, by what it rests on."""
    if isinstance(basis, dict):
        if "own" in basis:
            return float(basis["own"])
        return float(round(follows(basis["rounded"], figures), -1))
    if basis == "median":
        return median(figures)
    name, recommends = basis.removesuffix(" recommends"), basis.endswith(" recommends")
    (figure,) = (figure for figure in figures if figure["by"] == name)
    return float(ends(figure["recommends" if recommends else "limit"])[1])


def numbers(text: str) -> list[float | str]:
    """Every number in a text, in digits or spelled; one with two dots, a section's, stays as it is."""
    written = [one.replace(",", "") for one in re.findall(NUMBER, text)]
    spelled = [word.lower() for word in SPELLED.findall(text)]
    return [one if one.count(".") > 1 else float(one) for one in written] + [
        10_000.0 if word == "ten thousand" else float(WORDS.index(word)) for word in spelled
    ]


def nameless(text: str, figures: list[Line]) -> str:
    """A text without the publishers' names, which hold digits, too, and without those of standards and units."""
    for name in sorted((figure["by"] for figure in figures), key=len, reverse=True):
        text = text.replace(name, "*")
    return re.sub(r"ITU-T [A-Z]\.\d+|Core i\d or i\d", "*", text)


def values(figure: Line) -> set[float]:
    """Every number that a publisher's figure holds."""
    held = [*ends(figure["limit"])] if "limit" in figure else []
    held += [*ends(figure["recommends"])] if "recommends" in figure else []
    return {float(one) for one in [*held, *([figure["rating"]] if "rating" in figure else [])]}


def test_every_line_has_its_evidence_and_all_evidence_a_line() -> None:
    assert {one.metric for one in SHIPPED} == set(EVIDENCE)
    for metric, evidence in EVIDENCE.items():
        assert all(figure["at"] for figure in evidence["figures"]), metric
        names = [figure["by"] for figure in evidence["figures"]]
        assert len(names) == len(set(names)), metric


@every_line
def test_its_numbers_follow_from_the_evidence(shipped: Shipped) -> None:
    evidence = EVIDENCE[shipped.metric]
    bases = {name: evidence[name] for name in LIMITS if name in evidence}
    expected = {name: follows(basis, evidence["figures"]) for name, basis in bases.items()}
    assert shipped.numbers == expected


@every_line
def test_the_sentence_counts_as_the_evidence_does(shipped: Shipped) -> None:
    """ "Nine published limits, 20 to 50 ms, median 30"."""
    figures = EVIDENCE[shipped.metric]["figures"]
    if told := re.match(rf"(\w+) .*?({NUMBER}) to ({NUMBER}).*?, median ({NUMBER})", shipped.source):
        count, low, high, middle = told.groups()
        found = limits(figures)
        assert WORDS.index(count.lower()) == len(found)
        assert (float(low), float(high)) == (min(low for low, _ in found), max(high for _, high in found))
        assert float(middle) == median(figures)
    else:
        assert "median" not in shipped.source


@every_line
def test_no_number_in_the_sentence_is_without_evidence(shipped: Shipped) -> None:
    evidence = EVIDENCE[shipped.metric]
    figures = evidence["figures"]
    text = nameless(shipped.source, figures)
    known: set[float | str] = {*shipped.numbers.values(), *(value for figure in figures for value in values(figure))}
    known |= {key if key.count(".") > 1 else float(key) for key in evidence.get("also", {})}
    known |= {float(len(limits(figures)))} | set(asked(figures)) | set(others(shipped.source, figures))
    if limits(figures):
        known.add(median(figures))
    assert [number for number in numbers(text) if number not in known] == []
    unused = {float(key) if key.count(".") < 2 else key for key in evidence.get("also", {})} - set(
        numbers(shipped.source) + [float(one) for one in re.findall(r"\bi(\d)\b", shipped.source)]
    )
    assert unused == set(), "the evidence explains numbers that the sentence does not hold"


def asked(figures: list[Line]) -> list[float]:
    """How many publishers ask for each thing, and for anything."""
    counts = Counter(figure["asks"] for figure in figures if "asks" in figure)
    return [float(count) for count in (*counts.values(), counts.total())]


def others(sentence: str, figures: list[Line]) -> list[float]:
    """How many publishers a sentence does not name, and the ends of what they ask for."""
    unnamed = limits([figure for figure in figures if figure["by"] not in sentence])
    return [float(len(unnamed)), *([min(unnamed)[0], max(unnamed)[1]] if unnamed else [])]


@every_line
def test_whoever_is_named_with_a_number_asks_for_that_number(shipped: Shipped) -> None:
    """ "8x8 and Bright Pattern 20; Microsoft Teams, RingCentral and GoTo 30": the next number of the clause."""
    figures = EVIDENCE[shipped.metric]["figures"]
    also = {float(key) for key in EVIDENCE[shipped.metric].get("also", {}) if key.count(".") < 2}
    for clause in re.split(r"[;:]\s|\.\s", shipped.source):
        for figure in figures:
            _, _, after = clause.partition(figure["by"])
            number = numbers(nameless(after, figures))[:1]
            if number and number[0] not in also and "asks" not in figure:
                assert number[0] in values(figure), (figure["by"], clause)


@every_line
def test_whoever_is_named_is_quoted_in_full(shipped: Shipped) -> None:
    for figure in EVIDENCE[shipped.metric]["figures"]:
        if figure["by"] in shipped.source:
            quoted = numbers(nameless(shipped.source, EVIDENCE[shipped.metric]["figures"]))
            assert values(figure) - {figure.get("rating")} <= set(quoted), figure["by"]


@every_line
def test_a_number_of_its_own_is_called_one(shipped: Shipped) -> None:
    """In the profile for calls; the other one says the same in fewer words."""
    evidence = EVIDENCE[shipped.metric]
    own = [name for name in LIMITS if isinstance(evidence.get(name), dict) and "own" in evidence[name]]
    if own and shipped.profile == "typical-voice-agent":
        assert re.search(r"\bown\b|lies between", shipped.source)
    if "deskready's own" in shipped.source:
        assert own or not shipped.numbers


@pytest.mark.parametrize(
    ("metric", "verbs"),
    [
        ("internet.connection", {"require": "four require", "advise": "three advise", "tolerate": "two tolerate"}),
        (
            "sound.headset.kind",
            {
                "USB headset": "five name a USB headset",
                "headset on a round plug": "one a headset on a round plug",
                "headset with boom or noise cancelling": "two a headset with boom or noise cancelling",
            },
        ),
    ],
)
def test_opinions_are_counted(metric: str, verbs: dict[str, str]) -> None:
    (line,) = (one for one in SHIPPED if one.metric == metric and one.profile == "typical-voice-agent")
    counts = Counter(figure["asks"] for figure in EVIDENCE[metric]["figures"])
    assert set(counts) == set(verbs)
    assert f"Of {WORDS[counts.total()]} sources with a position" in line.source
    for asks, words in verbs.items():
        assert words in line.source
        assert words.split()[0] == WORDS[counts[asks]]


def test_the_scores_of_a_call_follow_from_the_ratings_that_standards_draw_lines_at() -> None:
    rated = [figure for evidence in EVIDENCE.values() for figure in evidence["figures"] if "rating" in figure]
    assert len(rated) == 2
    for figure in rated:
        assert round(mos(figure["rating"]), 1) == figure["limit"]


def test_so_many_packets_prove_so_little_loss() -> None:
    """The note on loss: 1,300 packets of which none is lost prove less than 0.3 %, and a hundred fewer do not."""
    (line,) = (one for one in SHIPPED if one.metric == "internet.loss")
    assert numbers(line.line["note"]) == [0.3, 1300, 2]
    assert wilson(0, 1300)[1] < 0.003 < wilson(0, 1200)[1]


def test_one_in_ten_thousand_is_what_the_lines_on_overdriven_sound_say() -> None:
    for one in SHIPPED:
        if one.metric.endswith(".clipped"):
            assert "more than one overdriven sample in ten thousand" in one.source
            assert set(one.numbers.values()) == {100 / 10_000}
