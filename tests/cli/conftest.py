"""What tests of the command line share."""

from pathlib import Path

import pytest

from helpers.cli_desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk of the test's own, with toy checks and a profile `toy.toml`."""
    made = Desk(tmp_path)
    made.profile()
    return made


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk at which an audit was saved as `audit.json`; read it, and change nothing."""
    made = Desk(tmp_path_factory.mktemp("audited"))
    made.profile()
    done = made.run("audit", "toy.good", "toy.personal", "--profile", "toy.toml", "--save", "audit.json")
    assert done.returncode == 0, done.stderr
    return made
