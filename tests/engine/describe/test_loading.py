"""What a target names."""

import os
import sys
from pathlib import Path

import pytest

from deskready.core.errors import CheckError
from deskready.engine.describe.loading import checks_in, load, load_file
from deskready.testing.polite import Polite

SOURCE = """
from deskready.plugin import Check
from deskready.testing.polite import Polite
class _Base(Check): pass
class Second(_Base): pass
class First(Second): pass
"""


def test_an_attribute_of_a_module() -> None:
    assert load("deskready.testing.polite:Polite") is Polite


@pytest.mark.parametrize("target", ["deskready.testing.polite:Rude", "deskready.testing.polite:"])
def test_no_such_attribute(target: str) -> None:
    with pytest.raises(CheckError, match="has no"):
        load(target)


def test_no_such_module() -> None:
    with pytest.raises(ImportError):
        load("no_such_module_anywhere:Check")


def test_a_file_is_a_module_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "json.py"
    path.write_text(SOURCE)
    check = load(f"{path}:First")
    assert isinstance(check, type)
    assert check.__module__ == "deskready_file_json"
    import json

    assert json.__file__ != str(path)
    assert str(tmp_path) not in sys.path


def test_a_file_offers_the_checks_that_it_defines(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(SOURCE)
    assert [check.__name__ for check in checks_in(load_file(path))] == ["Second", "First"]


def test_a_file_is_loaded_as_it_is_whatever_was_compiled_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "mine.py"
    for value in (1, 2):
        path.write_text(f"VALUE = {value}\n")
        os.utime(path, (1e9, 1e9))
        assert load(f"{path}:VALUE") == value
