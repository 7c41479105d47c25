import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from deskready import sources
from deskready.core import registry
from deskready.core.declare.check_info import Found, Source
from deskready.core.words.text import text_of
from deskready.desk.installed import Installed, metrics_of
from deskready.engine.describe.survey import Survey
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


def unsurveyed(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, nothing may be described."""

    def refuse(sources: Sequence[Source]) -> None:
        raise AssertionError([source.origins[0].name for source in sources])

    monkeypatch.setattr("deskready.engine.describe.survey.Survey", refuse)


def surveyed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From here on, what is described, by the name of its first check."""
    seen: list[str] = []

    class Watched(Survey):
        def __init__(self, sources: Sequence[Source]) -> None:
            seen.extend(source.origins[0].name for source in sources)
            super().__init__(sources)

    monkeypatch.setattr("deskready.engine.describe.survey.Survey", Watched)
    return seen


def write(home: Path, name: str, text: str) -> Path:
    file = home / "config" / "checks" / name
    file.write_text(text, "utf-8")
    file.chmod(0o600)
    return file


def test_a_second_look_starts_no_process_and_finds_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_home(home, toys=3)
    write(home, "broken.py", "raise RuntimeError('no')")
    first = Installed().catalogue()
    unsurveyed(monkeypatch)
    second = Installed()
    assert second.ready
    assert second.catalogue() == first
    assert [problem.origin.name for problem in first.problems] == ["broken.py"]


def test_only_what_has_changed_is_described_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_home(home, toys=3)
    Installed().catalogue()
    toys = home / "config" / "checks"
    (toys / "toy001.py").write_text((toys / "toy001.py").read_text().replace("Toy 001", "Another"), "utf-8")
    (toys / "toy002.py").unlink()
    seen = surveyed(monkeypatch)
    found = Installed().catalogue()
    assert seen == ["toy001.py"]
    assert [text_of(check.title).words for check in found.checks if check.area == "toys"] == ["Toy 000", "Another"]


def test_what_cannot_be_used_is_looked_at_again_by_whoever_asks_why(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_home(home, toys=1)
    write(home, "waits.py", f"open({str(home / 'there')!r})")
    assert len(Installed().catalogue().problems) == 1
    seen = surveyed(monkeypatch)
    Installed().catalogue()
    assert seen == []
    Installed(doubting=True).catalogue()
    assert seen == ["waits.py"]


def test_what_is_installed_beside_it_may_change_what_a_file_declares(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.setattr("sys.path", [*sys.path, str(site)])
    monkeypatch.setenv("PYTHONPATH", str(site))
    make_home(home)
    write(home, "needs.py", "import a_package_that_comes_later")
    assert "a_package" in text_of(Installed().catalogue().problems[0].reason).words
    (site / "a_package_that_comes_later.py").touch()
    assert "It defines no class" in text_of(Installed().catalogue().problems[0].reason).words


def test_a_file_that_changes_while_it_is_looked_at_is_not_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_home(home, toys=1)
    path = home / "config" / "checks" / "toy000.py"
    path.write_text(f"open({str(path)!r}, 'a').write('# more')\n" + path.read_text(), "utf-8")
    Installed().catalogue()
    seen = surveyed(monkeypatch)
    Installed().catalogue()
    assert seen == ["toy000.py"]


def test_a_file_that_claims_what_is_built_in_harms_only_itself(home: Path) -> None:
    make_home(home, toys=1)
    toy = (home / "config" / "checks" / "toy000.py").read_text()
    write(home, "mine.py", toy.replace('id = "toys.n000"', 'id = "computer.memory"').replace("toys.n000.value", "x.y"))
    found = Installed().catalogue()
    assert [check.origin.package for check in found.checks if check.id == "computer.memory"] == ["deskready"]
    assert [(problem.origin.name, problem.check) for problem in found.problems] == [("mine.py", "computer.memory")]
    assert "deskready" in text_of(found.problems[0].reason).words
