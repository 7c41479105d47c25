"""What hostile checks have in common: a behaviour, and the fate that the engine has to give it."""

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, cast

from msgspec import Struct

from deskready.core.audit.outcome import Failure, Outcome
from deskready.plugin import Check, Context, Gap, Kind, Measurement, Metric, Option, Use, Value

Behaviour = Callable[[Context], object]
"""What a hostile check does when it is run."""
NUMBER = Metric("hostile.number", "Number")
"""The metric that a hostile check measures if it gets that far."""
TEXT = Metric("hostile.text", "Text", kind=Kind.TEXT)
"""A metric that holds foreign text."""
LEFT = "left"
"""Series in which a hostile check tells the process ids that it leaves behind."""


SECONDS = "seconds"
"""Option of every hostile check: another time limit."""


class Fate(Struct, frozen=True):
    """How a run has to end."""

    outcome: Outcome
    failure: Failure | None = None
    """What has to be found wrong; None where the outcome is `FAILED` for one reason or another."""
    log: str = ""
    """What the log has to hold."""
    left: int = 0
    """How many processes the check leaves behind; none of them may live on."""
    posix: bool = False
    """Whether it takes a POSIX system."""


class Hostile(Check):
    """Base of every hostile check: behaves, and then measures like any other."""

    title = "Hostile"
    why = "It shows that the engine survives it."
    metrics = (NUMBER, TEXT)
    fate: ClassVar[Fate]
    """How a run of it has to end."""
    behaviour: ClassVar[Behaviour]
    """What it does."""
    whole: ClassVar[bool] = False
    """Whether the behaviour is all of `run`, its result included."""

    @classmethod
    def limit(cls, options: Mapping[str, Value]) -> float:
        """Its time limit, or the one that a test prefers."""
        return float(options.get(SECONDS, cls.limit_seconds))

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Behaves."""
        result = type(self).behaviour(context)
        if self.whole:
            return cast("Iterator[Measurement | Gap]", result)
        return iter((NUMBER.measured(1),))


def hostile(
    end: Failure | Outcome,
    *,
    log: str = "",
    left: int = 0,
    posix: bool = False,
    whole: bool = False,
    seconds: float = 10.0,
    memory: int = Check.limit_memory,
    uses: frozenset[Use] = frozenset(),
) -> Callable[[Behaviour], type[Hostile]]:
    """Makes a function the behaviour of a hostile check class, which takes its name and docstring.

    Args:
        end: How its run has to end; a failure means `FAILED`, and `FAILED` itself any failure.
        log: What its log has to hold.
        left: How many processes it leaves behind and tells of in the series `LEFT`.
        posix: Whether it takes a POSIX system.
        whole: Whether the function is all of `run`, its result included.
        seconds: Its time limit.
        memory: Its memory limit in bytes.
        uses: What it says it uses.
    """
    failure = end if isinstance(end, Failure) else None
    fate = Fate(end if isinstance(end, Outcome) else Outcome.FAILED, failure, log, left, posix)

    def make(behaviour: Behaviour) -> type[Hostile]:
        name = behaviour.__name__
        body = {
            "__doc__": behaviour.__doc__, "__module__": behaviour.__module__,
            "id": f"hostile.{name.replace('_', '-')}", "fate": fate, "behaviour": staticmethod(behaviour),
            "whole": whole, "typical_seconds": seconds, "limit_seconds": seconds, "limit_memory": memory, "uses": uses,
            "options": (Option(SECONDS, seconds, "How long it may take."),),
        }  # fmt: skip
        return cast("type[Hostile]", type(name, (Hostile,), body))

    return make
