from pathlib import Path

import pytest
from msgspec import structs

from deskready.cli.commands.audit.answers import answering, read_answers
from deskready.core.audit.event import Answered, Asked, Ended, Event
from deskready.core.audit.outcome import Outcome
from deskready.core.declare.check import Question
from deskready.core.errors import UsageError
from deskready.engine.run.job import Job
from deskready.testing.replay import ReplayExecutor
from helpers.cli_desk import Desk
from helpers.declared import check_info
from helpers.runs import ended

QUESTION = Question("colour", "Which colour?", ("red", "blue"))


async def _ask(answers: dict[str, dict[str, str]], question: Question = QUESTION) -> tuple[list[Event], list[str]]:
    inner = ReplayExecutor({"toy.ask": [Asked(question), ended(Outcome.MEASURED)]})
    heard: list[Event] = []
    executor = answering(inner, answers)
    run = await executor.start(Job(check_info("toy.ask"), {}), heard.append)
    await run.wait()
    await executor.close()
    return heard, inner.runs[0].answers


async def test_a_question_is_answered() -> None:
    heard, answered = await _ask({"toy.ask": {"colour": "red"}})
    assert answered == ["red"]
    assert heard == [Asked(QUESTION), Answered(), ended(Outcome.MEASURED)]


@pytest.mark.parametrize(("answers", "given"), [({}, "blue"), ({"toy.ask": {"colour": "red"}}, "red")])
async def test_what_holds_unattended_is_answered_where_the_file_does_not(
    answers: dict[str, dict[str, str]], given: str
) -> None:
    heard, answered = await _ask(answers, structs.replace(QUESTION, unattended="blue"))
    assert answered == [given]
    assert heard[-1] == ended(Outcome.MEASURED)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({}, "has no answer to its question colour"),
        ({"toy.ask": {"name": "red"}}, "has no answer to its question colour"),
        ({"toy.ask": {"colour": "green"}}, "none of the choices"),
    ],
)
async def test_a_check_whose_question_is_not_answered_is_skipped(
    answers: dict[str, dict[str, str]], reason: str
) -> None:
    heard, answered = await _ask(answers)
    assert answered == []
    ended = heard[-1]
    assert isinstance(ended, Ended)
    assert ended.run.outcome is Outcome.SKIPPED
    assert reason in ended.run.reason.words
    assert ended.run.remedy.words == 'Write colour = "..." under [answers."toy.ask"]. Choices: red, blue.'


async def test_an_answer_that_is_nearly_a_choice_is_told_which() -> None:
    heard, _ = await _ask({"toy.ask": {"colour": "bleu"}})
    ended = heard[-1]
    assert isinstance(ended, Ended)
    assert ended.run.remedy.words == 'Write colour = "..." under [answers."toy.ask"]. Did you mean blue?'


async def test_a_run_that_was_cancelled_otherwise_stays_cancelled() -> None:
    inner = ReplayExecutor({"toy.ask": []})
    heard: list[Event] = []
    run = await answering(inner, {}).start(Job(check_info("toy.ask"), {}), heard.append)
    run.cancel()
    await run.wait()
    assert heard == [ended(Outcome.CANCELLED)]


def test_a_file_is_read_and_its_texts_are_made_harmless(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    path.write_text('[answers."toy.ask"]\ncolour = "r\\u001bed"\n[answers."not.installed"]\nx = "y"\n')
    assert read_answers(path) == {"toy.ask": {"colour": "r\ufffded"}, "not.installed": {"x": "y"}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[answer."toy.ask"]\n', "Did you mean answers?"),
        ('[answers."toy.ask"]\ncolour = 3\n', 'line 2, answers."toy.ask".colour'),
        ("[answers]\nred = 1\n", "must be a table"),
        ("colour = \n", "line 1"),
        ("[answers]\n" + "a." * 200 + "b = 1", "line 2"),
    ],
)
def test_every_mistake_is_named(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "answers.toml"
    path.write_text(text)
    with pytest.raises(UsageError) as refused:
        read_answers(path)
    assert told in str(refused.value)
    assert "answers.toml" in str(refused.value)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(UsageError):
            read_answers(path)


def test_answers_reach_a_real_check(desk: Desk) -> None:
    desk.write("answers.toml", '[answers."toy.ask"]\ncolour = "blue"\n')
    asked = desk.profile("ask.toml", requirements='[requirements."toy.colour"]\nallowed = ["blue"]\n')
    done = desk.run("audit", "toy.ask", "--profile", str(asked), "--answers", "answers.toml")
    assert done.returncode == 0
    assert "Colour: blue [self-reported]" in done.stdout


def test_a_real_check_without_its_answer_is_skipped(desk: Desk) -> None:
    desk.write("answers.toml", '[answers."toy.ask"]\n')
    asked = desk.profile("ask.toml", requirements='[requirements."toy.colour"]\nallowed = ["blue"]\n')
    done = desk.run("audit", "toy.ask", "--profile", str(asked), "--answers", "answers.toml")
    assert done.returncode == 3
    assert "Skipped" in done.stdout
    assert "The answers file has no answer to its question colour." in done.stdout.replace("\n    ", " ")
    assert list((desk.home / "state" / "partial").iterdir()) == []
