"""Questions at a pretended terminal: a pipe in the place of standard input."""

import asyncio
import os
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from deskready.cli.commands.calibrate.prompting import chosen, prompting
from deskready.core.audit.event import Answered, Asked, Event
from deskready.core.audit.outcome import Outcome
from deskready.core.declare.check import Question
from deskready.core.words.say import say
from deskready.core.words.text import Words
from deskready.engine.run.job import Job
from deskready.testing.replay import ReplayExecutor
from helpers.replayed import info
from helpers.runs import ended

CHECK = info("toy.one")
COLOUR = Question("colour", "Which colour?", ("red", "light blue"))
NAME = Question("name", "What is its name?")


class Terminal:
    """What is typed and what is told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.reader, self.writer = os.pipe()

    def type(self, text: str) -> None:
        os.write(self.writer, text.encode())


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    terminal = Terminal()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(fileno=lambda: terminal.reader))
    monkeypatch.setattr(
        "deskready.cli.commands.calibrate.prompting.tell", lambda words: terminal.told.append(say(words))
    )
    yield terminal
    os.close(terminal.writer)
    os.close(terminal.reader)


async def run(*questions: Question) -> tuple[list[str], list[Event]]:
    """The answers that reached the check, and the events that were passed on."""
    inner = ReplayExecutor({CHECK.id: [*map(Asked, questions), ended(Outcome.MEASURED)]})
    heard: list[Event] = []
    ongoing = await prompting(inner).start(Job(CHECK, {}), heard.append)
    await asyncio.wait_for(ongoing.wait(), 20)
    return inner.runs[0].answers, heard


async def test_questions_are_put_and_answered(terminal: Terminal) -> None:
    terminal.type("2\n")
    answers, heard = await run(COLOUR)
    assert answers == ["light blue"]
    assert terminal.told == ["Which colour?", "  1  red", "  2  light blue", "Type the number, and Enter."]
    assert heard == [Asked(COLOUR), Answered(), ended(Outcome.MEASURED)]


async def test_what_is_no_answer_is_asked_for_again(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def tell(words: Words) -> None:
        terminal.told.append(say(words))
        if say(words) == "Type a number from 1 to 2.":
            terminal.type("red\n")

    monkeypatch.setattr("deskready.cli.commands.calibrate.prompting.tell", tell)
    terminal.type("3\n")
    assert (await run(COLOUR))[0] == ["red"]
    assert "Type a number from 1 to 2." in terminal.told


async def test_a_line_of_text(terminal: Terminal) -> None:
    terminal.type(" 65,5 \n")
    assert (await run(NAME))[0] == ["65,5"]
    assert terminal.told == ["What is its name?", "Type the answer, and Enter."]


async def test_the_end_of_the_input_cancels(terminal: Terminal) -> None:
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, terminal.reader)
    os.close(null)
    assert (await run(COLOUR))[1][-1] == ended(Outcome.CANCELLED)


@pytest.mark.parametrize(
    ("line", "answer"), [("1\n", "red"), ("Light Blue\n", "light blue"), ("0", None), ("3", None), ("", None)]
)
def test_a_choice_by_number_or_words(line: str, answer: str | None) -> None:
    assert chosen(COLOUR, line) == answer
