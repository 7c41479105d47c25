"""A check's declaration as data: what the program knows of a check without importing it."""

from collections.abc import Mapping
from types import UnionType
from typing import NamedTuple

from msgspec import Struct, structs

from deskready.core.declare import contract
from deskready.core.declare.cause import Cause
from deskready.core.declare.check import SENTENCE_LIMIT, Check
from deskready.core.declare.check_rules import verify
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Better, Kind, Metric
from deskready.core.declare.option import Option
from deskready.core.declare.option_rules import cleaned, verify_options
from deskready.core.declare.privacy import Privacy
from deskready.core.declare.teaching import Teaching, cleaned_teaching
from deskready.core.declare.unit import Unit, Value
from deskready.core.declare.use import Use
from deskready.core.errors import CheckError
from deskready.core.words.foreign import from_check
from deskready.core.words.message import row, text
from deskready.core.words.text import Text, Words, text_of, typed

_TYPES: dict[str, tuple[type | UnionType, Text]] = {
    "title": (Text | str, contract.A_TEXT),
    "why": (Text | str, contract.A_TEXT),
    "about": (Text | str, contract.A_TEXT),
    "uses": (frozenset, contract.A_SET(set=typed("frozenset"), type=typed("Use"))),
    "consent": (frozenset, contract.A_SET(set=typed("frozenset"), type=typed("Consent"))),
    "default": (bool, contract.YES_OR_NO),
    "place": (int, contract.A_WHOLE_NUMBER),
    "typical_seconds": (int | float, contract.A_NUMBER),
    "limit_seconds": (int | float, contract.A_NUMBER),
    "limit_memory": (int, contract.A_WHOLE_NUMBER),
    "metrics": (tuple, contract.A_TUPLE(type=typed("Metric"))),
    "remedies": (Mapping, contract.A_MAPPING(type=typed("Metric"))),
    "options": (tuple, contract.A_TUPLE(type=typed("Option"))),
    "causes": (tuple, contract.A_TUPLE(type=typed("Cause"))),
    "teaches": (Teaching | None, contract.AN_INSTANCE(type=typed("Teaching"))),
}
_METRIC_TYPES: dict[str, type | UnionType] = {
    "label": Text | str,
    "unit": Unit,
    "better": Better,
    "kind": Kind,
    "privacy": Privacy,
}


YOURS = text("origin.yours", "your checks folder")
"""What brought the person's own checks."""


class Origin(Struct, frozen=True):
    """Where a check comes from."""

    name: str
    """The id under which it was registered, or the file's name."""
    target: str
    """What the worker loads: `module:attribute`, or `path.py` for a single file."""
    package: str
    """The distribution that brought it, or "your checks folder"."""
    version: str = ""
    """That distribution's version."""

    @property
    def source(self) -> Text:
        """What brought it, with its version, for people."""
        return YOURS if self.package == YOURS.words else row(typed(f"{self.package} {self.version}".strip()))


class Source(Struct, frozen=True):
    """What is described together, in a process of its own: a package's checks, or a single file."""

    origins: tuple[Origin, ...]
    """Its checks, or the file."""
    stamp: str = ""
    """What it holds, as a short text that changes with it; empty where nobody can tell."""


class CheckInfo(Struct, frozen=True):
    """A check's declaration. Attributes mean what they mean in `Check`."""

    id: str
    title: Text
    summary: Text
    why: Text
    uses: frozenset[Use]
    consent: frozenset[Consent]
    default: bool
    typical_seconds: float
    limit_seconds: float
    limit_memory: int
    metrics: tuple[Metric, ...]
    remedies: dict[str, Text]
    options: tuple[Option[Value], ...]
    origin: Origin
    place: int = 50
    teaches: Teaching | None = None
    causes: tuple[Cause, ...] = ()

    @property
    def area(self) -> str:
        """The first word of its id: the group under which it shows."""
        return self.id.partition(".")[0]

    def cause(self, cause_id: str) -> Cause | None:
        """Its cause of that id."""
        return next((cause for cause in self.causes if cause.id == cause_id), None)

    def metric(self, metric_id: str) -> Metric | None:
        """Its metric of that id."""
        return next((metric for metric in self.metrics if metric.id == metric_id), None)


class Problem(Struct, frozen=True):
    """A check that is installed and cannot be used."""

    origin: Origin
    """Where it comes from."""
    reason: Words
    """Why it cannot be used, in one sentence."""
    check: str = ""
    """The id that it would have, where that is known."""


class Found(NamedTuple):
    """What a kind of source holds."""

    sources: list[Source]
    """What is to be described."""
    problems: list[Problem]
    """What is refused before anything of it is read."""


def describe(check: object, origin: Origin) -> CheckInfo:
    """The declaration of a check class, validated.

    Raises:
        CheckError: It is no check, or an attribute is missing or wrong; the message names the attribute.
    """
    if not (isinstance(check, type) and issubclass(check, Check)):
        raise CheckError(contract.NO_CHECK)
    for name in ("id", "title", "why", "metrics"):
        if not hasattr(check, name):
            raise CheckError(contract.MISSING(attribute=typed(f"{check.__name__}.{name}")))
    _verify_types(check)
    verify_options(check.__name__, check.options, check.metrics)
    info = cleansed(
        CheckInfo(
            id=check.id,
            title=text_of(check.title),
            summary=text_of(check.about or (check.__doc__ or "").strip().partition("\n")[0]),
            why=text_of(check.why, SENTENCE_LIMIT),
            uses=check.uses,
            consent=check.consent,
            default=check.default,
            place=check.place,
            typical_seconds=float(check.typical_seconds),
            limit_seconds=float(check.limit_seconds),
            limit_memory=int(check.limit_memory),
            metrics=check.metrics,
            remedies={metric.id: text_of(text, SENTENCE_LIMIT) for metric, text in check.remedies.items()},
            options=check.options,
            origin=origin,
            teaches=check.teaches,
            causes=check.causes,
        )
    )
    verify(info, check.__name__)
    return info


def cleansed(info: CheckInfo) -> CheckInfo:
    """A declaration with every text for people made harmless."""
    return structs.replace(
        info,
        title=from_check(info.title, 30),
        summary=from_check(info.summary),
        why=from_check(info.why, SENTENCE_LIMIT),
        metrics=tuple(structs.replace(metric, label=from_check(metric.label, 60)) for metric in info.metrics),
        remedies={metric: from_check(text, SENTENCE_LIMIT) for metric, text in info.remedies.items()},
        options=tuple(cleaned(option) for option in info.options),
        causes=tuple(
            structs.replace(
                cause,
                title=from_check(cause.title, SENTENCE_LIMIT),
                remedy=from_check(cause.remedy, SENTENCE_LIMIT),
                evidence=from_check(cause.evidence),
            )
            for cause in info.causes
        ),
        teaches=info.teaches and cleaned_teaching(info.teaches),
    )


def _verify_types(check: type[Check]) -> None:
    """Raises CheckError for the first attribute that is of another type than it has to be."""
    name = check.__name__
    for attribute, (kind, said) in _TYPES.items():
        if not isinstance(getattr(check, attribute), kind) or (kind is not bool and getattr(check, attribute) is True):
            raise CheckError(contract.WRONG_KIND(attribute=typed(f"{name}.{attribute}"), kind=said))
    if not isinstance(check.id, str):
        raise CheckError(contract.NO_DOTTED(attribute=typed(f"{name}.id"), example=typed("'area.name'")))
    _verify_metric_types(check)
    if not all(isinstance(text, Text | str) for text in check.remedies.values()):
        raise CheckError(contract.NO_TEXT(attribute=typed(f"{name}.remedies")))
    if not set(check.remedies) <= set(check.metrics):
        raise CheckError(contract.METRIC_UNKNOWN(attribute=typed(f"{name}.remedies"), metrics=typed(f"{name}.metrics")))
    if not all(isinstance(cause, Cause) for cause in check.causes):
        raise CheckError(contract.NO_MEMBER(attribute=typed(f"{name}.causes"), type=typed("Cause")))
    if not check.uses <= frozenset(Use):
        raise CheckError(contract.NO_MEMBER(attribute=typed(f"{name}.uses"), type=typed("Use")))
    if not check.consent <= frozenset(Consent):
        raise CheckError(contract.NO_MEMBER(attribute=typed(f"{name}.consent"), type=typed("Consent")))


def _verify_metric_types(check: type[Check]) -> None:
    name = check.__name__
    if not check.metrics or not all(isinstance(metric, Metric) for metric in check.metrics):
        raise CheckError(contract.NO_METRICS(attribute=typed(f"{name}.metrics"), type=typed("Metric")))
    for metric in check.metrics:
        for attribute, kind in _METRIC_TYPES.items():
            if not isinstance(getattr(metric, attribute), kind):
                raise CheckError(
                    contract.METRIC_KIND(
                        place=typed(f"{name}.metrics"),
                        attribute=typed(attribute),
                        metric=typed(str(metric.id)),
                        kind=contract.AN_INSTANCE(type=typed(kind.__name__))
                        if isinstance(kind, type)
                        else contract.A_TEXT,
                    )
                )
