"""The contract that every registered check has to keep, beyond what the engine itself refuses."""

import ast
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from deskready.core.declare.check_info import CheckInfo, Origin
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Better
from deskready.core.declare.policy import Policy
from deskready.core.words.text import NOTHING, text_of
from deskready.engine.describe.survey import survey

HEAVY = ("numpy", "scipy", "psutil", "sounddevice", "speedtest", "textual", "requests", "httpx", "cv2", "PIL")
"""Packages that importing a check must not load: they belong inside `run`."""
_NEEDS_CONSENT = {package: consent for consent in Consent for package in consent.text.packages}
"""What a check that uses one of these packages does to a person."""
_RECORDING = ("InputStream", "RawInputStream", "Stream", "RawStream", "rec", "playrec")
"""What of sounddevice records. Who only lists devices, or plays, listens to nobody."""
_IMPORT = "import importlib, json, sys; importlib.import_module(sys.argv[1]); print(json.dumps(sorted(sys.modules)))"


def broken_promises(origin: Origin) -> list[str]:
    """Everything in which a registered check breaks the contract, each as a sentence for its author."""
    infos, problems = survey([origin])
    if problems:
        return [text_of(problem.reason).words for problem in problems]
    (info,) = infos
    return [*_declaration(info), *_consent(info), *_cost(origin)]


def _declaration(info: CheckInfo) -> Iterator[str]:
    if not info.summary.words.endswith("."):
        yield "`about`, or else the first line of its docstring, is a sentence."
    if not info.why.words.endswith("."):
        yield "`why` is a sentence."
    if not 0 < len(info.title.words) <= 30:
        yield "`title` has 1 to 30 characters."
    if info.id in {metric.id.partition(".")[0] for metric in info.metrics}:
        yield "`id` is an area and a name."
    for metric in info.metrics:
        if metric.better is not Better.NONE and not info.remedies.get(metric.id, NOTHING).words.endswith((".", "!")):
            yield f"`remedies` says in a sentence what to do about {metric.id}, which can be too low or too high."
    for option in info.options:
        if not text_of(option.help).words.endswith("."):
            yield f"The help of option {option.name!r} is a sentence."
        if option.policy is not None:
            yield from _policy(option.policy)


def _policy(policy: Policy) -> Iterator[str]:
    if not text_of(policy.question).words.endswith("?"):
        yield f"The policy {policy.name!r} asks a question."
    if not text_of(policy.explanation).words.endswith("."):
        yield f"The policy {policy.name!r} is explained in sentences."


def _consent(info: CheckInfo) -> Iterator[str]:
    names = _names(info.origin.target.partition(":")[0])
    packages = {name.partition(".")[0] for name in names}
    if not any(name.rpartition(".")[2] in _RECORDING for name in names):
        packages.discard("sounddevice")
    for package, consent in _NEEDS_CONSENT.items():
        if package in packages and consent not in info.consent:
            yield f"It uses {package} and does not ask for consent ({consent})."
    for consent in sorted(info.consent):
        if consent.use not in info.uses:
            yield f"It asks for consent ({consent}) and does not say that it uses the {consent.use}."


def _cost(origin: Origin) -> Iterator[str]:
    module = origin.target.partition(":")[0]
    command = (sys.executable, "-P", "-X", "utf8", "-c", _IMPORT, module)
    told = subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL, timeout=60)
    loaded: list[str] = json.loads(told.stdout.splitlines()[-1])
    for heavy in HEAVY:
        if heavy in loaded:
            yield f"Importing it loads {heavy}; import that inside run()."


def _names(module: str) -> set[str]:
    """What a module, or one of its own package that it uses, imports from foreign packages, and every attribute."""
    own = module.partition(".")[0]
    found: set[str] = set()
    seen: set[str] = set()
    pending = [module]
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        for name in _imports(current):
            if name.partition(".")[0] == own:
                pending.append(name)
            else:
                found.add(name)
        found |= {f".{name}" for name in _attributes(current)}
    return found


def _imports(module: str) -> Iterator[str]:
    """Every name that a module's source imports, wherever in it; of `from a import b` both `a` and `a.b`."""
    for node in ast.walk(_source(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _attributes(module: str) -> Iterator[str]:
    """Every attribute that a module's source asks something for."""
    yield from (node.attr for node in ast.walk(_source(module)) if isinstance(node, ast.Attribute))


def _source(module: str) -> ast.Module:
    """A module's source; that of what is no module of Python is empty."""
    try:
        spec = importlib.util.find_spec(module)
    except ImportError:
        spec = None
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        return ast.Module([], [])
    return ast.parse(Path(spec.origin).read_bytes())
