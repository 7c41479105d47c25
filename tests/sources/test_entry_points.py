import os
import sys
import time
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from deskready.sources.entry_points import GROUP, find, registered


def install(site: Path, name: str, version: str = "1.0", module: str | None = None) -> Path:
    """A package as an installer leaves it; returns the file that holds its check."""
    info = site / f"{name}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\nName: no\n")
    (info / "entry_points.txt").write_text(
        f"[console_scripts]\nx = y:z\n\n[{GROUP}]\n{name}.a = {module or name}.check:C\n"
    )
    (info / "RECORD").write_text(f"{name}/check.py,sha256=abc,100\n")
    (site / name).mkdir()
    (site / name / "check.py").write_text("C = 1\n")
    return site / name / "check.py"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    return tmp_path


def test_every_registered_check_is_found_with_its_package() -> None:
    origins = registered()
    assert [origin.name for origin in origins] == sorted(point.name for point in entry_points(group=GROUP))
    own = [origin for origin in origins if origin.package == "deskready"]
    assert "computer.memory" in {origin.name for origin in own}
    assert all(origin.version and ":" in origin.target for origin in own)


def test_they_are_found_whatever_is_configured(tmp_path: Path) -> None:
    sources, problems = find(tmp_path)
    assert sorted(origin.name for source in sources for origin in source.origins) == [
        each.name for each in registered()
    ]
    assert problems == []


def test_each_package_is_a_source_of_its_own(site: Path) -> None:
    install(site, "plug")
    sources = {source.origins[0].package: source for source in find(site).sources}
    assert {"deskready", "plug"} <= set(sources)
    assert [(each.name, each.target, each.version) for each in sources["plug"].origins] == [
        ("plug.a", "plug.check:C", "1.0")
    ]
    assert all(origin.package == "deskready" for origin in sources["deskready"].origins)


def test_of_two_of_a_name_the_first_counts(
    site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = tmp_path_factory.mktemp("later")
    monkeypatch.setattr(sys, "path", [*sys.path, str(later)])
    install(later, "Plug", "0.9")
    install(site, "plug")
    assert [each.version for each in registered() if each.package.lower() == "plug"] == ["1.0"]


def test_the_stamp_changes_with_what_is_installed_and_with_every_file(site: Path) -> None:
    file = install(site, "plug")

    def stamped() -> str:
        return next(source.stamp for source in find(site).sources if source.origins[0].package == "plug")

    seen = [stamped()]
    assert seen[0] == stamped() != ""
    file.write_text("C = 22\n")
    seen.append(stamped())
    os.utime(file, ns=(1, 1))
    seen.append(stamped())
    (file.parent / "part.py").touch()
    seen.append(stamped())
    (site / "plug-1.0.dist-info" / "RECORD").write_text("another\n")
    seen.append(stamped())
    assert len(set(seen)) == 5
    (file.parent / "__pycache__").mkdir()
    (file.parent / "__pycache__" / "check.pyc").touch()
    assert stamped() == seen[-1]


def test_what_lies_nowhere_has_no_stamp(site: Path) -> None:
    install(site, "plug", module="no_such_module_anywhere")
    assert next(source.stamp for source in find(site).sources if source.origins[0].package == "plug") == ""


def test_our_own_is_found_where_it_is_worked_on() -> None:
    assert next(source.stamp for source in find(Path()).sources if source.origins[0].package == "deskready")


def test_a_thousand_packages_are_found_soon(site: Path) -> None:
    for number in range(1000):
        install(site, f"plug{number:03}")
    find(site)  # the first look reads the folder
    begun = time.process_time()
    assert len(find(site).sources) > 1000
    assert time.process_time() - begun < 5 * 0.3
