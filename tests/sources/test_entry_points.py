from importlib.metadata import entry_points
from pathlib import Path

from deskready.sources.entry_points import GROUP, find, registered


def test_every_registered_check_is_found_with_its_package() -> None:
    origins = registered()
    assert [origin.name for origin in origins] == sorted(point.name for point in entry_points(group=GROUP))
    own = [origin for origin in origins if origin.package == "deskready"]
    assert "computer.memory" in {origin.name for origin in own}
    assert all(origin.version and ":" in origin.target for origin in own)


def test_they_are_found_whatever_is_configured(tmp_path: Path) -> None:
    assert find(tmp_path) == (registered(), [])
