"""Progress in a real terminal."""

import sys

import pytest

from deskready.core.clean import strip_harmful
from helpers.cli_desk import Desk
from helpers.pseudo import LANGUAGE
from helpers.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")


def _terminal(desk: Desk, *arguments: str, columns: int = 100, shell: str = "") -> Terminal:
    command = desk.command(*arguments)
    if shell:
        command = ["sh", "-c", shell.format(" ".join(command))]
    return Terminal(command, desk.environment, columns)


def test_it_shows_what_runs_what_to_do_and_what_ended(desk: Desk) -> None:
    with _terminal(desk, "audit", "toy.quiet", "toy.good", "--profile", str(desk.folder / "toy.toml")) as terminal:
        terminal.until("Quiet: Please be quiet (2 seconds)")
        terminal.until("and read this")
        terminal.until("Quiet 50%, listening")
        terminal.until("Measured: Quiet (0.")
        terminal.until("Measured: Good (0.")
        terminal.until("deskready: Ready")
        assert terminal.wait(30) == 0
        assert "Quiet 50%" not in terminal.text  # the changing line is gone


def test_it_tells_so_in_the_language_that_was_chosen(desk: Desk) -> None:
    desk.environment |= LANGUAGE
    with _terminal(desk, "audit", "toy.quiet", "toy.good", "--profile", str(desk.folder / "toy.toml")) as terminal:
        terminal.until("⟦Quiet: ⟦Please be quiet (2 sééçóóñds)⟧⟧")
        terminal.until("⟦Quiet 50%⟧, listening")
        terminal.until("⟦⟦Mééáásúúrééd⟧: Quiet (0,")
        assert terminal.wait(30) == 0


def test_neither_colour_nor_any_escape_sequence_is_used(desk: Desk) -> None:
    with _terminal(desk, "audit", "toy.quiet", "--profile", str(desk.folder / "toy.toml")) as terminal:
        assert terminal.wait(60) == 3
    assert b"\x1b" not in terminal.raw
    assert b"Please be quiet" in terminal.raw


def test_a_narrow_terminal_is_not_overrun(desk: Desk) -> None:
    profile = str(desk.folder / "toy.toml")
    with _terminal(desk, "audit", "toy.quiet", "--profile", profile, columns=20) as terminal:
        assert terminal.wait(60) == 3
    painted = [part for part in terminal.raw.decode().replace("\n", "\r").split("\r") if "50%" in part]
    assert painted
    assert max(len(part) for part in painted) <= 19


def test_progress_goes_to_the_terminal_while_the_result_goes_to_a_file(desk: Desk) -> None:
    shell = f"{{}} --format json > {desk.folder / 'out.json'}"
    profile = str(desk.folder / "toy.toml")
    with _terminal(desk, "audit", "toy.quiet", "--profile", profile, shell=shell) as terminal:
        assert terminal.wait(60) == 3
    assert "Quiet: Please be quiet" in terminal.text
    assert '"schema"' not in terminal.text
    assert (desk.folder / "out.json").read_text().startswith('{\n  "schema": 1')


def test_hostile_text_of_a_check_never_reaches_the_terminal(desk: Desk) -> None:
    profile = str(desk.folder / "toy.toml")
    with _terminal(desk, "audit", "toy.hostile", "toy.crash", "--profile", profile) as terminal:
        assert terminal.wait(60) == 3
    seen = terminal.raw.decode().replace("\r", "")
    assert strip_harmful(seen) == seen
    assert "red" in seen  # it was told, made harmless
    assert "evil" in seen
    assert "printed" not in seen


@pytest.mark.parametrize("command", [("checks",), ("show", "audit.json"), ("show", "audit.json", "--format", "json")])
def test_hostile_text_in_lists_and_files_neither(desk: Desk, command: tuple[str, ...]) -> None:
    if command[0] == "show":
        desk.run("audit", "toy.hostile", "--profile", "toy.toml", "--save", "audit.json")
        command = ("show", str(desk.folder / "audit.json"), *command[2:])
    with _terminal(desk, *command) as terminal:
        terminal.wait(60)
    seen = terminal.raw.decode().replace("\r", "")
    assert strip_harmful(seen) == seen
    assert "Hostile" in seen
