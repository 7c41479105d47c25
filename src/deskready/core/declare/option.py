"""An option: one setting that a check declares and a person may change."""

import math
from collections.abc import Mapping
from typing import Generic, TypeVar, cast

from msgspec import Struct

from deskready.core.clean import clean
from deskready.core.declare.metric import Kind
from deskready.core.declare.policy import Policy
from deskready.core.declare.privacy import Privacy
from deskready.core.declare.unit import Value
from deskready.core.errors import UsageError
from deskready.core.reading.nearest import did_you_mean
from deskready.core.words.message import message, row, text
from deskready.core.words.text import NOTHING, Name, Text, Words, text_of, typed

_ONLY_YOU = message("option.only-you", "{where}: only you can agree to somebody's data policy, and by its name.")
_ACCEPT = message("option.accept", "Use --accept {policy}, or agree to it in the full-screen program.")
_NO_TEXT = message("option.no-text", "{where}: {value} is not a text.")
_NO_CHOICE = message("option.no-choice", "{where}: {value} is not one of the choices.")
_CHOICES = message("option.choices", "Choices: {choices}.")
_NO_FLAG = message("option.no-flag", "{where}: {value} is neither {yes} nor {no}.")
_NO_NUMBER = message("option.no-number", "{where}: {value} is not a number.")
_OUT_OF_RANGE = message("option.out-of-range", "{where}: {number} is out of range.")
_AT_LEAST = message("option.at-least", "Allowed: at least {limit}.")
_AT_MOST = message("option.at-most", "Allowed: at most {limit}.")
_BETWEEN = message("option.between", "Allowed: at least {low} and at most {high}.")
_NOT_WHOLE = message("option.not-whole", "{where}: {number} is not a whole number.")
_NO_OPTION = message("option.none", "{where}: no option is called {name}.")
_OPTIONS = message("option.options", "Options: {options}.")
_NO_OPTIONS = text("option.no-options", "This check has no options.")
FOLLOWED = ("minimum", "maximum", "recommended")
"""The limits of a profile's line that an option can follow."""
SERVED = ("http", "udp")
"""What a `deskready responder` serves that an option can name."""
UNCERTAINTY = "uncertainty"
"""What of a metric an option can be learned from beside its value: by how much that may be wrong, either way."""


T_co = TypeVar("T_co", bound=Value, covariant=True)


class Option(Struct, Generic[T_co], frozen=True):
    """A declared setting of a check, typed by its default: `SECONDS = Option("seconds", 20.0, ...)` holds a float."""

    name: str
    """Its name within the check, such as `seconds`."""
    default: T_co
    """The value where nobody chose; its type is the option's type: 20 takes whole numbers only, 20.0 any."""
    help: Words
    """What it does, in one sentence."""
    minimum: float | None = None
    """The smallest number allowed."""
    maximum: float | None = None
    """The largest number allowed."""
    choices: tuple[str, ...] = ()
    """The texts allowed; empty allows any."""
    policy: Policy | None = None
    """For a yes/no that is False by default: it is True where the person agreed to this policy, and in no other way."""
    follows: str = ""
    """For a number: the limit in the profile that is its value unless the person or the profile names another, such as
    "internet.download minimum". So a check can stop once the verdict is certain, and still knows no threshold."""
    learned: str = ""
    """The metric of another check whose measured value becomes this option's in the settings, such as
    "sound.calibration.offset"; for a number also its uncertainty: "sound.calibration.offset uncertainty"."""
    served: str = ""
    """For the address of a server: what of a `deskready responder` it is, so that the responder can say what to set:
    `http` (its URL) or `udp` ("host:port")."""
    blank: Words = ""
    """For a text that is learned: what to say in place of an empty one."""

    def of(self, options: Mapping[str, Value]) -> T_co:
        """Its value among those of a run (`SECONDS.of(context.options)`), which were validated before the run began."""
        return cast("T_co", options[self.name])

    @property
    def kind(self) -> Kind:
        """What sort of value it takes."""
        if isinstance(self.default, bool):
            return Kind.FLAG
        return Kind.TEXT if isinstance(self.default, str) else Kind.NUMBER

    @property
    def privacy(self) -> Privacy:
        """Free text (a server, a device) is personal; numbers and choices are not."""
        return Privacy.PERSONAL if self.kind is Kind.TEXT and not self.choices else Privacy.PUBLIC

    def accept(self, value: Value, where: Words) -> Value:
        """`value`, from a text or already typed, as this option's type.

        Args:
            value: What the person gave; a text is converted for a number or a yes/no.
            where: What to name in an error: "--option sound.noise.seconds" or a file and key.

        Raises:
            UsageError: It does not fit, or nobody can choose it: a policy is agreed to by the person, by its name.
        """
        if self.policy is not None:
            raise UsageError(_ONLY_YOU(where=text_of(where)), _ACCEPT(policy=typed(self.policy.name)))
        if self.kind is Kind.FLAG:
            return self._flag(value, where)
        if self.kind is Kind.NUMBER:
            return self._number(value, where)
        if not isinstance(value, str):
            raise UsageError(_NO_TEXT(where=text_of(where), value=_given(value)))
        if self.choices and value not in self.choices:
            meant = did_you_mean(value, self.choices, _CHOICES(choices=row(*map(typed, self.choices))))
            raise UsageError(_NO_CHOICE(where=text_of(where), value=_given(value)), meant)
        return clean(value)

    def _flag(self, value: Value, where: Words) -> bool:
        words = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
        flag = words.get(value.lower()) if isinstance(value, str) else value
        if not isinstance(flag, bool):
            meant = did_you_mean(value, words) if isinstance(value, str) else NOTHING
            wrong = _NO_FLAG(where=text_of(where), value=_given(value), yes=typed("yes"), no=typed("no"))
            raise UsageError(wrong, meant)
        return flag

    def _number(self, value: Value, where: Words) -> int | float:
        try:
            number = float(value) if not isinstance(value, bool) else None
        except (ValueError, OverflowError):  # OverflowError: a whole number too large for a float
            number = None
        if number is None or not math.isfinite(number):
            raise UsageError(_NO_NUMBER(where=text_of(where), value=_given(value)))
        low = -math.inf if self.minimum is None else self.minimum
        high = math.inf if self.maximum is None else self.maximum
        if not low <= number <= high:
            raise UsageError(_OUT_OF_RANGE(where=text_of(where), number=typed(f"{number:g}")), self._range())
        if isinstance(self.default, int) and not number.is_integer():
            raise UsageError(_NOT_WHOLE(where=text_of(where), number=typed(f"{number:g}")))
        return int(number) if isinstance(self.default, int) else number

    def _range(self) -> Text:
        """Which numbers are allowed."""
        if self.minimum is None or self.maximum is None:
            limit = self.maximum if self.minimum is None else self.minimum
            return (_AT_MOST if self.minimum is None else _AT_LEAST)(limit=typed(f"{limit:g}"))
        return _BETWEEN(low=typed(f"{self.minimum:g}"), high=typed(f"{self.maximum:g}"))


class Chosen(Struct, frozen=True):
    """An option's value in one run, and who chose it."""

    value: Value
    """The value."""
    source: str = "default"
    """`command line`, `profile`, `settings`, `consent` (the answer to a policy) or `default`."""
    privacy: Privacy = Privacy.PUBLIC
    """Who may see it."""


def find_option(options: tuple[Option[Value], ...], name: str, where: Words) -> Option[Value]:
    """The option of that name.

    Raises:
        UsageError: There is none; the error names the nearest.
    """
    for option in options:
        if option.name == name:
            return option
    names = [option.name for option in options]
    otherwise = _OPTIONS(options=row(*map(typed, names))) if names else _NO_OPTIONS
    raise UsageError(_NO_OPTION(where=text_of(where), name=_given(name)), did_you_mean(name, names, otherwise))


def _given(value: Value) -> Name:
    """What somebody gave, as it stands in a sentence."""
    return Name(f"'{clean(str(value))}'")
