"""The context inside a child: a check's calls as lines, over a pipe."""

import os
import threading
import time

import pytest

from deskready.core.audit.event import Asked, Instruct, Logged, Progress, Sample
from deskready.core.declare.check import Question
from deskready.core.words.text import Text
from deskready.engine.run.protocol import Answer, Conclude, Report, decode_report, encode
from deskready.engine.run.stdio import LineReader
from deskready.engine.run.worker_context import WorkerContext
from deskready.plugin import Unit


class Line:
    """Both ends of a child's protocol in one process."""

    def __init__(self) -> None:
        commands, self._say = os.pipe()
        self._hear, reports = os.pipe()
        self._reader = LineReader(self._hear)
        self._all = (commands, self._say, self._hear, reports)
        self.context = WorkerContext(LineReader(commands), reports, {})

    def hear(self) -> Report:
        return decode_report(self._reader.read())

    def say(self, command: Answer | Conclude) -> None:
        os.write(self._say, encode(command))


@pytest.fixture
def line() -> Line:
    # The descriptors stay open: at their end the listening thread would end this very process.
    return Line()


def test_each_call_is_a_line(line: Line) -> None:
    line.context.progress(0.25, "quarter")
    assert line.hear() == Progress(0.25, Text("quarter"))
    line.context.instruct("Sit.", 3)
    assert line.hear() == Instruct(Text("Sit."), 3)
    line.context.instruct("Read.", 3, "Once upon a time")
    assert line.hear() == Instruct(Text("Read."), 3, "Once upon a time")
    line.context.log("said")
    assert line.hear() == Logged("said")
    line.context.sample("level", 2, Unit.DBFS)
    sample = line.hear()
    assert isinstance(sample, Sample)
    assert (sample.series, sample.v, sample.unit) == ("level", 2, "dBFS")
    assert 0 <= sample.t < 10
    line.context.sample("spectrum", 30.5, Unit.DBA, at=63.0, along=Unit.HERTZ)
    assert line.hear() == Sample("spectrum", 63.0, 30.5, "dBA", "Hz")


def test_progress_is_sent_thirty_times_a_second_and_its_end_always(line: Line) -> None:
    until = time.monotonic() + 0.3
    while time.monotonic() < until:
        line.context.progress(0.5)
    line.context.progress(1.0, "end")
    line.context.log("that was it")
    heard = [line.hear()]
    while not isinstance(heard[-1], Logged):
        heard.append(line.hear())
    assert 2 <= len(heard) <= 0.3 * 30 + 4
    assert heard[-2] == Progress(1.0, Text("end"))


def test_a_name_that_is_no_utf8_is_said_all_the_same(line: Line) -> None:
    line.context.log("disk \udcff, € 5")
    assert line.hear() == Logged("disk \ufffd, € 5")


def test_lines_from_threads_do_not_mix(line: Line) -> None:
    def talk(word: str) -> None:
        for _ in range(50):
            line.context.log(word * 500)

    threads = [threading.Thread(target=talk, args=(word,)) for word in "abcd"]
    for thread in threads:
        thread.start()
    heard = [line.hear() for _ in range(200)]
    for thread in threads:
        thread.join()
    assert {len(set(report.text)) for report in heard if isinstance(report, Logged)} == {1}


def test_a_question_moves_the_deadline_and_brings_the_answer(line: Line) -> None:
    line.context.listen()
    line.context.deadline = time.monotonic() + 5
    answers: list[str] = []
    asking = threading.Thread(target=lambda: answers.append(line.context.ask(Question("why", "Why?"))))
    asking.start()
    assert line.hear() == Asked(Question("why", "Why?"))
    assert line.context.deadline - time.monotonic() > 500, "while it is open, it has a limit of its own"
    line.say(Answer("because"))
    asking.join(10)
    assert answers == ["because"]
    assert 0 < line.context.deadline - time.monotonic() <= 5
    import faulthandler

    faulthandler.cancel_dump_traceback_later()


def test_conclude_is_seen(line: Line) -> None:
    line.context.listen()
    assert not line.context.concluded
    line.say(Conclude())
    until = time.monotonic() + 10
    while not line.context.concluded:
        assert time.monotonic() < until
        time.sleep(0.005)
