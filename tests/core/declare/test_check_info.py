import math
from collections.abc import Mapping
from typing import Any, ClassVar

import pytest
from msgspec import structs

from deskready.core.declare.check import Check
from deskready.core.declare.check_info import Origin, describe
from deskready.core.declare.check_rules import METRICS_LIMIT, OPTIONS_LIMIT
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Better, Metric
from deskready.core.declare.option import Option
from deskready.core.declare.policy import Policy
from deskready.core.declare.unit import Unit
from deskready.core.declare.use import Use
from deskready.core.errors import CheckError
from deskready.core.words.say import is_known, say
from deskready.core.words.text import NOTHING, Name, Text, text_of
from helpers.any_text import NAMED
from helpers.declared import POLICY

ORIGIN = Origin("area.name", "module:Good", "package", "1.0")
TOTAL = Metric("area.total", "Total", Unit.BYTE, Better.HIGHER)


class Good(Check):
    """What it measures.

    More of it.
    """

    id = "area.name"
    title = "Name"
    why = "Because."
    uses = frozenset({Use.CPU})
    consent = frozenset({Consent.DATA})
    metrics = (TOTAL,)
    remedies: ClassVar[Mapping[Metric, str]] = {TOTAL: "Buy more."}
    options = (Option("seconds", 10, "How long.", minimum=1),)


def named(name: str) -> Policy:
    return structs.replace(POLICY, name=name)


def variant(**attributes: Any) -> type[Check]:
    return type("Bad", (Good,), attributes)


def test_a_good_check_is_described_in_full() -> None:
    info = describe(Good, ORIGIN)
    assert (info.id, info.area, info.title, info.summary, info.why) == (
        "area.name",
        "area",
        Text("Name"),
        Text("What it measures."),
        Text("Because."),
    )
    assert (info.uses, info.consent, info.default) == (frozenset({Use.CPU}), frozenset({Consent.DATA}), True)
    assert (info.typical_seconds, info.limit_seconds, info.limit_memory) == (1.0, 60.0, 512 * 1024**2)
    assert info.metrics == (structs.replace(TOTAL, label=Text("Total")),)
    assert info.remedies == {"area.total": Text("Buy more.")}
    assert info.options == (structs.replace(Good.options[0], help=Text("How long."), blank=NOTHING),)
    assert info.metric("area.total") is info.metrics[0]
    assert info.metric("area.other") is None
    assert info.origin is ORIGIN


def test_its_words_are_cleaned_and_cut() -> None:
    loud = Metric("area.total", "To\x1b[2Jtal", Unit.BYTE, Better.HIGHER)
    option = Option("seconds", 10, "How\x07 long.")
    check = variant(
        title="T\x1b" + "x" * 99, why="w\u202e", metrics=(loud,), remedies={loud: "r\x00"}, options=(option,)
    )
    info = describe(check, ORIGIN)
    assert info.title.words.startswith("T\ufffd")
    assert len(info.title.words) == 30
    assert (info.why, info.remedies) == (Text("w\ufffd"), {"area.total": Text("r\ufffd")})
    assert (info.metrics[0].label, info.options[0].help) == (Text("To\ufffd[2Jtal"), Text("How\ufffd long."))


def test_texts_of_messages_are_cleaned_too() -> None:
    """An author's messages are not believed more than plain words."""
    title = NAMED(name=Name("Acme"))
    hostile = Text("w\x1b", "their.own", {"name": Name("x\u202e")})
    long = Metric("area.total", Text("L" * 99), Unit.BYTE, Better.HIGHER)
    option = Option("seconds", 10, hostile)
    info = describe(
        variant(title=title, why=hostile, about=hostile, metrics=(long,), remedies={long: hostile}, options=(option,)),
        ORIGIN,
    )
    cleaned = Text("w\ufffd", "their.own", {"name": Name("x\ufffd")})
    assert info.title == title
    assert (info.why, info.summary, info.remedies["area.total"], info.options[0].help) == (cleaned,) * 4
    assert len(text_of(info.metrics[0].label).words) == 60
    cut = describe(variant(title=NAMED(name=Name("x" * 99))), ORIGIN).title
    assert len(say(cut)) == 30


def test_the_words_of_a_policy_are_cleaned() -> None:
    told = structs.replace(POLICY, question="May\x1b it?", explanation="w\u202e" + "x" * 700, link="https://a/\x00")
    policy = describe(variant(options=(Option("acme", False, "", policy=told),)), ORIGIN).options[0].policy
    assert policy is not None
    assert (policy.question, policy.link) == (Text("May\ufffd it?"), "https://a/\ufffd")
    assert text_of(policy.explanation, 9999).words.startswith("w\ufffd")
    assert len(text_of(policy.explanation, 9999).words) == 600


@pytest.mark.parametrize("thing", [None, 3, "Good", Good(), int, object], ids=lambda thing: type(thing).__name__)
def test_what_is_no_check_class_is_refused(thing: object) -> None:
    with pytest.raises(CheckError, match=r"deskready\.plugin\.Check"):
        describe(thing, ORIGIN)


@pytest.mark.parametrize("name", ["id", "title", "why", "metrics"])
def test_a_missing_attribute_is_named(name: str) -> None:
    attributes = {key: value for key, value in vars(Good).items() if not key.startswith("__") and key != name}
    with pytest.raises(CheckError, match=rf"Bad\.{name} is missing"):
        describe(type("Bad", (Check,), attributes), ORIGIN)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", 3), ("id", "name"), ("id", "Area.Name"), ("id", "area."), ("id", "area.name\n"), ("id", "a." + "b" * 80),
        ("id", "../etc.passwd"), ("title", 3), ("title", None), ("why", b"bytes"), ("default", 1), ("default", "yes"),
        ("uses", {"cpu"}), ("uses", ["cpu"]), ("uses", frozenset({"oven"})), ("consent", frozenset({3})),
        ("consent", "data"), ("typical_seconds", 0), ("typical_seconds", -1), ("typical_seconds", 61),
        ("typical_seconds", math.nan), ("typical_seconds", "1"), ("typical_seconds", True), ("limit_seconds", math.inf),
        ("limit_seconds", 0), ("limit_memory", 0), ("limit_memory", 1.5), ("metrics", ()), ("metrics", TOTAL),
        ("metrics", ("area.total",)), ("metrics", (TOTAL, TOTAL)), ("metrics", (Metric("total", "Total"),)),
        ("metrics", (Metric("Area.Total", "Total"),)), ("metrics", (Metric("a." + "b" * 80, "Total"),)),
        ("metrics", tuple(Metric(f"area.m{number}", "M") for number in range(METRICS_LIMIT + 1))),
        ("options", tuple(Option(f"o{number}", 1, "") for number in range(OPTIONS_LIMIT + 1))),
        ("metrics", (Metric("area.total", "Total", "parsec"),)), ("metrics", (Metric("area.total", 3),)),  # type: ignore[arg-type]
        ("metrics", (Metric("area.total", "Total", better="up"),)),  # type: ignore[arg-type]
        ("metrics", (Metric("area.total", "Total", kind="word"),)),  # type: ignore[arg-type]
        ("metrics", (Metric("area.total", "Total", privacy="shared"),)),  # type: ignore[arg-type]
        ("remedies", {Metric("area.other", "Other"): "x"}), ("remedies", "x"), ("remedies", {TOTAL: 3}),
        ("options", ("seconds",)), ("options", (Option("a", 1, ""), Option("a", 2, ""))), ("options", [1]),
        ("options", (Option("Two Words", 1, ""),)), ("options", (Option("a\x1b", 1, ""),)),
        ("options", (Option("a", 1, "", minimum=2),)), ("options", (Option("a", "x", "", choices=("y",)),)),
        ("options", (Option("a", math.nan, ""),)), ("options", (Option("a", True, "", policy=POLICY),)),
        ("options", (Option("a", 1, "", policy=POLICY),)), ("options", (Option("a", False, "", policy=named("data")),)),
        ("options", (Option("a", False, "", policy=named("Two Words")),)),
        ("options", (Option("a", False, "", policy=POLICY), Option("b", False, "", policy=POLICY))),
        ("options", (Option("a", False, "", policy=structs.replace(POLICY, link="http://acme.example/")),)),
        ("options", (Option("a", False, "", policy=structs.replace(POLICY, question="")),)),
        ("options", (Option("a", False, "", policy=structs.replace(POLICY, where={"a": (False,)})),)),
        ("options", (Option("a", 1, "", follows="area.other minimum"),)),
        ("options", (Option("a", 1, "", follows="area.total middle"),)),
        ("options", (Option("a", "", "", follows="area.total minimum"),)),
        ("options", (Option("a", 1, "", learned="area.other middle"),)),
        ("options", (Option("a", "", "", learned="area.other uncertainty"),)),
        ("options", (Option("a", 1, "", learned="area.other", follows="area.total minimum"),)),
        ("options", (Option("a", "", "", served="smtp"),)),
        ("options", (Option("a", 1, "", served="udp"),)),
        ("teaches", "It holds."),
    ],
)  # fmt: skip
def test_each_broken_contract_is_a_check_error_that_names_the_attribute(name: str, value: object) -> None:
    with pytest.raises(CheckError, match=rf"^Bad\.{name}\b") as caught:
        describe(variant(**{"remedies": {}, name: value}), ORIGIN)
    assert "\x1b" not in str(caught.value)
    assert is_known(caught.value.message), "the person reads it, in the list of checks"
