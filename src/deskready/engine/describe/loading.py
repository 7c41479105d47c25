"""Loading check classes; only ever done in a child process."""

import importlib
import importlib.util
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from deskready.core.clean import clean
from deskready.core.declare import contract
from deskready.core.declare.check import Check
from deskready.core.errors import CheckError
from deskready.core.words.text import typed


class _AsItIs(SourceFileLoader):
    """Loads a file as it is now: what was compiled earlier is believed by its size and the second of its time."""

    def get_code(self, fullname: str) -> CodeType | None:
        """The file, compiled."""
        return self.source_to_code(self.get_data(self.get_filename(fullname)), self.path)


def load(target: str) -> object:
    """What a target names: `module:attribute` of an installed package, or `path.py:Class` of a single file.

    Raises:
        CheckError: There is no such attribute.
        ImportError: There is no such module.
    """
    place, _, attribute = target.rpartition(":")
    module = load_file(Path(place)) if place.endswith(".py") else importlib.import_module(place)
    try:
        found: object = getattr(module, attribute)
    except AttributeError:
        raise CheckError(contract.NO_ATTRIBUTE(place=typed(clean(place)), attribute=typed(repr(attribute)))) from None
    return found


def load_file(path: Path) -> ModuleType:
    """A single file as a module of its own name, which no installed module can have."""
    name = f"deskready_file_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path, loader=_AsItIs(name, str(path)))
    if spec is None or spec.loader is None:
        raise CheckError(contract.NO_PYTHON(file=typed(clean(path.name))))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def checks_in(module: ModuleType) -> list[type[Check]]:
    """The check classes that a single file defines itself, in their order; `_Base` classes of its own are none."""
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Check)
        and value.__module__ == module.__name__
        and value.__name__[0] != "_"
    ]
