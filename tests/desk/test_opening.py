import json
from pathlib import Path

import pytest

from deskready.core.errors import UsageError
from deskready.core.words.text import Text
from deskready.desk import opening
from deskready.desk.opening import open_saved
from deskready.formats.format import Format
from deskready.formats.registry import VIEWS
from deskready.store import audit_file
from helpers.samples import sample_audit


def test_a_saved_audit_is_opened_whatever_its_name(tmp_path: Path) -> None:
    for name in ("a.json", "b.JSON", "c", "d.odd"):
        audit_file.write(tmp_path / name, sample_audit())
        assert open_saved(tmp_path / name) == sample_audit()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_report_does_not_open_again_and_says_so(tmp_path: Path, view: Format) -> None:
    """Every format that is none of the record, by its suffix; a file of that name may hold anything."""
    path = tmp_path / f"a{view.suffix.upper()}"
    path.write_text(view.render(sample_audit()), "utf-8")
    with pytest.raises(UsageError) as refused:
        open_saved(path)
    assert f"this is a report ({view.title.words}); only JSON opens again." in str(refused.value)
    assert refused.value.remedy.words == "Open the .json file of the audit."


def test_a_format_that_is_added_needs_no_other_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added = Format("toy", Text("Toy"), ".toy", lambda audit: json.dumps(audit.id))
    monkeypatch.setattr(opening, "VIEWS", [*VIEWS, added])
    with pytest.raises(UsageError, match=r"this is a report \(Toy\)"):
        open_saved(tmp_path / "a.toy")
