"""Answers from a file to what checks ask a person: an unattended audit waits for nobody."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import structs

from deskready.cli.headless import AttendedExecutor
from deskready.core.audit.event import Asked, Ended, Event
from deskready.core.audit.outcome import Outcome
from deskready.core.clean import LINE_LIMIT
from deskready.core.declare.check import Question
from deskready.core.reading.mistake import MistakesError
from deskready.core.reading.nearest import did_you_mean
from deskready.core.reading.table import read_table
from deskready.core.reading.toml import SIZE_LIMIT
from deskready.core.words.message import message, row, sentences, text
from deskready.core.words.text import Text, text_of, typed
from deskready.engine.run.job import Emit, Executor, LiveRun
from deskready.store.regular_file import read_file

_NAME_A_FILE = text("answers.name-a-file", "Name a TOML file with answers.")
_NO_ANSWER = message("answers.none", "The answers file has no answer to its question {question}.")
_NO_CHOICE = message(
    "answers.no-choice",
    "The answers file answers its question {question} with something that is none of the choices.",
)
_WRITE = message("answers.write", "Write {line} under {table}.")
_CHOICES = message("answers.choices", "Choices: {choices}.")
Answers = Mapping[str, Mapping[str, str]]
"""Answers by check id and question id."""


def read_answers(path: Path) -> Answers:
    """The answers in a file. Checks and questions that nobody knows are no mistake: one file may serve many machines.

    Raises:
        UsageError: The file cannot be read, or holds something else than answers; every mistake is named.
    """
    top = read_table(read_file(path, SIZE_LIMIT, _NAME_A_FILE), str(path))
    top.only(("answers",))
    checks = top.table("answers")
    tables = {check_id: checks.table(check_id) for check_id in checks.data}
    found = {
        check_id: {name: table.text(name, LINE_LIMIT) for name in table.data} for check_id, table in tables.items()
    }
    if top.mistakes.errors:
        raise MistakesError(top.mistakes.errors)
    return found


def answering(inner: Executor, answers: Answers) -> Executor:
    """Answers what checks ask: by the file, else with what holds unattended; else the check is skipped."""
    return AttendedExecutor(inner, lambda job, emit: _Replies(job.info.id, answers.get(job.info.id, {}), emit))


class _Replies:
    """The answers to one run."""

    def __init__(self, check_id: str, answers: Mapping[str, str], emit: Emit) -> None:
        self.run: LiveRun | None = None
        self._check_id = check_id
        self._answers = answers
        self._emit = emit
        self._skipped: tuple[Text, Text] | None = None

    def hear(self, event: Event) -> None:
        """Passes an event on and answers a question; the end of a run that was given up for one is told as skipped."""
        if isinstance(event, Ended) and event.run.outcome is Outcome.CANCELLED and self._skipped:
            reason, remedy = self._skipped
            event = Ended(structs.replace(event.run, outcome=Outcome.SKIPPED, reason=reason, remedy=remedy))
        self._emit(event)
        if isinstance(event, Asked):
            self._reply(event.question)

    def _reply(self, question: Question) -> None:
        assert self.run is not None  # a check asks only after its run has begun
        answer = self._answers.get(question.id, text_of(question.unattended).words or None)
        choices = [text_of(choice).words for choice in question.choices]
        if answer is not None and (not choices or answer in choices):
            self.run.answer(answer)
            return
        self._skipped = _skipped(self._check_id, question, answer)
        self.run.cancel()


def _skipped(check_id: str, question: Question, answer: str | None) -> tuple[Text, Text]:
    """Why a check is left out for want of an answer, and what to do about it."""
    reason = (_NO_ANSWER if answer is None else _NO_CHOICE)(question=typed(question.id))
    write = _WRITE(line=typed(f'{question.id} = "..."'), table=typed(f'[answers."{check_id}"]'))
    if not question.choices:
        return reason, write
    known = [text_of(choice).words for choice in question.choices]
    return reason, sentences(write, did_you_mean(answer or "", known, _CHOICES(choices=row(*map(typed, known)))))
