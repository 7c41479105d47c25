"""The whole program in a real terminal, with toy checks in real child processes; nothing outside is contacted."""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deskready.core.clean import has_harmful
from deskready.testing.leftovers import wait_for
from helpers.attacks import ATTACKS
from helpers.homes import make_home
from helpers.terminal import Terminal

pytestmark = pytest.mark.slow

SPIN = '''\
"""A toy check that spins."""
from deskready.plugin import Check, Metric

class Spin(Check):
    """Spins for ever."""
    id = "toys.spin"
    title = "Spinning toy"
    why = "It never ends."
    metrics = (Metric("toys.spin.value", "Value"),)

    def run(self, context):
        context.progress(0.5, "Spinning now")
        while True:
            pass
'''
EVIL = '''\
"""A toy check whose every text is an attack."""
import sys
from deskready.plugin import Better, Check, Kind, Metric, Unavailable, Unit, Use

ATTACK = {attack!r}
NUMBER = Metric("toys.evil.number", "N" + ATTACK, Unit.MILLISECOND, Better.LOWER)
TEXT = Metric("toys.evil.text", "T" + ATTACK, kind=Kind.TEXT)

class Evil(Check):
    """EvilDoc """
    id = "toys.evil"
    title = "Evil" + ATTACK
    why = ATTACK
    uses = frozenset({{Use.ROOM}})
    metrics = (NUMBER, TEXT)
    remedies = {{NUMBER: ATTACK}}

    def run(self, context):
        context.instruct(ATTACK, 1.0)
        context.progress(0.5, ATTACK)
        context.sample(ATTACK, 5.0)
        context.log(ATTACK)
        print(ATTACK)
        sys.stderr.write(ATTACK)
        yield NUMBER.measured(5.0, method=ATTACK)
        yield TEXT.measured(ATTACK)

class Excuse(Check):
    """Says with an attack why not."""
    id = "toys.excuse"
    title = "Excuse" + ATTACK
    why = ATTACK
    metrics = (Metric("toys.excuse.value", ATTACK),)

    def run(self, context):
        raise Unavailable(ATTACK, remedy=ATTACK, detail=ATTACK)
        yield
'''
PROGRAM = [sys.executable, "-m", "deskready", "--profile", "typical-chat-agent"]
"""A chat agent is asked no questions at the microphone, which would lie above what is looked for."""
CRASH = """
import sys
from deskready.tui.screens.audit import AuditScreen
def crash(self):
    secret_local = "hunter2 in a variable"
    raise RuntimeError("the inside\\x1b[31m broke")
AuditScreen._repaint = crash
from deskready.__main__ import main
sys.argv = ["deskready"]
sys.exit(main())
"""
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""Alternate screen left, cursor shown, mouse and bracketed paste off."""
SLACK = 5.0
"""How many times longer than promised something may take on a busy machine."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return make_home(tmp_path / "home", toys=1)


def put(home: Path, name: str, text: str) -> None:
    """Puts a check into the person's folder."""
    file = home / "config" / "checks" / f"{name}.py"
    file.write_text(text, "utf-8", "surrogatepass")
    file.chmod(0o600)


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    put(home, "spin", SPIN)
    with started(home) as program:
        program.until("Spinning now", 60)
        yield program


def started(home: Path, command: list[str] | None = None) -> Terminal:
    return Terminal(command or PROGRAM, {"DESKREADY_HOME": str(home)}, 120, 90)  # nothing scrolls out of view


def family(pid: int) -> list[psutil.Process]:
    """Every process that the program started."""
    return psutil.Process(pid).children(recursive=True)


def gone(processes: list[psutil.Process]) -> None:
    """Waits until none of them lives."""

    def none_left() -> bool:
        return not [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]

    wait_for(none_left, SLACK * 2)


def clean_end(terminal: Terminal) -> None:
    """The terminal is as it was before, and nothing but drawing went to it."""
    end = terminal.raw[terminal.raw.rindex(b"\x1b[?1049l") :]
    assert all(code in terminal.raw for code in RESTORED)
    assert b"Traceback" not in terminal.raw
    assert terminal.raw.rindex(b"\x1b[?25h") > terminal.raw.rindex(b"\x1b[?25l")
    assert len(end) < 400


def test_it_shows_its_panels_and_q_ends_it_at_once_while_a_check_spins(terminal: Terminal, home: Path) -> None:
    for title in ("Internet speed", "Memory", "Processor", "Background noise", "Toy 000", "Spinning toy"):
        assert title in terminal.text
    processes = family(terminal.pid)
    assert processes
    begun = time.perf_counter()
    terminal.type("q")
    assert terminal.wait(SLACK * 2) == 0
    assert time.perf_counter() - begun < 1.0 * SLACK
    clean_end(terminal)
    gone(processes)


def test_what_was_broken_off_is_offered_at_the_next_start(terminal: Terminal, home: Path) -> None:
    terminal.until("1.5 ms", 30)
    wait_for(lambda: bool(list(home.rglob("*.partial"))), 20)
    terminal.type("q")
    assert terminal.wait(SLACK * 2) == 0
    with started(home) as again:
        again.until("An audit was interrupted", 60)
        again.until("Go on with it")
        again.type("\r")
        again.until("Spinning now", 60)
        assert "1.5 ms" in again.text
        again.type("q")
        assert again.wait(SLACK * 2) == 0


def test_a_killed_program_leaves_no_process_and_its_audit_is_offered(terminal: Terminal, home: Path) -> None:
    terminal.until("1.5 ms", 30)
    wait_for(lambda: bool(list(home.rglob("*.partial"))), 20)
    processes = family(terminal.pid)
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.wait() == -signal.SIGKILL
    gone(processes)
    with started(home) as again:
        again.until("An audit was interrupted", 60)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_cleanly(terminal: Terminal, number: int) -> None:
    processes = family(terminal.pid)
    os.kill(terminal.pid, number)
    assert terminal.wait(SLACK * 2) == 130
    clean_end(terminal)
    gone(processes)


def test_a_terminal_that_is_closed_ends_it(home: Path) -> None:
    put(home, "spin", SPIN)
    with started(home) as program:
        program.until("Spinning now", 60)
        processes = [psutil.Process(program.pid), *family(program.pid)]
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, program._master)  # the last end of the terminal is closed
        os.close(null)
        gone(processes)
        program.poll()


def test_a_crash_of_the_program_is_one_line_and_exit_code_70(home: Path) -> None:
    with started(home, [sys.executable, "-c", CRASH]) as program:
        assert program.wait(60) == 70
        last = bytes(program.raw[program.raw.rindex(b"\x1b[?1049l") :]).decode()
        assert "deskready: internal error: RuntimeError: the inside\ufffd[31m broke" in last
        assert len([line for line in last.splitlines() if "deskready" in line]) == 1
        assert b"hunter2" not in program.raw
        assert b"Traceback" not in program.raw
        clean = last.replace("\x1b", "")
        assert "in crash" not in clean
    log = next(home.rglob("deskready.log")).read_text("utf-8")
    assert "in crash" in log
    assert "hunter2 in a variable" not in log.replace('secret_local = "hunter2 in a variable"', "")


@pytest.mark.parametrize("words", [["no-such.json"], ["--profile", "no-such"]])
def test_a_wrong_file_or_profile_is_one_line_and_exit_code_2(home: Path, words: list[str]) -> None:
    with started(home, [*PROGRAM, *words]) as program:
        assert program.wait(60) == 2
        said = re.split("\x1b\\[\\?[0-9]+l", program.raw.decode().replace("\r", ""))[-1].strip()
        assert said.startswith("deskready: ")
        assert "Traceback" not in program.raw.decode()


def test_no_colour_is_honoured(home: Path) -> None:
    command = [sys.executable, "-c", "import sys; from deskready.__main__ import main; sys.exit(main())"]
    with Terminal(command, {"DESKREADY_HOME": str(home), "NO_COLOR": "1"}, 120, 50) as program:
        program.until("Toy 000", 60)
        program.until("1.5 ms", 60)
        program.type("q")
        assert program.wait(SLACK * 2) == 0
    colours = set(re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", bytes(program.raw)))
    assert all(len(set(colour)) == 1 for colour in colours), "only greys"


def test_it_follows_the_size_of_the_terminal(terminal: Terminal) -> None:
    for columns, lines in ((80, 24), (40, 12), (20, 6), (200, 60), (120, 40)):
        terminal.resize(columns, lines)
        terminal.until(lambda shown, columns=columns: "q Quit" in shown.splitlines()[-1][:columns], 20)  # type: ignore[misc]
    terminal.type("q")
    assert terminal.wait(SLACK * 2) == 0


ESCAPES = ("clear the screen", "window title", "clipboard", "device control")
MARKS = ("C1", "NUL and bell", "bidirectional", "invisible")
MARKUP = [name for name in ATTACKS if name not in ESCAPES + MARKS]


def foreign(raw: bytes) -> str:
    """What is left of the bytes on the terminal when Textual's own sequences are taken away."""
    own = rb"\x1b\[[0-9;:?<>=]*\$?[A-Za-z]|\x1b\]22;[a-z-]*\x07"  # CSI, and the shape of the mouse pointer
    text = re.sub(own, b"", raw).decode("utf-8", "replace")
    return text.replace("\r", "").replace("\n", "")


@pytest.mark.parametrize("names", [ESCAPES, MARKS, MARKUP], ids=["escape sequences", "characters", "markup"])
def test_no_byte_of_an_attack_reaches_the_terminal(home: Path, names: list[str]) -> None:
    attack = " ".join(ATTACKS[name] for name in names)
    put(home, "evil", EVIL.format(attack=attack))
    with started(home) as program:
        program.until("Evil", 60)
        program.until("Could not measure", 60)
        program.type("\x1b[B" * 9)
        for key, seen in (
            ("\r", "Why it matters"),
            ("?", "Escape closes"),
            ("s", "Save this audit"),
            ("p", "Requirem"),
        ):
            program.type(key)
            program.until(seen)
            program.type("\x1b")
            program.until(lambda shown, seen=seen: seen not in shown)  # type: ignore[misc]
        program.type("q")
        assert program.wait(SLACK * 2) == 0
        found = foreign(bytes(program.raw))
    assert not has_harmful(found), ascii([sign for sign in found if has_harmful(sign)][:5])
    for sequence in (b"\x1b]2;", b"\x1b]52;", b"\x1bP", b"\x1b[2J\x1b[HFAKE", b"\xc2\x9b"):
        assert sequence not in program.raw


@pytest.fixture
def interrupted(home: Path) -> Path:
    """A home with an audit that a killed program left."""
    put(home, "spin", SPIN)
    with started(home) as program:
        program.until("Spinning now", 60)
        os.kill(program.pid, signal.SIGKILL)
        program.wait(SLACK)
    return home


@pytest.mark.parametrize("keys", ["\rq", "\r\rq", "q\r", "\x1b\x11", "\rs\x11", "\t\r?\x11"])
def test_keys_in_one_write_over_a_dialog_end_in_no_error(interrupted: Path, keys: str) -> None:
    for _ in range(2):
        with started(interrupted) as program:
            program.until("An audit was interrupted", 60)
            program.type(keys)
            wait_for(lambda: not program.read(0.05) or program.poll() is not None or "Spinning now" in program.text, 20)
            if program.poll() is None:
                program.type("\x11")
            assert program.wait(SLACK * 4) == 0
            assert b"internal error" not in program.raw


def test_a_paste_with_escape_characters_presses_no_key(terminal: Terminal) -> None:
    terminal.type("\x1b[200~\x1bq\x1b[Aq\x1bOPq\x1b[201~")
    terminal.type("?")
    terminal.until("Help")
    assert terminal.poll() is None


def test_a_terminal_without_unicode_gets_what_it_can_show(home: Path) -> None:
    put(home, "spin", SPIN)
    env = {"DESKREADY_HOME": str(home), "PYTHONIOENCODING": "iso8859-1", "PYTHONUTF8": "0"}
    with Terminal(PROGRAM, env, 120, 90) as program:
        program.until("Spinning now", 60)
        assert b"\\u2" not in program.raw
        assert b"\xe2\x94" not in program.raw, "no UTF-8 either"
        assert "+---" in program.text
        program.type("q")
        assert program.wait(SLACK * 2) == 0


def test_a_terminal_that_can_only_print_is_told_what_to_use(home: Path) -> None:
    with Terminal(PROGRAM, {"DESKREADY_HOME": str(home), "TERM": "dumb"}, 120, 30) as program:
        assert program.wait(30) == 2
    assert b"\x1b[?1049h" not in program.raw
    assert b"This terminal cannot place anything on its screen (TERM is dumb)." in program.raw
    assert b"deskready audit" in program.raw
