"""Every sentence that a person reads is a message: found in the source, in the catalogue, and in what is declared."""

import ast
import importlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import catalogue
from deskready.core.declare.check_info import CheckInfo
from deskready.core.words.declared import DECLARED
from deskready.core.words.text import Text, Words
from deskready.engine.describe.survey import survey
from deskready.sources import entry_points
from deskready_checks import answers

ROOT = Path(__file__).parent.parent
SOURCES = (ROOT / "src", ROOT / "checks")
APART = {"testing", "deskready_protocols", "deskready_responder"}
"""For authors, who write tests; and what goes to other programs over the wire, or into a server's log."""
PROSE = re.compile(r"[A-Za-z]{2,}[,:;]? [A-Za-z]{2,}|^[A-Z][a-z]+[.:!?]$")
"""Two words in a row, or one with a capital and a full stop."""
DECLARES = {"text", "message", "counted", "declare"}
"""What makes a message of its arguments."""
NOT_READ = {
    "CheckError",
    "TooMuchOutputError",
    "Unread",
    "Trouble",
    "Stopped",
    "Finding",
    "TypeError",
    "ValueError",
    "RuntimeError",
    "AssertionError",
    "KeyError",
    "LookupError",
    "OSError",
    "Reading",
    "compile",
    "match",
    "fullmatch",
    "search",
    "sub",
    "findall",
    "log",
    "note",
    "TypeVar",
    "examples",
    "typed",
}
"""Calls whose texts are for programs, or for the technicians and authors of checks who read a log; or
read aloud in their own language; or typed."""
MARK = "# no words: "
"""At the end of a line, or of the first line of what is assigned or returned: why nobody reads it."""


def unsaid(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every sentence in a source that is no message."""
    tree, lines = ast.parse(source), source.splitlines()
    passed = {id(inner) for node in ast.walk(tree) for part in _not_read(node, lines) for inner in ast.walk(part)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in passed:
            continue
        marked = any(MARK in line for line in lines[node.lineno - 1 : node.end_lineno])
        if PROSE.search(node.value) and not marked and not node.value.startswith("$"):  # a style
            yield node.lineno, node.value


def _not_read(node: ast.AST, lines: list[str]) -> Iterable[ast.AST]:
    """The parts of a piece of code whose texts are messages, documentation, or for programs."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return [node.value]
    if isinstance(node, ast.Call) and _name(node.func) in DECLARES | NOT_READ:
        return [*node.args, *(keyword.value for keyword in node.keywords)]
    if isinstance(node, ast.Assert) and node.msg is not None:
        return [node.msg]
    if isinstance(node, ast.Assign) and _name(node.targets[0]) == "DEFAULT_CSS":
        return [node.value]
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.Return) and MARK in lines[node.lineno - 1]:
        return [node]
    if isinstance(node, ast.AnnAssign):
        return [node.annotation]
    return []


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def everything_unsaid() -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{line}: {words}"
        for folder in SOURCES
        for path in sorted(folder.rglob("*.py"))
        if not APART & {*path.parts}
        for line, words in unsaid(path.read_text("utf-8"))
    ]


def test_no_sentence_in_the_source_is_anything_but_a_message() -> None:
    assert everything_unsaid() == []


@pytest.mark.parametrize(
    "code",
    [
        'x = "It is broken."',
        'say(f"{name} is broken")',
        'raise UsageError("No such file")',
        'title = "Broken."',
        'x = "one" if y else "two of them"',
    ],
)
def test_the_search_for_sentences_finds_them(code: str) -> None:
    assert list(unsaid(code))


@pytest.mark.parametrize(
    "code",
    [
        '"""It is documented."""',
        'x = text("a.b", "It is a message.")',
        'x = message("a.b", "It is {state}.")(state=y)',
        'context.log("It went wrong there.")',
        'x = "schema of it"  # no words: a key of JSON Schema',
        'x = "internet.speed"',
        'x = {  # no words: for editors\n    "a": "It is a key of JSON Schema",\n}',
        'x: "dict[str, Words]" = {}',
        'x = declare("a.b", "{count} thing of many", "{count} things of many")',
    ],
)
def test_the_search_for_sentences_leaves_the_rest(code: str) -> None:
    assert list(unsaid(code)) == []


def test_the_catalogue_is_that_of_the_sources() -> None:
    """`python tests/catalogue.py` makes it anew."""
    assert catalogue.TEMPLATE.read_bytes() == catalogue.template()
    assert catalogue.ENGLISH.read_bytes() == catalogue.english()


def test_what_is_extracted_is_what_the_program_declares() -> None:
    for folder in SOURCES:
        for path in folder.rglob("*.py"):
            parts = path.relative_to(folder).with_suffix("").parts
            if "testing" not in parts and path.stem != "__main__" and parts[-1] not in ("windows", "worker"):
                importlib.import_module(".".join(part for part in parts if part != "__init__"))
    extracted = {message.id: message.forms for message in catalogue.of_sources()}
    assert {name: forms for name, forms in DECLARED.items() if name in extracted} == extracted
    undeclared = [message_id for message_id in extracted if message_id not in DECLARED]
    assert undeclared == []


def test_a_message_is_declared_once() -> None:
    """Two with one id would be two sentences for one, and a translator sees one of them."""
    ids = [message.id for message in catalogue.extracted()]
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_an_answer_that_several_checks_offer_is_one_message() -> None:
    """Else a person would answer the same in two ways, and answers files would know two."""
    offered = [words.words for words in vars(answers).values() if isinstance(words, Text)]
    assert offered
    assert sorted(found.forms[0] for found in catalogue.extracted() if found.forms[0] in offered) == sorted(offered)


@pytest.fixture(scope="module")
def builtin() -> tuple[CheckInfo, ...]:
    infos, problems = survey(entry_points.registered())
    assert list(problems) == []
    return tuple(info for info in infos if info.origin.package == "deskready")


def test_all_that_a_built_in_check_declares_is_a_message(builtin: tuple[CheckInfo, ...]) -> None:
    said = [(info.id, words) for info in builtin for words in _declared(info) if words]
    assert len(said) > 300
    assert [(check, words) for check, words in said if not (isinstance(words, Text) and words.id)] == []


def _declared(info: CheckInfo) -> Iterator[Words]:
    yield from (info.title, info.summary, info.why, *info.remedies.values())
    yield from (metric.label for metric in info.metrics)
    for option in info.options:
        yield from (option.help, option.blank)
        if option.policy is not None:
            yield from (option.policy.question, option.policy.explanation)
    if info.teaches is not None:
        yield from (info.teaches.holds, info.teaches.loose)


TYPED = re.compile(r"`|(?<![\w-])--[a-z]|ctrl\+|\([a-z]\)$|[a-z_]+ = ")
"""What people type or press."""


def test_what_people_type_is_no_part_of_the_programs_words() -> None:
    """A translator would translate it, or a machine give it accents."""
    said = [each for each in catalogue.of_sources() if each.file.startswith("src/") and "/declare/" not in each.file]
    assert len(said) > 500
    assert [(each.id, form) for each in said for form in each.forms if TYPED.search(form)] == []


def untitled(source: str) -> Iterator[int]:
    """Line of every plot in a source that a check draws without saying what stands above it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) == "sample" and len(node.args) > 1:
            titles = [keyword.value for keyword in node.keywords if keyword.arg == "title"]
            if not titles or isinstance(titles[0], ast.Constant | ast.JoinedStr):
                yield node.lineno


def test_every_plot_of_the_built_in_checks_has_a_title() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "checks").rglob("*.py"))
        for line in untitled(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("title", ["", ", title='Level'", ", title=f'Server {n}'"])
def test_a_plot_without_a_message_above_it_is_found(title: str) -> None:
    assert list(untitled(f"context.sample('level', 1.0, Unit.DBA{title})")) == [1]
    assert list(untitled("context.sample('level', 1.0, Unit.DBA, title=LEVEL_PLOT)")) == []
