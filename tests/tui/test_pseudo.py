"""Every screen takes its words from messages, and has room for longer ones than English has."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from deskready.core.words.language import VARIABLE
from deskready.core.words.pseudo import CLOSES, OPENS, PSEUDO

pytestmark = pytest.mark.slow
TESTS = Path(__file__).parent.parent
SHORT = Path("/tmp")
CODE = """\
from deskready.core.words.language import choose_language
choose_language()
from helpers import screens
screens.main({width}, {height})
"""
WORD = re.compile(r"[^\W\d_]{2,}")
UNSAID = re.compile(r"[aeiouy]", re.IGNORECASE)
"""What no word has that was said in the machine-made language: a vowel without an accent."""
CUT = re.compile(r"([\w.-]+)\s*[…▌]")
"""What has no room for its end, or lies half under a notification."""
PATH = re.compile(r"\S*/\S*")
"""A path, an address or a unit such as Mbit/s."""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder with a short name: it stands on screens, and is to be found there in one piece."""
    with tempfile.TemporaryDirectory(dir=SHORT if SHORT.is_dir() else None) as name:
        yield Path(name)


@pytest.fixture(scope="module", params=[(80, 24), (80, 200)], ids=["usual", "high"])
def album(request: pytest.FixtureRequest, folder: Path) -> Mapping[str, dict[str, str]]:
    """Every screen in the machine-made language, of a process of its own; in a high terminal all of it can be seen."""
    width, height = request.param
    home = folder / str(height)
    for name in ("documents", "config"):
        (home / name).mkdir(parents=True)
    environment = {VARIABLE: PSEUDO.language, "DESKREADY_HOME": str(home), "PYTHONPATH": str(TESTS)}
    command = [sys.executable, "-c", CODE.format(width=width, height=height)]
    found = subprocess.run(command, cwd=home, env=os.environ | environment, capture_output=True, text=True, timeout=240)
    assert found.returncode == 0, found.stderr
    album: Mapping[str, dict[str, str]] = json.loads(found.stdout)
    return album


def unsaid(page: str, names: list[str]) -> Iterator[str]:
    """The words on a page that are of no message and no names from outside."""
    rest = PATH.sub(" ", page)
    rest = CUT.sub(lambda found: " " if any(name.startswith(found[1]) for name in names) else found[0], rest)
    for name in sorted(names, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", rest)
    yield from filter(UNSAID.search, WORD.findall(rest))


def test_every_word_on_every_screen_is_said(album: Mapping[str, dict[str, str]]) -> None:
    names = list(album["names"])
    assert {name: words for name, page in album["pages"].items() if (words := list(unsaid(page, names)))} == {}
    assert all(OPENS in page for page in album["pages"].values())


def test_no_dialog_cuts_what_it_says(album: Mapping[str, dict[str, str]]) -> None:
    assert len(album["boxes"]) > 6
    assert [name for name, box in album["boxes"].items() if box.count(OPENS) != box.count(CLOSES)] == []


def test_every_kind_of_screen_was_looked_at(album: Mapping[str, dict[str, str]]) -> None:
    assert {
        "idle",
        "running",
        "finished",
        "made elsewhere",
        "nothing installed",
        "left out",
        "detail running",
        "detail cancelled",
        "detail skipped",
        "detail sound.noise",
        "detail by a shipped profile",
        "help",
        "palette",
        "palette without matches",
        "profiles",
        "save",
        "save where a file is",
        "resume",
        "reading",
        "question with choices",
        "question in words",
        "problems of the settings",
        "how to leave",
        "saved",
        "calibrated",
        "did not work",
        "settings not understood",
        "only looked at",
    } <= album["pages"].keys()
    assert sum(name.startswith("consent") for name in album["pages"]) >= 4


def test_a_word_that_is_no_message_is_found() -> None:
    page = "⟦Mééáásúúréé⟧ Details 94,1 Mbit/s internet.down… /tmp/home.toml inter ▌ Resu… brk"
    assert list(unsaid(page, ["internet.download"])) == ["Details", "Resu"]
