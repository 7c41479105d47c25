"""Counts the statements of product code, so that "it does not grow" is a number: `python tests/statements.py`."""

import ast
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
DEPTH = 2
"""How many names of a module's path make a package: `deskready.core`, `deskready_checks.sound`."""


def statements(source: str) -> int:
    """The statements in a module's text, but for docstrings: texts that stand alone and do nothing."""
    return sum(isinstance(node, ast.stmt) and not _is_docstring(node) for node in ast.walk(ast.parse(source)))


def per_package(root: Path) -> Counter[str]:
    """The statements of every package below `src` and `checks`."""
    counts: Counter[str] = Counter()
    for folder in (root / "src", root / "checks"):
        for path in folder.rglob("*.py"):
            package = path.relative_to(folder).parent.parts
            counts[".".join(package[:DEPTH])] += statements(path.read_text("utf-8"))
    return counts


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


if __name__ == "__main__":
    found = per_package(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
    for package, count in sorted(found.items()):
        print(f"{count:6} {package}")
    print(f"{found.total():6} in all")
