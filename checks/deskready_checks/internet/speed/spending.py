"""How much data the speed test spends: as was chosen, else little where the system says that volume is paid for."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from deskready.plugin import Context, Declined, Quantity, Question, Unit, Value, message, sentences, text
from deskready_checks.answers import LEAVE_OUT
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.load.mode import METERED_BUDGET, Mode, Need
from deskready_checks.internet.path.interface import way_to
from deskready_checks.internet.path.metered import is_metered
from deskready_checks.internet.probe.route import INTERNET
from deskready_checks.internet.speed.options import GOOD_DOWN, GOOD_UP, MIN_DOWN, MIN_UP, MODE

AT_MOST_MB = round(2.2 * METERED_BUDGET / 1_000_000)
"""Megabytes that both directions of a metered test take together, with what HTTP, TLS and TCP add."""
_YES = text("internet.speed.spend.yes", "Measure")
_GO_ON = message("internet.speed.spend.question", "The speed test would use at most {most}. Go on?")
_SYSTEM_SAYS = text("internet.speed.system-says", "Your system says that this connection is paid by volume.")
_CHOSE_METERED = text("internet.speed.chose-metered", "You chose mode metered.")
_NOT_SPENT = text("internet.speed.not-spent", "You chose not to spend data on a metered connection.")
_CONNECT = text(
    "internet.speed.connect",
    "Connect to a line that is not paid by volume, or run the check again and let it measure.",
)


def mode_for(context: Context, server: str) -> Mode:
    """How the test is run; before data is spent on a metered line, the person is asked.

    Args:
        context: The check's.
        server: URL of the person's own server, or "".

    Raises:
        Declined: The person does not want to spend it.
    """
    chosen = MODE.of(context.options)
    metered = chosen == "auto" and _is_metered(server)
    if metered:
        context.log("The system says that this connection is metered.")
    mode = Mode.METERED if metered else Mode.FULL if chosen == "auto" else Mode(chosen)
    if mode is Mode.METERED:
        _ask(context, told_by_system=metered)
    return mode


def needs_of(options: Mapping[str, Value]) -> dict[Direction, Need]:
    """What decides, each way."""
    return {
        Direction.DOWN: Need(MIN_DOWN.of(options), GOOD_DOWN.of(options)),
        Direction.UP: Need(MIN_UP.of(options), GOOD_UP.of(options)),
    }


def _is_metered(server: str) -> bool:
    host = urlsplit(server).hostname if server else None
    way = way_to((host, *INTERNET) if host else INTERNET)
    return way is not None and bool(way.interface) and is_metered(way.interface) is True


def _ask(context: Context, *, told_by_system: bool) -> None:
    """Asks whether to go on; running without a screen is a yes.

    Raises:
        Declined: It is a no.
    """
    why = _SYSTEM_SAYS if told_by_system else _CHOSE_METERED
    question = sentences(why, _GO_ON(most=Quantity(1_000_000 * AT_MOST_MB, Unit.BYTE)))
    yes = _YES.words
    if context.ask(Question("metered", question, (_YES, LEAVE_OUT), unattended=yes, permits=True)) != yes:
        raise Declined(_NOT_SPENT, remedy=_CONNECT)
