"""A profile to begin with: valid as it is, and explained line by line."""

import json
from collections.abc import Iterable

from deskready.core.clock import now
from deskready.core.declare.metric import Metric
from deskready.core.declare.unit import Unit
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import Text, Words, text_of, typed
from deskready.formats.wrap import width, wrap

_ABOUT = text(
    "template.about", "What you ask of somebody who works for you from home. Lines that begin with # are remarks."
)
_COMMANDS = message("template.commands", "{validate} names every mistake; {audit} judges by it.")(
    validate=typed("`deskready profiles validate FILE`"), audit=typed("`deskready audit --profile FILE`")
)
_ID = text("template.id", "lower-case letters, digits and hyphens")
_TITLE = text("template.title", "Our home office")
_PUBLISHER = text("template.publisher", "Your organisation")
_ANSWERS = text("template.answers", "who answers for it")
_POLICY = text("template.policy", "Your organisation's equipment policy")
_DESCRIPTION = text("template.description", "For people who take calls at home.")
_TABLES = message(
    "template.tables",
    "One table for each thing you ask about: the id of a metric, in quotes. A value worse than {minimum} (or "
    "{maximum}) fails; from there to {recommended} it is enough but could be better. Numbers are in the metric's own "
    "unit, or are texts with a unit such as {size}.",
)(minimum=typed("`minimum`"), maximum=typed("`maximum`"), recommended=typed("`recommended`"), size=typed('"8 GB"'))
_LEVEL = message("template.level", "or {measured}: counts where it was measured; or {advisory}: only advice")(
    measured=typed('"when measured"'), advisory=typed('"advisory"')
)
_SOURCE = text("template.source", "Where this number comes from.")
_NOTE = text("template.note", "What you want to add for the person who reads it.")
_LESS = message("template.less", "{unit}; of delay, less is better")
_ALLOWED = text("template.allowed", "Texts and yes or no are asked for so:")
_OPTIONS = message(
    "template.options", "Options of checks, where they should not be left to the person; {command} lists them:"
)(command=typed("`deskready checks`"))
_METRICS = text("template.metrics", "What the checks that are installed here measure:")
_METRIC = message("profiles.metric", "{metric}: {label}")
_IN_UNIT = message("profiles.in-unit", "{metric} in {unit}")
_CELLS = 116
"""Of a line of remarks, without its mark."""
_BESIDE = 33
"""Cells before a remark that stands beside a value."""


def template(profile_id: str, metrics: Iterable[Metric]) -> str:
    """The file's text: TOML in every language, with remarks and example texts in the person's own.

    Args:
        profile_id: The profile's id.
        metrics: What installed checks measure, to choose from.
    """
    lines = (
        *_remark(_ABOUT),
        *_remark(_COMMANDS),
        "",
        *_head(profile_id),
        "",
        *_remark(_TABLES),
        "",
        *_requirements(),
        "",
        *_remark(_ALLOWED),
        '# [requirements."the.metric"]',
        '# allowed = ["Linux", "macOS", "Windows"]',
        "",
        *_remark(_OPTIONS),
        '# [options."sound.noise"]',
        "# seconds = 10",
        "",
        *_remark(_METRICS),
        *(f"#   {say(_metric(metric))}" for metric in metrics),
    )
    return "\n".join(lines) + "\n"


def _head(profile_id: str) -> tuple[str, ...]:
    return (
        "schema = 1",
        _beside(f'id = "{profile_id}"', _ID),
        f"title = {_quoted(_TITLE)}",
        _beside(f"publisher = {_quoted(_PUBLISHER)}", _ANSWERS),
        f"source = {_quoted(_POLICY)}",
        f"date = {now()[:10]}",
        f"description = {_quoted(_DESCRIPTION)}",
    )


def _requirements() -> tuple[str, ...]:
    return (
        '[requirements."internet.download"]',
        _beside("minimum = 10", Unit.MBIT_S.value),
        "recommended = 25",
        _beside('level = "required"', _LEVEL),
        f"source = {_quoted(_SOURCE)}",
        f"note = {_quoted(_NOTE)}",
        "",
        '[requirements."internet.latency"]',
        _beside("maximum = 150", _LESS(unit=typed(Unit.MILLISECOND))),
        "recommended = 100",
        'level = "required"',
        "",
        '[requirements."computer.memory"]',
        'minimum = "4 GB"',
        'recommended = "8 GB"',
        'level = "required"',
    )


def _remark(words: Text) -> list[str]:
    return [f"# {line}" for line in wrap(say(words), _CELLS)]


def _beside(line: str, words: Words) -> str:
    """A line with a remark behind it, below the others where it is short enough."""
    return f"{line}{' ' * max(2, _BESIDE - width(line))}# {say(words)}"


def _quoted(words: Text) -> str:
    """A text of TOML: it escapes what JSON does."""
    return json.dumps(say(words), ensure_ascii=False)


def _metric(metric: Metric) -> Text:
    label = _METRIC(metric=typed(metric.id), label=text_of(metric.label))
    return _IN_UNIT(metric=label, unit=typed(metric.unit.value)) if metric.unit else label
