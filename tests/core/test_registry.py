from deskready.cli import commands
from deskready.core import registry
from helpers import rooms


def test_modules_and_folders_are_found_without_importing_them() -> None:
    assert registry.names(rooms) == ("broken", "one", "two")
    assert registry.names(rooms, "t") == ("two",)


def test_modules_are_imported_in_the_order_of_the_alphabet() -> None:
    assert [module.NUMBER for module in registry.modules(rooms, "o")] == [1]
    assert [module.__name__ for module in registry.modules(rooms, "t")] == ["helpers.rooms.two"]


def test_the_commands_are_found_so() -> None:
    assert {"audit", "schema"} <= set(registry.names(commands))
