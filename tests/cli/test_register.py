from typing import Annotated

import pytest
import typer

from deskready.cli import register
from deskready.cli.register import Command, command, load
from deskready.core.words.message import text

WEIGH = text("toy.weigh", "Weigh the desk.")


def test_commands_stand_in_their_places_and_only_those_asked_for_are_loaded() -> None:
    assert [each.name for each in load(["show", "audit"])] == ["audit", "show"]
    assert [each.place for each in load()] == sorted(each.place for each in load())


def test_a_command_registers_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "_registered", {})

    @command(place=5, about=WEIGH, epilog="The end.")
    def weigh(kilos: Annotated[int, typer.Argument()]) -> Command:
        return lambda: kilos

    registered = register._registered["weigh"]
    assert (registered.place, registered.name, registered.about) == (5, "weigh", WEIGH)
    app = typer.Typer(callback=lambda: None)
    registered.add(app)
    found = app(["weigh", "3"], standalone_mode=False)
    assert found() == 3
