"""CONTRIBUTING.md is true: what it shows is what is there, and what it names exists."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.parametrize("path", ["checks/deskready_checks/computer/uptime.py", "tests/checks/computer/test_uptime.py"])
def test_the_files_of_the_example_stand_there_whole(path: str) -> None:
    listing = re.search(rf"^`{re.escape(path)}`:\n\n```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert listing is not None
    assert listing[1] == (ROOT / path).read_text("utf-8")


def test_its_line_of_the_project_stands_there() -> None:
    (line,) = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert tomllib.loads(line).items() <= project["entry-points"]["deskready.checks"].items()


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"(?<![\w/])(?:src|checks|tests)/(?:[a-z_]+/)*(?:[a-z_]+\.py)?", PAGE)))
)
def test_every_place_that_it_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_reader_that_it_names_is_there() -> None:
    readers = re.findall(r"`(\w+)\.(\w+)`", PAGE[PAGE.index("What it reads with") : PAGE.index("All of them raise")])
    assert len(readers) >= 5
    for module, function in readers:
        source = (ROOT / "checks" / "deskready_checks" / "system" / f"{module}.py").read_text("utf-8")
        assert f"\ndef {function}(" in source
