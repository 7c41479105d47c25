"""A profile to begin with: valid as it is, and explained line by line."""

import textwrap
from collections.abc import Iterable

from deskready.core.clock import now
from deskready.core.declare.metric import Metric
from deskready.core.declare.privacy import Privacy
from deskready.core.words.message import message
from deskready.core.words.say import say
from deskready.core.words.text import Name, Text, text_of

_TEMPLATE = message(
    "profiles.template",
    """\
# What you ask of somebody who works for you from home. Lines that begin with # are remarks.
# `deskready profiles validate FILE` names every mistake; `deskready audit --profile FILE` judges by it.

schema = 1
id = "{id}"                      # lower-case letters, digits and hyphens
title = "Our home office"
publisher = "Your organisation"  # who answers for it
source = "Your organisation's equipment policy"
date = {today}
description = "For people who take calls at home."

# One table for each thing you ask about: the id of a metric, in quotes. A value worse than `minimum` (or `maximum`)
# fails; from there to `recommended` it is enough but could be better. Numbers are in the metric's own unit, or are
# texts with a unit such as "8 GB".

[requirements."internet.download"]
minimum = 10                     # Mbit/s
recommended = 25
level = "required"               # or "when measured": counts where it was measured; or "advisory": only advice
source = "Where this number comes from."
note = "What you want to add for the person who reads it."

[requirements."internet.latency"]
maximum = 150                    # ms; of delay, less is better
recommended = 100
level = "required"

[requirements."computer.memory"]
minimum = "4 GB"
recommended = "8 GB"
level = "required"

# Texts and yes or no are asked for so:
# [requirements."the.metric"]
# allowed = ["Linux", "macOS", "Windows"]

# Options of checks, where they should not be left to the person; `deskready checks` lists them:
# [options."sound.noise"]
# seconds = 10

# What the checks that are installed here measure:
{metrics}
""",
)

_METRIC = message("profiles.metric", "{metric}: {label}")
_IN_UNIT = message("profiles.in-unit", "{metric} in {unit}")


def template(profile_id: str, metrics: Iterable[Metric]) -> str:
    """The file's text.

    Args:
        profile_id: The profile's id.
        metrics: What installed checks measure, to choose from.
    """
    lines = "\n".join(say(_metric(metric)) for metric in metrics)
    said = _TEMPLATE(
        id=Name(profile_id, Privacy.PUBLIC),
        today=Name(now()[:10], Privacy.PUBLIC),
        metrics=Name(textwrap.indent(lines, "#   "), Privacy.PUBLIC),
    )
    return say(said)


def _metric(metric: Metric) -> Text:
    label = _METRIC(metric=Name(metric.id, Privacy.PUBLIC), label=text_of(metric.label))
    return _IN_UNIT(metric=label, unit=Name(metric.unit.value, Privacy.PUBLIC)) if metric.unit else label
