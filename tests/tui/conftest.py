from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of this test's own, colours, and a current folder in which nothing lies."""
    folder = tmp_path / "home"
    (folder / "documents").mkdir(parents=True)
    monkeypatch.setenv("DESKREADY_HOME", str(folder))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)
    return folder
