"""The library in a process of its own: what it must leave alone."""

import subprocess
import sys

import pytest

IMPORT = "import deskready_checks.internet.providers.speedtest_cli.library as library\n"
NO_DESCRIPTOR = "import io, sys\nreal = sys.stdout\nsys.stdout = io.StringIO()\nsys.stdout.fileno = lambda: -1\n"


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_output_streams_stay_open_when_the_library_is_collected() -> None:
    collect = "import gc, os, sys\nfor name in ('speedtest', library.__name__): del sys.modules[name]\ndel library\n"
    assert run(IMPORT + collect + "gc.collect()\nos.write(1, b'still open')\nos.write(2, b'')") == "still open"


def test_can_be_imported_where_the_output_has_no_descriptor() -> None:
    assert run(NO_DESCRIPTOR + IMPORT + "real.write('imported')") == "imported"


@pytest.mark.parametrize("module", ["speed.check", "latency.check"])
def test_loading_a_check_does_not_load_it(module: str) -> None:
    code = f"import sys, deskready_checks.internet.{module}\nprint('speedtest' in sys.modules)"
    assert run(code).strip() == "False"
