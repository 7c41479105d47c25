"""Checks whose every text is an attack on the terminal, or on a reader's eye."""

from collections.abc import Iterator

from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.words.text import Name, Quantity, Row, Text, text_of
from deskready.plugin import Context, Measurement, Question, Unavailable, Use
from deskready.testing.hostile.base import NUMBER, TEXT, hostile

ATTACK = (
    "\x1b]0;owned\x07\x1b[2J\x1b[31mred \x9b31m \x9d0;owned\x9c nul\x00 bell\x07 back\x08 "
    "bidi\u202eevil\u2066 zero\u200bwidth tag\U000e0041 [@click=app.quit]click[/] [/] [red]"
)
"""A title, colours, C1 controls, NUL, bidirectional marks, tags and markup."""
_SURROGATE = "name\udcff"
"""What Python makes of a file or device name that is no UTF-8."""


@hostile(Failure.CRASH, log="owned")
def raises_an_attack(context: Context) -> None:
    """Raises an exception with an attack for its text."""
    raise RuntimeError(ATTACK)


@hostile(Outcome.UNAVAILABLE, log="owned")
def excuses_itself_with_an_attack(context: Context) -> None:
    """Says with an attack why it could not measure."""
    raise Unavailable(ATTACK, remedy=ATTACK, detail=ATTACK)


@hostile(Outcome.MEASURED, log="owned", whole=True, uses=frozenset({Use.ROOM}))
def attacks_with_every_word(context: Context) -> Iterator[Measurement]:
    """Puts an attack into everything that it can say."""
    context.log(ATTACK)
    context.progress(0.5, ATTACK)
    context.instruct(ATTACK, 1.0)
    context.sample(ATTACK, 1.0)
    print(ATTACK)  # noqa: T201 - the point of it
    yield TEXT.measured(ATTACK, method=ATTACK)
    inner = Text(ATTACK, ATTACK, {ATTACK: Row((Name(ATTACK), Quantity(1, ATTACK)))})
    yield Measurement(TEXT.id, Text(ATTACK), ATTACK, ATTACK, method=inner, surer=Text(ATTACK, "row", {"all": inner}))
    yield NUMBER.measured(1)


@hostile(Outcome.MEASURED, log="name", whole=True, uses=frozenset({Use.ROOM}))
def speaks_in_surrogates(context: Context) -> Iterator[Measurement]:
    """Says names that are no UTF-8."""
    context.log(_SURROGATE)
    context.progress(0.5, _SURROGATE)
    context.instruct(_SURROGATE)
    print(_SURROGATE)  # noqa: T201 - the point of it
    yield Measurement(TEXT.id, text_of(TEXT.label), _SURROGATE)


@hostile(Failure.PROTOCOL)
def asks_with_an_attack(context: Context) -> None:
    """Asks a question that is an attack, and may not ask."""
    context.ask(Question(ATTACK, ATTACK, (ATTACK,)))
