"""What is known so far of one source, and what is still to be described."""

import msgspec

from deskready.core.declare.check_info import CheckInfo, Origin, Problem, Source
from deskready.core.declare.sheet import Sheet, believed, believed_problem, is_file
from deskready.core.errors import CheckError
from deskready.core.words.text import Text
from deskready.engine.describe.orders import Broken, Described, Done, Loading, decode_line


class Work:
    """One source being described.

    Attributes:
        pending: The origins of which not all has been said.
        lasting: Whether what is known says something of the source, and not of a bad moment.
    """

    def __init__(self, source: Source) -> None:
        self.pending: tuple[Origin, ...] = source.origins
        self.lasting = True
        self._source = source
        self._infos: list[CheckInfo] = []
        self._problems: list[Problem] = []

    @property
    def sheet(self) -> Sheet:
        """What is known."""
        return Sheet(tuple(self._infos), tuple(self._problems))

    def read(self, output: bytes) -> bool:
        """Takes in what a process said of the pending origins; whether all of it could be read.

        What is said of an origin counts once all has been said. A process that dies may do so of what it imported
        earlier, so the origin it was at is to blame only where it was the process's first.
        """
        infos: list[CheckInfo] = []
        problems: list[Problem] = []
        *lines, _ = output.split(b"\n")
        for line in lines:
            try:
                match decode_line(line):
                    case Loading():
                        infos, problems = [], []
                    case Described(info):
                        infos.append(believed(info, self._source))
                    case Broken(problem):
                        problems.append(believed_problem(problem, self._source))
                    case Done():
                        self.pending = self.pending[1:]
                        self._infos += infos
                        self._problems += problems
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, CheckError):
                return False
            if not self.pending:
                break
        return True

    def blame(self, reason: Text) -> None:
        """The first pending origin cannot be used."""
        first, *rest = self.pending
        self.pending = tuple(rest)
        self._problems.append(Problem(first, reason, "" if is_file(first) else first.name))

    def give_up(self, reason: Text, *, lasting: bool) -> None:
        """No pending origin can be used."""
        self.lasting = self.lasting and lasting
        while self.pending:
            self.blame(reason)
