"""How long until something can be seen: `python -m benchmarks.startup [--quick]`, from the tests folder.

Full-screen: time from process start to the frame, in a real pseudo-terminal, in which the titles of all checks in view
are readable, 20 checks installed; as a ratio to a bare Textual app that paints one label. Aim: at most 2.0.
`deskready checks`: as a ratio to `python -c "import msgspec"`. Aim: at most 5.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from helpers.homes import make_home
from helpers.terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import Label

class Bare(App):
    def compose(self):
        yield Label("painted")

Bare().run()
"""
TITLES = ("Internet latency", "Internet speed", "Memory", "Processor", "Background noise", "Toy 000", "Toy 005")
INSTALLED = 20


def first_frame(command: list[str], env: dict[str, str], texts: tuple[str, ...]) -> float:
    """Seconds until the terminal shows all the texts."""
    with Terminal(command, env, 200, 60) as terminal:
        return terminal.until(lambda shown: all(text in shown for text in texts), 60)


def wall(command: list[str], env: dict[str, str] | None = None) -> float:
    """Seconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Prints both ratios."""
    rounds = 5 if "--quick" in sys.argv else 15
    python = sys.executable
    import os

    with tempfile.TemporaryDirectory() as folder:
        env = {"DESKREADY_HOME": str(make_home(Path(folder) / "home", INSTALLED - 5))}
        bare, ours, peer, checks = [], [], [], []
        for _ in range(rounds):
            bare.append(first_frame([python, "-c", BARE], {}, ("painted",)))
            ours.append(first_frame([python, "-m", "deskready"], env, TITLES))
            peer.append(wall([python, "-c", "import msgspec"]))
            checks.append(wall([python, "-m", "deskready", "checks"], os.environ | env))
    for name, mine, other, aim in (
        ("first frame with all titles, against a bare Textual app", ours, bare, 2.0),
        ("deskready checks, against import msgspec", checks, peer, 5.0),
    ):
        ratio = statistics.median(mine) / statistics.median(other)
        took = f"{statistics.median(mine) * 1000:.0f} ms against {statistics.median(other) * 1000:.0f} ms"
        print(f"{name}: {ratio:.2f} (aim: at most {aim}); {took}; median of {rounds}")


if __name__ == "__main__":
    main()
