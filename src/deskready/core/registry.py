"""What is one of several, such as a command or a format, has a module of its own in a package: they are found here.

Nothing lists them: a module that is put into the package is one more.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType


def names(package: ModuleType, prefix: str = "") -> tuple[str, ...]:
    """The names of a package's modules and folders that begin with `prefix`, by the alphabet; none is imported."""
    found = (each.name for each in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name for name in found if name.startswith(prefix)))


def modules(package: ModuleType, prefix: str = "") -> Iterator[ModuleType]:
    """Those modules, imported."""
    for name in names(package, prefix):
        yield importlib.import_module(f"{package.__name__}.{name}")
