import sys

import pytest

from deskready_checks.system_command import output_of


def test_what_it_prints_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert output_of([sys.executable, "-c", "import os; print(os.environ['LC_ALL'])"]).strip() == "C"


@pytest.mark.parametrize(
    ("command", "seconds"),
    [
        (["there-is-no-such-program"], 5.0),
        ([sys.executable, "-c", "import time; print('x', flush=True); time.sleep(30)"], 0.2),
        ([sys.executable, "-c", "import sys; sys.stdout.buffer.write(b'\\xff')"], 5.0),
    ],
)
def test_what_it_cannot_say(command: list[str], seconds: float) -> None:
    assert output_of(command, seconds) in ("", "\ufffd")
