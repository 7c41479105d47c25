"""Questions of checks, put to the person at the terminal."""

import asyncio
import os
import sys
import threading

from deskready.cli.headless import AttendedExecutor
from deskready.cli.narration import tell
from deskready.core.audit.event import Asked, Event
from deskready.core.declare.check import Question
from deskready.core.words.message import message, text
from deskready.core.words.say import say
from deskready.core.words.text import text_of
from deskready.engine.run.job import Emit, Executor, LiveRun

_A_NUMBER = message("prompt.a-number", "Type a number from 1 to {most}.")
_TYPE_NUMBER = text("prompt.type-number", "Type the number, and Enter.")
_TYPE_ANSWER = text("prompt.type-answer", "Type the answer, and Enter.")
_LINE = 4096


def prompting(inner: Executor) -> Executor:
    """Puts what checks ask to the terminal: the question on standard error, the answer from standard input.

    At the end of the input, the check is cancelled.
    """
    return AttendedExecutor(inner, lambda _job, emit: _Prompts(emit))


class _Prompts:
    """The questions of one run."""

    def __init__(self, emit: Emit) -> None:
        self.run: LiveRun | None = None
        self._emit = emit
        self._loop = asyncio.get_running_loop()

    def hear(self, event: Event) -> None:
        """Passes an event on, and puts a question."""
        self._emit(event)
        if isinstance(event, Asked):
            _say(event.question)
            self._read(event.question)

    def _read(self, question: Question) -> None:
        # A daemon, for nobody can wake a thread that waits for a terminal.
        threading.Thread(target=self._await_line, args=(question,), daemon=True).start()

    def _await_line(self, question: Question) -> None:
        # Not through sys.stdin: a thread that holds its lock would keep the interpreter from ending.
        try:
            line = os.read(sys.stdin.fileno(), _LINE).decode(errors="replace")
        except OSError:
            line = ""
        self._loop.call_soon_threadsafe(self._answer, question, line)

    def _answer(self, question: Question, line: str) -> None:
        assert self.run is not None  # a check asks only after its run has begun
        if not line:
            self.run.cancel()
            return
        answer = chosen(question, line)
        if answer is None:
            tell(_A_NUMBER(most=len(question.choices)))
            self._read(question)
        else:
            self.run.answer(answer)


def chosen(question: Question, line: str) -> str | None:
    """The answer in a line: the text itself, or the choice by its number or its words; None where it is none."""
    typed = line.strip()
    if not question.choices:
        return typed
    choices = [text_of(choice) for choice in question.choices]
    if typed.isdecimal() and 1 <= int(typed) <= len(choices):
        return choices[int(typed) - 1].words
    meant = (
        choice.words for choice in choices if typed.casefold() in {choice.words.casefold(), say(choice).casefold()}
    )
    return next(meant, None)


def _say(question: Question) -> None:
    tell(question.text)
    for number, choice in enumerate(question.choices, 1):
        tell(f"  {number}  {say(choice)}")
    tell(_TYPE_NUMBER if question.choices else _TYPE_ANSWER)
