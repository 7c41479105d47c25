"""The context inside a child process: turns a check's calls into lines, and commands into answers."""

import _thread
import faulthandler
import os
import queue
import threading
import time
from collections.abc import Mapping

from deskready.core.audit.event import Asked, Instruct, Logged, Progress, Sample
from deskready.core.audit.walk import map_texts
from deskready.core.clean import clean
from deskready.core.declare.check import Question
from deskready.core.declare.unit import Unit, Value
from deskready.core.words.text import NOTHING, Words, text_of
from deskready.engine.run.limits import ASK_SECONDS
from deskready.engine.run.protocol import LINE_LIMIT, Answer, Cancel, Conclude, Report, decode_command, encode
from deskready.engine.run.stdio import LineReader, write_all

_GRACE_SECONDS = 2.0
"""How long after its deadline a child ends by itself, should nobody have ended it."""
_PROGRESS_INTERVAL = 1 / 30


class WorkerContext:
    """The `Context` of a real run; see `deskready.core.declare.check.Context`."""

    def __init__(self, reader: LineReader, reports: int, options: Mapping[str, Value]) -> None:
        self.options = options
        self.concluded = False
        self.cancelled = False
        self.deadline = time.monotonic() + ASK_SECONDS
        self._reader = reader
        self._reports = reports
        self._lock = threading.Lock()
        self._answers: queue.Queue[str] = queue.Queue()
        self._begun = time.monotonic()
        self._progressed = 0.0
        self._titled: set[str] = set()

    def listen(self) -> None:
        """Starts obeying commands; when the program is gone, so is this process."""
        threading.Thread(target=self._obey, daemon=True).start()

    def arm(self, seconds: float) -> None:
        """Sets the deadline, and the dead man's switch behind it: a C thread that needs no GIL."""
        self.deadline = time.monotonic() + seconds
        faulthandler.dump_traceback_later(seconds + _GRACE_SECONDS, exit=True)

    def send(self, report: Report) -> None:
        """Writes one line; ends the process where nobody reads it any more."""
        try:
            line = encode(report)
        except UnicodeEncodeError:  # a surrogate: what Python makes of a name that is no UTF-8
            line = encode(map_texts(report, lambda text, _field: clean(text, LINE_LIMIT)))
        with self._lock:
            try:
                write_all(self._reports, line)
            except OSError:
                os._exit(0)

    def progress(self, fraction: float, text: Words = "") -> None:
        """See `Context.progress`."""
        now = time.monotonic()
        if now - self._progressed >= _PROGRESS_INTERVAL or fraction >= 1:
            self._progressed = now
            self.send(Progress(fraction, text_of(text)))

    def sample(
        self,
        series: str,
        value: float,
        unit: Unit = Unit.NONE,
        *,
        title: Words = "",
        at: float | None = None,
        along: Unit = Unit.NONE,
    ) -> None:
        """See `Context.sample`."""
        place = round(time.monotonic() - self._begun, 4) if at is None else at
        told = NOTHING if series in self._titled else text_of(title)  # it is the same at every point
        self._titled.add(series)
        self.send(Sample(series, place, value, str(unit), str(along), told))

    def instruct(self, text: Words, seconds: float | None = None, script: str = "") -> None:
        """See `Context.instruct`."""
        self.send(Instruct(text_of(text), seconds, script))

    def ask(self, question: Question) -> str:
        """See `Context.ask`."""
        left = self.deadline - time.monotonic()
        self.arm(ASK_SECONDS)
        self.send(Asked(question))
        answer = self._answers.get()
        self.arm(left)
        return answer

    def log(self, text: str) -> None:
        """See `Context.log`."""
        self.send(Logged(text))

    def _obey(self) -> None:
        while line := self._reader.read():
            match decode_command(line):
                case Answer(text):
                    self._answers.put(text)
                case Conclude():
                    self.concluded = True
                case Cancel():
                    self.cancelled = True
                    _thread.interrupt_main()
        os._exit(0)
