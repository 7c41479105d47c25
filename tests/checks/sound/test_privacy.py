import subprocess
import sys

import pytest

from deskready_checks.sound.privacy import forbid_core_dumps


def test_a_crash_writes_no_memory() -> None:
    pytest.importorskip("resource", reason="Windows writes no core files")
    code = (
        "import resource as r; from deskready_checks.sound.privacy import forbid_core_dumps;"
        "r.setrlimit(r.RLIMIT_CORE, (r.getrlimit(r.RLIMIT_CORE)[1],) * 2);"
        "forbid_core_dumps(); print(r.getrlimit(r.RLIMIT_CORE)[0])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "0\n"


def test_where_there_is_nothing_to_forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    forbid_core_dumps()
