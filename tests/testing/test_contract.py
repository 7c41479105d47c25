"""The contract finds what it should, in checks that break it."""

import subprocess
import sys
from pathlib import Path

import pytest

import deskready.testing
from deskready.core.declare.check_info import Origin
from deskready.testing.contract import broken_promises

GOOD = '''
"""A module."""
from deskready.plugin import Better, Check, Consent, Metric, Option, Policy, Use
metric = Metric("mine.metric", "Metric", better=Better.HIGHER)
class Mine(Check):
    """Measures something."""
    id = "mine.check"
    title = "Mine"
    why = "It matters."
    metrics = (metric,)
    remedies = {metric: "Buy another."}
    options = (Option("seconds", 3, "How long."),)
    def run(self, context):
        yield metric.measured(1)
'''
POLICY = 'Option("acme", False, "Whether.", policy=Policy("acme", "{}", "{}", "https://acme.example/"))'


def promises(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> list[str]:
    (folder / "mine_plugin.py").write_text(text)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.syspath_prepend(str(folder))
    return broken_promises(Origin("mine.check", "mine_plugin:Mine", "mine"))


def test_a_good_check_breaks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert promises(tmp_path, monkeypatch, GOOD) == []


def test_who_only_lists_or_plays_asks_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plays = "import sounddevice; sounddevice.query_devices(); sounddevice.OutputStream(); yield metric"
    assert promises(tmp_path, monkeypatch, GOOD.replace("yield metric", plays)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Measures something.", "Measures something", "docstring"),
        ('"It matters."', '"Because"', "`why`"),
        ("{metric: ", "{} or {", "remedies"),
        ('"Buy another."', '""', "`remedies`"),
        ('"How long."', '"how long"', "option 'seconds'"),
        ('Option("seconds", 3, "How long.")', POLICY.format("Tell us", "It tells nobody."), "asks a question"),
        ('Option("seconds", 3, "How long.")', POLICY.format("May it?", "no"), "explained in sentences"),
        ('"""A module."""', "import numpy", "loads numpy"),
        ("yield metric", "import sounddevice; sounddevice.rec(1); yield metric", "sounddevice"),
        ("yield metric", "from sounddevice import InputStream; yield metric", "sounddevice"),
        ("yield metric", "from speedtest import Speedtest; yield metric", "speedtest"),
        ('title = "Mine"', 'title = "Mine"; consent = frozenset({Consent.MICROPHONE})', "uses the room"),
        ('title = "Mine"', 'title = ""', "title"),
        ("class Mine(Check)", "class Mine", "not a class derived"),
        ("why =", "whynot =", "why"),
    ],
)
def test_a_broken_promise_is_named(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert old in GOOD
    if new.startswith("{} or"):
        old, new = '    remedies = {metric: "Buy another."}\n', ""
    broken = promises(tmp_path, monkeypatch, GOOD.replace(old, new))
    assert any(said in promise for promise in broken), broken


def test_pytest_is_needed_by_the_test_modules_only() -> None:
    folder = Path(deskready.testing.__file__).parent
    modules = [path.stem for path in folder.glob("*.py") if not path.stem.startswith(("test_", "__"))]
    assert "conformance" in modules
    code = "import sys; " + "; ".join(f"import deskready.testing.{module}" for module in modules)
    code += "; print(sorted({'pytest', 'hypothesis', 'textual', 'numpy'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, check=True, text=True)
    assert told.stdout == "[]\n"
