"""The describer: a process that has others import checks, each package and file by itself, and keeps them to rules.

Started as `python -P -m deskready.engine.describe.describer`. It imports no check, so it can be copied for each of
them. Its standard input is the dead man's switch: when it closes, all that it started is ended.
"""

from deskready.engine.run.stdio import take_over, write_all

if __name__ == "__main__":
    _commands, _reports = take_over()

import contextlib
import gc
import os
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deskready.engine.describe.hands import Hands, hands_of_this_system
from deskready.engine.describe.orders import (
    OUTPUT_LIMIT,
    Begun,
    Ended,
    How,
    News,
    Order,
    Rules,
    decode_order,
    decode_rules,
    encode,
)
from deskready.engine.guard.bonds import end_branded

if TYPE_CHECKING:
    from deskready.engine.guard.census import Census

_POLL_SECONDS = 0.05
"""How often it looks at those who import: in that time a process can fill some 100 MB."""
_YOUNG_SECONDS = 0.1
"""Before that age nobody's memory is looked at: most have ended by then, and looking takes long to prepare."""


@dataclass
class _Importing:
    """A process that imports checks."""

    order: Order
    root: int
    """Its process id."""
    begun: float = field(default_factory=time.monotonic)
    heard: float = field(default_factory=time.monotonic)
    """When it last said something."""
    output: bytearray = field(default_factory=bytearray)


class Describer:
    """Obeys orders, so many at a time, until its input ends."""

    def __init__(self, hands: Hands, reports: int) -> None:
        self._hands = hands
        self._reports = reports
        self._rules: Rules | None = None
        self._input = b""
        self._waiting: deque[Order] = deque()
        self._busy: dict[int, _Importing] = {}
        self._census: Census | None = None

    def work(self) -> None:
        """Works until the program closes the input, or is gone; then ends all that is left."""
        while True:
            while self._rules and self._waiting and len(self._busy) < self._rules.at_once:
                self._begin(self._waiting.popleft())
            if not self._take_in():
                break
            self._look()
        for number in list(self._busy):
            self._end(number, How.TOO_LONG)

    def _take_in(self) -> bool:
        """Hears everybody; whether the program is still there."""
        for number, said in self._hands.listen(_POLL_SECONDS if self._busy else None):
            if number is None:
                if not said:
                    return False
                *lines, self._input = (self._input + said).split(b"\n")
                for line in lines:
                    self._obey(line)
            elif number in self._busy:
                self._hear(number, said)
        return True

    def _obey(self, line: bytes) -> None:
        if self._rules is None:
            self._rules = decode_rules(line)
        else:
            self._waiting.append(decode_order(line))

    def _begin(self, order: Order) -> None:
        try:
            root = self._hands.start(order)
        except OSError:
            self._tell(Ended(order.number, How.REFUSED, b""))
            return
        self._busy[order.number] = _Importing(order, root)
        if self._census is not None:
            self._census.add(order.tag, root)
        self._tell(Begun(order.number, root))

    def _hear(self, number: int, said: bytes) -> None:
        one = self._busy[number]
        one.heard = time.monotonic()
        one.output += said
        if len(one.output) > OUTPUT_LIMIT:
            self._end(number, How.TOO_MUCH)
        elif not said:
            self._end(number, How.ENDED)

    def _look(self) -> None:
        """Ends those who keep to no rule."""
        if self._rules is None:
            return
        now = time.monotonic()
        old = any(now - one.begun > _YOUNG_SECONDS for one in self._busy.values())
        census = self._counted() if old else None
        for number, one in list(self._busy.items()):
            if census is not None and census.resident(one.order.tag) > self._rules.memory:
                self._end(number, How.TOO_LARGE)
            elif now - one.heard > self._rules.seconds:
                self._end(number, How.TOO_LONG)
            elif self._hands.is_over(number):
                self._hear(number, b"")

    def _counted(self) -> "Census":
        """A census of now."""
        from deskready.engine.guard.census import Census

        if self._census is None:
            self._census = Census()
            for one in self._busy.values():
                self._census.add(one.order.tag, one.root)
        self._census.refresh()
        return self._census

    def _end(self, number: int, how: How) -> None:
        """Ends a process and all that it started, and tells what it said."""
        one = self._busy.pop(number)
        one.output += self._hands.end(number)
        end_branded(one.order.tag)
        if self._census is not None:
            self._end_counted(self._census, one.order.tag)
        self._tell(Ended(number, how, bytes(one.output)))

    def _end_counted(self, census: "Census", tag: str) -> None:
        import psutil

        for process in census.members(tag):
            with contextlib.suppress(psutil.Error):
                process.kill()
        census.forget(tag)

    def _tell(self, news: News) -> None:
        with contextlib.suppress(OSError):
            write_all(self._reports, encode(news))


def main(commands: int, reports: int) -> None:
    """Works to the end of the input."""
    hands = hands_of_this_system(commands)
    gc.freeze()  # copies of this process share what it made up to here
    Describer(hands, reports).work()
    os._exit(0)


if __name__ == "__main__":
    main(_commands, _reports)
