from importlib.metadata import entry_points
from pathlib import Path

import pytest

from deskready import sources
from deskready.core import registry
from deskready.core.declare.check_info import Found
from deskready.core.words.text import text_of
from deskready.desk.installed import Installed, metrics_of
from helpers.homes import make_home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESKREADY_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_built_in_checks_and_those_of_the_persons_folder(home: Path) -> None:
    make_home(home, toys=2)
    catalogue = Installed().catalogue()
    ids = [check.id for check in catalogue.checks]
    assert {point.name for point in entry_points(group="deskready.checks")} <= set(ids)
    assert ids[-2:] == ["toys.n000", "toys.n001"]
    assert catalogue.problems == ()


def test_names_of_metrics_fit_the_narrowest_panel_beside_a_value(home: Path) -> None:
    make_home(home)
    checks = [check for check in Installed().catalogue().checks if check.area in ("internet", "sound")]
    labels = {text_of(metric.label).words for check in checks for metric in check.metrics}
    assert len(labels) > 70
    assert {label for label in labels if len(label) > 24} == set()


def test_asking_twice_looks_once(home: Path) -> None:
    installed = Installed()
    assert installed.catalogue() is installed.catalogue()
    assert installed.ready


def test_a_file_that_cannot_be_loaded_is_a_problem_and_the_rest_works(home: Path) -> None:
    make_home(home, toys=1)
    broken = home / "config" / "checks" / "broken.py"
    broken.write_text("raise RuntimeError('no')", "utf-8")
    broken.chmod(0o600)
    open_to_all = home / "config" / "checks" / "open.py"
    open_to_all.write_text("", "utf-8")
    open_to_all.chmod(0o666)
    catalogue = Installed().catalogue()
    assert "toys.n000" in [check.id for check in catalogue.checks]
    assert {problem.origin.name for problem in catalogue.problems} == {"broken.py", "open.py"}


def test_every_metric_by_its_id(home: Path) -> None:
    catalogue = Installed().catalogue()
    metrics = metrics_of(catalogue)
    assert {metric.id for check in catalogue.checks for metric in check.metrics} == set(metrics)
    assert all(metrics[metric_id].id == metric_id for metric_id in metrics)


def test_every_kind_of_source_has_a_way_to_look(home: Path) -> None:
    assert {"entry_points", "folder"} <= set(registry.names(sources))
    for source in registry.modules(sources):
        found = source.find(home)
        assert isinstance(found, Found), source
