"""How long until something can be seen: `python -m benchmarks.startup [--quick]`, from the tests folder.

Full-screen: time from process start to the frame, in a real pseudo-terminal, in which the titles of all checks in view
are readable, 20 checks installed; as a ratio to a bare Textual app that paints one label. Aim: at most 2.0.
`deskready checks`: as a ratio to `python -c "import msgspec"`. Aim: at most 5.
What single files cost until it is known what is installed, cold (nothing is known of them) and warm: none, 8 that
cannot be imported (aim: cold at most 8 s), and 200 good ones. Aim: warm at most 0.3 s more than none.
"""

import os
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
LOOK = "from deskready.desk.installed import Installed; Installed().catalogue()"
BROKEN = (
    "while True: pass",
    "import time; time.sleep(3600)",
    "import os; os._exit(3)",
    "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "this is no Python",
    "raise SystemExit(1)",
    "kept = []\nwhile True: kept.append(b'x' * 10**7)",
    "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'while True: pass'], start_new_session=True)",
)
"""Files that cannot be imported, each in its own way."""


def first_frame(command: list[str], env: dict[str, str], texts: tuple[str, ...]) -> float:
    """Seconds until the terminal shows all the texts."""
    with Terminal(command, env, 200, 60) as terminal:
        return terminal.until(lambda shown: all(text in shown for text in texts), 60)


def wall(command: list[str], env: dict[str, str] | None = None) -> float:
    """Seconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return time.perf_counter() - begun


def broken_home(folder: Path) -> Path:
    """A home with eight files that cannot be imported, each in its own way."""
    home = make_home(folder)
    for number, text in enumerate(BROKEN):
        file = home / "config" / "checks" / f"broken{number}.py"
        file.write_text(text, "utf-8")
        file.chmod(0o600)
    return home


def cold_and_warm(home: Path, rounds: int) -> tuple[float, float]:
    """Seconds until it is known what is installed: of the first process in that home, and the median of later ones."""
    command, env = [sys.executable, "-c", LOOK], os.environ | {"DESKREADY_HOME": str(home)}
    cold = wall(command, env)
    return cold, statistics.median(wall(command, env) for _ in range(rounds))


def main() -> None:
    """Prints all of it."""
    rounds = 5 if "--quick" in sys.argv else 15
    python = sys.executable
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
    with tempfile.TemporaryDirectory() as folder:
        homes = {
            "no file": make_home(Path(folder) / "none"),
            "8 broken files": broken_home(Path(folder) / "broken"),
            "200 good files": make_home(Path(folder) / "many", 200),
        }
        for name, home in homes.items():
            cold, warm = cold_and_warm(home, rounds)
            print(f"{name}: cold {cold:.2f} s, warm {warm:.2f} s; warm is the median of {rounds}")


if __name__ == "__main__":
    main()
