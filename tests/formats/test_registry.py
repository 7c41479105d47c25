import subprocess
import sys
from pathlib import Path

import pytest

from deskready.core.errors import UsageError
from deskready.core.privacy.allow_list import public
from deskready.formats.format import Format
from deskready.formats.registry import FORMATS, format_named, format_of
from helpers.goldens import GOLDENS, assert_golden
from helpers.samples import WHO, sample_audit


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("include_identity", [False, True], ids=["public", "identity"])
def test_every_format_is_a_contract_to_the_byte(form: Format, include_identity: bool) -> None:
    kind = "identity" if include_identity else "public"
    text = form.render(public(sample_audit(), include_identity, WHO))
    assert_golden(f"audit-{kind}{form.suffix}", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_no_golden_is_left_over() -> None:
    wanted = {f"audit-{kind}{form.suffix}" for kind in ("public", "identity") for form in FORMATS}
    assert {path.name for path in GOLDENS.glob("audit-*")} == wanted


def test_names_and_suffixes_are_found() -> None:
    for form in FORMATS:
        assert format_named(form.name) is form
        assert format_of(Path(f"a.b{form.suffix.upper()}")) is form
    assert len({form.suffix for form in FORMATS}) == len({form.name for form in FORMATS}) == len(FORMATS)
    assert FORMATS[0].name == "json"


def test_what_is_no_format_says_which_there_are() -> None:
    with pytest.raises(UsageError, match="Formats: json, markdown, text"):
        format_named("word")
    with pytest.raises(UsageError, match=r"Suffixes: \.json, \.md, \.txt"):
        format_of(Path("a.docx"))
    with pytest.raises(UsageError, match="is missing"):
        format_of(Path("a"))


@pytest.mark.parametrize(
    ("name", "meant"), [("jsn", "json"), ("JSON", "json"), ("txt", "text"), ("mardown", "markdown")]
)
def test_a_mistyped_format_is_told_which_was_meant(name: str, meant: str) -> None:
    with pytest.raises(UsageError) as refused:
        format_named(name)
    assert refused.value.remedy.words == f"Did you mean {meant}?"


def test_a_mistyped_suffix_is_told_which_was_meant() -> None:
    with pytest.raises(UsageError) as refused:
        format_of(Path("x.jsn"))
    assert refused.value.remedy.words == "Did you mean .json?"


def test_formats_are_cheap_to_load() -> None:
    code = (
        "import sys\nimport deskready.desk.saving, deskready.store.partial, deskready.store.machine\n"
        "heavy = {'textual', 'rich', 'numpy', 'typer', 'tomlkit', 'filelock', 'platformdirs', 'psutil', 'asyncio'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
