"""What the values of a declaration have to keep, whose types are right."""

import math
import re
from collections.abc import Mapping
from typing import Protocol

from deskready.core.clean import clean
from deskready.core.declare import contract
from deskready.core.declare.cause import Cause
from deskready.core.declare.metric import Metric
from deskready.core.declare.option import Option
from deskready.core.declare.option_rules import verify_options
from deskready.core.declare.unit import Value
from deskready.core.errors import CheckError
from deskready.core.reading.options import DOTTED_PATTERN
from deskready.core.words.text import Text, typed

_CHECK_ID = re.compile(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+")
_ID_LIMIT = 80
METRICS_LIMIT = 200
"""Metrics that a check may declare: each stands in every record, with its remedy."""
CAUSES_LIMIT = 40
"""Causes that a check may declare."""
OPTIONS_LIMIT = 100
"""Options that a check may declare."""


class Declaration(Protocol):
    """What of a check's declaration is looked at; names as in `Check`."""

    @property
    def id(self) -> str:
        """Its stable id."""
        ...

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """What it measures."""
        ...

    @property
    def remedies(self) -> Mapping[str, Text]:
        """What to do, by metric id."""
        ...

    @property
    def options(self) -> tuple[Option[Value], ...]:
        """Its settings."""
        ...

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The faults that it may name."""
        ...

    @property
    def typical_seconds(self) -> float:
        """How long it takes."""
        ...

    @property
    def limit_seconds(self) -> float:
        """How long it may take."""
        ...

    @property
    def limit_memory(self) -> int:
        """Bytes that it may have."""
        ...


def verify(info: Declaration, name: str) -> None:
    """Looks at each value of a declaration, whose types are right.

    Args:
        info: The declaration.
        name: What the check's class is called, for the message.

    Raises:
        CheckError: One breaks the contract; the message names it.
    """
    if not (_CHECK_ID.fullmatch(info.id) and len(info.id) <= _ID_LIMIT):
        raise CheckError(contract.NO_DOTTED(attribute=typed(f"{name}.id"), example=typed("'area.name'")))
    _verify_numbers(info, name)
    if not all(_CHECK_ID.fullmatch(cause.id) and len(cause.id) <= _ID_LIMIT for cause in info.causes):
        raise CheckError(contract.NO_DOTTED(attribute=typed(f"{name}.causes"), example=typed("'area.name'")))
    _verify_metrics(info, name)
    verify_options(name, info.options, info.metrics)
    if not 0 < info.limit_seconds < math.inf:
        raise CheckError(contract.NOT_FINITE(attribute=typed(f"{name}.limit_seconds"), least=0))
    if not 0 < info.typical_seconds <= info.limit_seconds:
        raise CheckError(
            contract.NOT_BETWEEN(attribute=typed(f"{name}.typical_seconds"), least=0, most=typed("limit_seconds"))
        )
    if info.limit_memory <= 0:
        raise CheckError(contract.NOT_MORE(attribute=typed(f"{name}.limit_memory"), least=0))


def _verify_numbers(info: Declaration, name: str) -> None:
    for attribute, most in (("metrics", METRICS_LIMIT), ("options", OPTIONS_LIMIT), ("causes", CAUSES_LIMIT)):
        if len(getattr(info, attribute)) > most:
            raise CheckError(contract.TOO_MANY(attribute=typed(f"{name}.{attribute}"), most=most))


def _verify_metrics(info: Declaration, name: str) -> None:
    ids = [metric.id for metric in info.metrics]
    if not ids:
        raise CheckError(contract.NO_METRICS(attribute=typed(f"{name}.metrics"), type=typed("Metric")))
    for metric_id in ids:
        if not re.fullmatch(DOTTED_PATTERN, metric_id) or len(metric_id) > _ID_LIMIT:
            raise CheckError(contract.METRIC_ID(attribute=typed(f"{name}.metrics"), id=typed(repr(clean(metric_id)))))
    if len(set(ids)) != len(ids):
        raise CheckError(contract.METRIC_TWICE(attribute=typed(f"{name}.metrics")))
    if not set(info.remedies) <= set(ids):
        raise CheckError(contract.METRIC_UNKNOWN(attribute=typed(f"{name}.remedies"), metrics=typed(f"{name}.metrics")))
