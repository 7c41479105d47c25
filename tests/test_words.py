"""Every sentence that a person reads is a message: found in the source, in the catalogue, and on what is shown."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = (ROOT / "src", ROOT / "checks")
APART = {"testing", "deskready_protocols", "deskready_responder"}
"""For authors, who write tests; and what goes to other programs over the wire, or into a server's log."""
PROSE = re.compile(r"[A-Za-z]{2,}[,:;]? [A-Za-z]{2,}|^[A-Z][a-z]+[.:!?]$")
"""Two words in a row, or one with a capital and a full stop."""
DECLARE = {"text", "message", "counted", "declare"}
"""What makes a message of its arguments."""
FOR_AUTHORS = {"CheckError", "TooMuchOutputError", "Unread", "log", "note"}
FOR_PROGRAMS = {
    *("TypeError", "ValueError", "RuntimeError", "AssertionError", "KeyError", "LookupError", "OSError"),
    *("compile", "match", "fullmatch", "search", "sub", "findall", "Enum", "TypeVar", "namedtuple"),
}
NOT_READ = FOR_AUTHORS | FOR_PROGRAMS
"""Calls whose texts are for programs, or for the authors of checks who read a log."""
MARK = "# no words: "
"""At the end of a line, or of the first line of what is assigned or returned: why nobody reads it."""


def unsaid(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every sentence in a source that is no message."""
    tree = ast.parse(source)
    lines = source.splitlines()
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
        elif isinstance(node, ast.Call) and _name(node.func) in DECLARE | NOT_READ:
            passed |= {
                id(inner)
                for argument in [*node.args, *(k.value for k in node.keywords)]
                for inner in ast.walk(argument)
            }
        elif isinstance(node, ast.Assert) and node.msg is not None:
            passed |= {id(inner) for inner in ast.walk(node.msg)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.annotation, ast.Constant):
            passed.add(id(node.annotation))
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.Return) and MARK in lines[node.lineno - 1]:
            passed |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in passed:
            continue
        if PROSE.search(node.value) and not any(MARK in line for line in lines[node.lineno - 1 : node.end_lineno]):
            yield node.lineno, node.value


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
