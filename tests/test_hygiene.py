"""What every part may import, how large it may be, and that the package holds what it says: read off the source."""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = {
    "deskready": ROOT / "src" / "deskready",
    "deskready_responder": ROOT / "src" / "deskready_responder",
    "deskready_protocols": ROOT / "src" / "deskready_protocols",
    "deskready_checks": ROOT / "checks" / "deskready_checks",
}
SCREEN = ("textual", "rich")
COMMAND_LINE = ("typer", "click")
MODULE_LINES, MODULE_LIMIT, FUNCTION_LINES = 250, 400, 40
"""Lines from which on a module is warned of and fails, and lines of a function beside its docstring."""
_PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def modules() -> dict[str, Path]:
    """Every module of the project by its dotted name."""
    found = {}
    for package, folder in SOURCES.items():
        for path in sorted(folder.rglob("*.py")):
            parts = (package, *path.relative_to(folder).with_suffix("").parts)
            found[".".join(part for part in parts if part != "__init__")] = path
    return found


MODULES = modules()
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, anywhere in the code, also within functions and for the type checker."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


IMPORTS = {name: set(imported(tree)) for name, tree in TREES.items()}


def within(name: str, *packages: str) -> bool:
    """Whether a module is one of these, or inside one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def breaches(part: str, *forbidden: str, allowed: tuple[str, ...] = ()) -> list[str]:
    """Imports by a part of the project of what it must not import."""
    return sorted(
        f"{module} imports {name}"
        for module, names in IMPORTS.items()
        if within(module, part)
        for name in names
        if within(name, *forbidden) and not within(name, *allowed)
    )


OURS = "deskready"
LAYERS = ("cli", "tui", "engine", "store", "formats", "sources", "testing", "profiles")
ABOVE = tuple(f"{OURS}.{part}" for part in (*LAYERS, "desk", "__main__"))


def test_the_core_knows_nothing_above_it() -> None:
    assert breaches("deskready.core", *SCREEN, *COMMAND_LINE, *ABOVE) == []
    assert breaches("deskready.plugin", *SCREEN, *COMMAND_LINE, *ABOVE) == []


SHARED = ("deskready_checks.system", "deskready_checks.answers", "deskready_checks.busy")
"""What stands beside the areas, for all of them."""


def test_checks_import_the_public_interface_and_their_own_package_only() -> None:
    area_helpers = {name for name in MODULES if within(name, "deskready_checks")}
    assert breaches("deskready_checks", "deskready", "deskready_responder", allowed=("deskready.plugin",)) == []
    for module in area_helpers:
        area = ".".join(module.split(".")[:2])
        foreign = [
            name for name in IMPORTS[module] if within(name, "deskready_checks") and not within(name, area, *SHARED)
        ]
        assert foreign == [], f"{module} reaches into another area"


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Modules that import each other, directly or through others: each set of them that can reach one another."""
    reached = {module: _reachable(graph, module) for module in graph}
    found = {
        tuple(sorted(other for other in reached[module] if module in reached.get(other, ())))
        for module in graph
        if module in reached[module]
    }
    return sorted(map(list, found))


def _reachable(graph: dict[str, set[str]], start: str) -> set[str]:
    """Every module that is imported by one, or by those that it imports."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        new = graph.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports inside functions and for the type checker count, too: a circle is a circle of ideas."""
    assert circles({module: (names & MODULES.keys()) - {module} for module, names in IMPORTS.items()}) == []


def test_the_search_for_circles_finds_them() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": set(), "f": {"g"}, "g": {"f", "a"}}
    assert circles(graph) == [["a", "b", "c"], ["f", "g"]]


CHECK_LINES = 180
"""Lines that a check may have in a module of its own; past them it has a folder, its room."""
ROOMS = {
    module.removesuffix(".check")
    for module in (
        target.partition(":")[0] for target in _PROJECT["project"]["entry-points"]["deskready.checks"].values()
    )
}
"""The module or folder of each built-in check."""


def test_a_check_is_a_module_or_has_a_room_of_its_name() -> None:
    for check_id, target in _PROJECT["project"]["entry-points"]["deskready.checks"].items():
        module = target.partition(":")[0]
        assert module.removesuffix(".check") == f"deskready_checks.{check_id}"
        if not module.endswith(".check"):
            assert len(MODULES[module].read_text("utf-8").splitlines()) <= CHECK_LINES, f"{module} asks for a room"


def test_the_folder_is_the_wall() -> None:
    """No module of the checks is hidden by an underscore: what is nobody else's business lies in a room."""
    hidden = [name for name in MODULES if within(name, "deskready_checks") and "._" in name]
    assert hidden == []


def test_how_a_check_measures_knows_its_metrics_and_never_the_check() -> None:
    found = [
        f"{module} imports {name}"
        for module, names in IMPORTS.items()
        for room in ROOMS
        if within(module, room) and module != f"{room}.check"
        for name in names
        if within(name, f"{room}.check")
    ]
    assert found == []


def test_rooms_are_closed_and_wings_import_no_check() -> None:
    """What two checks share is a wing, named after the thing; it knows neither of them."""
    found = [
        f"{module} imports {name}"
        for module, names in IMPORTS.items()
        if within(module, "deskready_checks")
        for name in names
        if (room := next((room for room in ROOMS if within(name, room)), None)) and not within(module, room)
    ]
    assert found == []


RESPONDER_USES = ("deskready.__version__", "deskready.core.clean", "deskready.core.declare.unit")
"""All that the measurement server takes from deskready: its version, harmless text, and numbers with their unit."""


def test_the_responder_is_a_package_of_its_own_beside_deskready() -> None:
    names = {name for module, names in IMPORTS.items() if within(module, "deskready_responder") for name in names}
    used = {name for name in names if within(name, "deskready") and name != "deskready"}
    assert [name for name in used if not within(name, *RESPONDER_USES)] == []
    assert breaches("deskready_responder", "deskready_checks", *SCREEN, *COMMAND_LINE, "numpy", "psutil") == []


def test_deskready_knows_the_responder_by_its_command_only() -> None:
    command = re.compile(r"deskready\.cli\.(commands\.)?responder")
    users = {breach.partition(" ")[0] for breach in breaches("deskready", "deskready_responder")}
    assert users
    assert [module for module in users if not command.match(module)] == []


def test_what_checks_and_responder_both_speak_needs_nothing_of_ours() -> None:
    """A library, as anybody's: that is why strangers such as the checks may import it."""
    foreign = [
        f"{module} imports {name}"
        for module, names in IMPORTS.items()
        if within(module, "deskready_protocols")
        for name in names
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "deskready_protocols"}
    ]
    assert foreign == []
    assert breaches("deskready", "deskready_protocols") == []


@pytest.mark.parametrize("part", ["engine", "store", "formats", "sources"])
def test_what_finds_measures_keeps_and_renders_does_not_import_each_other(part: str) -> None:
    """No exceptions: what joins them (`desk`) stands above them."""
    others = {"engine", "store", "formats", "sources", "tui", "cli", "testing"} - {part}
    sideways = [f"deskready.{other}" for other in others]
    assert breaches(f"deskready.{part}", *sideways, *SCREEN, *COMMAND_LINE) == []


def test_the_two_front_ends_do_not_know_each_other() -> None:
    assert breaches("deskready.tui", "deskready.cli", *COMMAND_LINE) == []
    # The way into the full-screen program is one function of the command line.
    assert breaches("deskready.cli", "deskready.tui", *SCREEN) == [
        "deskready.cli.full_screen imports deskready.tui.app",
        "deskready.cli.full_screen imports deskready.tui.app.run",
    ]


def test_nothing_but_the_front_ends_knows_a_screen_or_an_argument_parser() -> None:
    users = {module for module, names in IMPORTS.items() if any(within(name, "textual") for name in names)}
    assert all(within(module, "deskready.tui") for module in users)
    parsers = {module for module, names in IMPORTS.items() if any(within(name, *COMMAND_LINE) for name in names)}
    assert all(within(module, "deskready.cli") for module in parsers)


LIGHT = {
    "deskready.plugin": (*SCREEN, *COMMAND_LINE, "numpy", "psutil", "speedtest", "sounddevice", "tomlkit", "asyncio"),
    "deskready.core.audit.audit": (*SCREEN, *COMMAND_LINE, "numpy", "psutil", "tomlkit", "asyncio"),
    "deskready.engine.run.worker": (*SCREEN, *COMMAND_LINE, "numpy", "asyncio"),
    "deskready.desk.session": (*SCREEN, *COMMAND_LINE, "numpy"),
    "deskready.tui.app": (*COMMAND_LINE, "numpy", "speedtest", "sounddevice", "deskready_checks", "tomlkit"),
    "deskready.formats.registry": (*SCREEN, *COMMAND_LINE, "numpy", "asyncio"),
    "deskready.cli.full_screen": (*SCREEN, *COMMAND_LINE, "numpy", "asyncio"),
    "deskready.cli.app": ("textual", "numpy", "speedtest", "sounddevice", "deskready_checks"),
    "deskready_responder.server": (*SCREEN, *COMMAND_LINE, "numpy", "psutil", "speedtest", "websockets"),
}
"""What must not be in memory after importing a module."""


@pytest.mark.parametrize("module", LIGHT)
def test_at_run_time_it_is_as_light_as_it_looks(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert sorted(set(LIGHT[module]) & set(loaded)) == []


def test_loading_checks_is_cheap() -> None:
    """Heavy libraries belong inside `run`."""
    heavy = {"numpy", "scipy", "speedtest", "sounddevice", "psutil"}
    code = f"import sys, {', '.join(sorted(_entry_modules()))}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert heavy & set(loaded) == set()


def _entry_modules() -> set[str]:
    return {target.partition(":")[0] for target in _PROJECT["project"]["entry-points"]["deskready.checks"].values()}


def test_packages_do_no_work() -> None:
    for name, path in MODULES.items():
        if path.name != "__init__.py":
            continue
        for statement in TREES[name].body:
            docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            constant = isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
            assert docstring or constant, f"{path}:{statement.lineno} does work"


def documented(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Everything public in a module, and whether it has a docstring."""
    yield "the module", bool(ast.get_docstring(tree))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, bool(ast.get_docstring(node))
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and not inner.name.startswith("_"):
                    yield f"{node.name}.{inner.name}", bool(ast.get_docstring(inner))


def test_everything_public_has_a_docstring() -> None:
    """But a check's `run`: what it does, its class says."""
    missing = [
        f"{name}: {what}"
        for name, tree in TREES.items()
        for what, has in documented(tree)
        if not has and not what.endswith(".run")
    ]
    assert missing == []


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    return (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node) else 0


def test_modules_and_functions_are_short() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}
    for name, lines in lengths.items():
        if lines > MODULE_LINES:
            warnings.warn(f"{name} has {lines} lines: does it hold two ideas?", stacklevel=1)
    functions = [
        f"{name}.{node.name}: {length} lines"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1 - _docstring_lines(node)) > FUNCTION_LINES
    ]
    assert [f"{name}: {lines} lines" for name, lines in lengths.items() if lines > MODULE_LIMIT] + functions == []


SINKS = {"Static", "Label", "Button", "Option", "notify", "Toast", "Checkbox", "Tick"}
"""What draws its first text, and takes a plain `str` for markup."""
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}
SAFE = {"Content", "panel_title", "panel_word", "notices"}


def unsafe(tree: ast.AST) -> Iterator[str]:
    """Places where a text that is not a literal goes to the screen as markup."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = _name(node.func)
            plain = any(key.arg == "markup" and _is(key.value, False) for key in node.keywords)
            texts = [*node.args[:1], *(key.value for key in node.keywords if key.arg in ("title", "label", "prompt"))]
            if (name in SINKS or name == "update") and not plain:
                yield from (f"{node.lineno}: {ast.unparse(text)}" for text in texts if not _safe(text, tree))
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
            drawn = node.targets[0].attr in ATTRIBUTES
            if drawn and not _safe(node.value, tree):
                yield f"{node.lineno}: {ast.unparse(node)}"


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is(node: ast.expr, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def _safe(node: ast.expr, tree: ast.AST) -> bool:
    """Whether an expression is a literal without markup, or Content however it was made."""
    if isinstance(node, ast.GeneratorExp):
        return True  # a set's `update`
    if isinstance(node, ast.Constant):
        return node.value is None or "[" not in str(node.value)
    if isinstance(node, ast.IfExp):
        return _safe(node.body, tree) and _safe(node.orelse, tree)
    if isinstance(node, ast.Call):
        called = node.func
        while isinstance(called, ast.Attribute):
            called = called.value.func if isinstance(called.value, ast.Call) else called.value
        return _name(called) in SAFE
    if isinstance(node, ast.Name):
        made = [
            assign.value
            for assign in ast.walk(tree)
            if isinstance(assign, ast.Assign) and any(_name(target) == node.id for target in assign.targets)
        ]
        return bool(made) and all(_safe(value, tree) for value in made)
    return False


def test_no_foreign_text_is_markup() -> None:
    screens = {name: tree for name, tree in TREES.items() if within(name, "deskready.tui")}
    assert [f"{name} {place}" for name, tree in screens.items() for place in unsafe(tree)] == []


@pytest.mark.parametrize(
    "code",
    [
        'Static(f"{name}")', "Label(name)", "app.notify(str(error))", "box.border_title = title", "s.update(text)",
        'notify("x", title=name, markup=True)', 'Button("[b]x[/]")', 'Static("a" + name)', "Option(f'{x}', id='y')",
    ],
)  # fmt: skip
def test_the_search_for_markup_finds_it(code: str) -> None:
    assert list(unsafe(ast.parse(code)))


def test_nothing_turns_text_into_markup() -> None:
    sources = {name: path.read_text("utf-8") for name, path in MODULES.items() if within(name, "deskready.tui")}
    markup = re.compile(r"from_markup|markup=True|rich\.text|rich\.markup")
    assert [name for name, source in sources.items() if markup.search(source)] == []


EXAMPLES = {
    "deskready.cli.commands.audit.command": "examples in the help",
    "deskready.cli.commands.audit.options": "an example in an error",
    "deskready.cli.commands.profiles.template": "the template of a profile",
    "deskready.core.profile.file": "an example in an error",
}
"""Modules whose texts may name a check or an area, and why."""


def literals(tree: ast.AST) -> Iterator[str]:
    """Every text in the code that is no docstring."""
    prose = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
            yield node.value


def test_the_program_names_no_check() -> None:
    """No id of a check of ours, and no area in front of a dot: it knows them from their declarations alone."""
    declared = _PROJECT["project"]["entry-points"]["deskready.checks"]
    areas = "|".join(sorted({check_id.partition(".")[0] for check_id in declared}))
    named = re.compile(rf"(?<![\w.])(?:{areas})\.[a-z]|^(?:{areas})\.$")
    found = {
        f"{name}: {text!r}"
        for name, tree in TREES.items()
        if within(name, "deskready") and name not in EXAMPLES
        for text in literals(tree)
        if named.search(text)
    }
    assert found == set()


def test_what_a_screen_shows_is_computed_without_a_screen() -> None:
    drawing = ("textual.content",)
    assert "deskready.tui.view.panel" in MODULES
    assert breaches("deskready.tui.view", *SCREEN, "deskready.tui", allowed=(*drawing, "deskready.tui.view")) == []


def test_flows_know_screens_and_no_app_or_command() -> None:
    assert breaches("deskready.tui.flows", "deskready.tui.app", "deskready.tui.command", "deskready.tui.commands") == []


def test_the_installed_checks_are_those_of_the_project() -> None:
    declared = _PROJECT["project"]["entry-points"]["deskready.checks"]
    installed = {
        point.name: point.value
        for point in importlib.metadata.entry_points(group="deskready.checks")
        if point.dist is not None and point.dist.name == "deskready"
    }
    assert installed == declared, "install the project again (pip install -e .)"


def test_each_check_has_one_module_and_each_module_of_checks_one_entry() -> None:
    declared = _PROJECT["project"]["entry-points"]["deskready.checks"]
    assert len(_entry_modules()) == len(declared)
    defining = {
        name
        for name, tree in TREES.items()
        if within(name, "deskready_checks")
        and any(
            isinstance(node, ast.ClassDef) and any(_name(base) == "Check" for base in node.bases) for node in tree.body
        )
    }
    assert defining == _entry_modules()
    for check_id, target in declared.items():
        assert target.startswith(f"deskready_checks.{check_id.partition('.')[0]}."), check_id


def test_every_file_that_the_program_reads_is_inside_its_packages() -> None:
    packages = _PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert [ROOT / package for package in packages] == list(SOURCES.values())
    shipped = {path.suffix for folder in SOURCES.values() for path in folder.rglob("*") if path.is_file()}
    assert {".py", ".toml", ".tcss"} <= shipped
    for name, path in MODULES.items():
        for style in re.findall(r'CSS_PATH = "([^"]+)"', path.read_text("utf-8")):
            assert (path.parent / style).is_file(), name


def test_every_dependency_has_its_reason_beside_it() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    entries = [line for line in lines if re.match(r'\s*"[A-Za-z][\w.-]*(\[\w+\])?\s*([<>=~!].*)?",', line)]
    assert len(entries) >= len(_PROJECT["project"]["dependencies"])
    bare = [line.strip() for line in entries if "#" not in line and "deskready[" not in line]
    assert bare == []


def test_every_lint_rule_that_is_ignored_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    ignored = text.partition("\nignore = [")[2].partition("\n]")[0].strip().splitlines()
    assert ignored
    assert [line for line in ignored if "#" not in line] == []


NOWHERE = re.compile(r"/work/|/tmp/work|artifactory|nexus\.|\bissues? #?\d{1,2}\b(?! of)", re.IGNORECASE)


def test_nothing_speaks_of_where_it_was_written() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for folder in (*SOURCES.values(), ROOT / "tests")
        for path in folder.rglob("*.py")
        if path != Path(__file__) and (match := NOWHERE.search(path.read_text("utf-8")))
    ]
    assert found == []
