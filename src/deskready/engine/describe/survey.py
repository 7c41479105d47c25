"""The survey: every installed check described by other processes, so that the program never imports one."""

import time
from collections.abc import Sequence

from deskready.core.declare.check_info import CheckInfo, Origin, Problem, Source
from deskready.core.declare.sheet import Sheet, is_file
from deskready.core.words.message import message, text
from deskready.core.words.text import Quantity, Text
from deskready.engine.describe.office import Office
from deskready.engine.describe.orders import Begun, Ended, How, Rules
from deskready.engine.describe.work import Work

SECONDS_EACH = 0.05
"""What each source adds to the time that all have together: ten times what one takes that keeps to the contract."""
SPARE_SECONDS = 2.0
"""What all together have beyond that: for the describer's own start, and for those that wait behind eight that hang."""
_TOO_LONG = text("problem.too-long", "It takes too long to import.")
_TOO_LARGE = message("problem.too-large", "Importing it takes more than {limit} of memory.")
_TOO_MUCH = text("problem.too-much", "It declares too much to be read.")
_UNREADABLE = text("problem.unreadable", "Its declaration cannot be read.")
_ENDS = text("problem.ends", "Importing it ends the process.")
_NOT_REACHED = text(
    "problem.not-reached", "Others took too long to import, so it was not looked at; the next start does."
)
_REFUSED = text("problem.refused", "This system has no process to look at it; close other programs, and start again.")


class Survey:
    """Descriptions of sources, each in a process of its own. It begins at once, so that the caller can do other things.

    Args:
        sources: What to describe.
        rules: What each has to keep to.
    """

    def __init__(self, sources: Sequence[Source], rules: Rules | None = None) -> None:
        self._rules = rules or Rules()
        together = self._rules.seconds + SPARE_SECONDS + SECONDS_EACH * len(sources)
        self._until = time.monotonic() + together
        self._works = [Work(source) for source in sources]
        self._under_way: dict[int, Work] = {}
        self._begun: set[int] = set()
        self._office = Office(self._rules) if sources else None
        self._alone = False
        self._order([work for work in self._works if work.pending])

    def result(self) -> tuple[Sheet, ...]:
        """Waits for the descriptions of all sources, in their order, whatever single ones do to who imports them.

        It takes 7 s at most and 0.05 s more for each source; what has not been described then is told as a problem.
        """
        office = self._office
        while office is not None and self._under_way and (left := self._until - time.monotonic()) > 0:
            match office.news(left):
                case Begun() as news:
                    office.note(news)
                    self._begun.add(news.number)
                case Ended() as news:
                    office.forget(news.number)
                    self._take(news)
                case None if time.monotonic() < self._until:
                    self._begin_again(office)
        for number, work in self._under_way.items():
            work.give_up(_TOO_LONG if number in self._begun else _NOT_REACHED, lasting=number in self._begun)
        if office is not None:
            office.close()
        return tuple(work.sheet for work in self._works)

    def lasting(self) -> tuple[bool, ...]:
        """Of each source, whether its description may be kept: not where it says more of this moment than of it."""
        return tuple(work.lasting for work in self._works)

    def _order(self, works: Sequence[Work]) -> None:
        for work in works:
            assert self._office is not None
            self._under_way[self._office.order(work.pending)] = work

    def _take(self, news: Ended) -> None:
        """Takes in what a process said. One that ended before it was done is replaced, for what is left."""
        work = self._under_way.pop(news.number, None)
        if work is None:
            return
        if news.how is How.REFUSED:
            work.give_up(_REFUSED, lasting=False)
            return
        before = len(work.pending)
        readable = work.read(news.output)
        if work.pending and (not readable or news.how is not How.ENDED or len(work.pending) == before):
            work.blame(self._reason(news.how) if readable else _UNREADABLE)
        self._order([work] if work.pending else [])

    def _begin_again(self, office: Office) -> None:
        """Replaces a describer that something killed; from then on one source at a time, to find out which."""
        works = list(self._under_way.values())
        guilty = self._under_way.keys() & self._begun
        if self._alone and len(guilty) == 1:
            work = self._under_way[guilty.pop()]
            work.blame(_ENDS)
        self._under_way.clear()
        self._alone = True
        if office.open_again(at_once=1):
            self._order([work for work in works if work.pending])
        else:
            for work in works:
                work.give_up(_REFUSED, lasting=False)

    def _reason(self, how: How) -> Text:
        """Why an origin cannot be used at which a process was that ended so."""
        if how is How.TOO_LARGE:
            return _TOO_LARGE(limit=Quantity(self._rules.memory // 1024**2, "MiB", 0))
        return {How.TOO_LONG: _TOO_LONG, How.TOO_MUCH: _TOO_MUCH}.get(how, _ENDS)


def survey(origins: Sequence[Origin], rules: Rules | None = None) -> tuple[list[CheckInfo], list[Problem]]:
    """The declarations of these origins, and why others cannot be used: a process for each package and each file."""
    together: dict[str, list[Origin]] = {}
    for origin in origins:
        together.setdefault(origin.target if is_file(origin) else origin.package, []).append(origin)
    sheets = Survey([Source(tuple(each)) for each in together.values()], rules).result()
    return [info for sheet in sheets for info in sheet.infos], [each for sheet in sheets for each in sheet.problems]
